package org.viaduc.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.viaduc.model.Language;

/** The articles that a book cites: from when they hold, and how they were read ({@code citations.yaml}). */
final class CitationTable {
    static final CitationTable NONE = new CitationTable(Map.of(), Map.of());

    /** @param at the day (or month, or year) of the copy that was read, where there was one */
    record Reading(String code, Optional<String> at, String french, String english) {}

    /**
     * @param read  the verification codes, as {@code V16+JB}
     * @param since the day (or month, or year) from which it holds; empty when we do not know it
     * @param until the last day on which it held
     */
    record Citation(String article, String read, Optional<String> since, Optional<String> until, String note) {
        /** As a rule cites it: {@code CASF L221-3 (V16)}. */
        String cited() {
            return article + " (" + read + ")";
        }

        List<String> codes() {
            return List.of(read.split("\\+"));
        }

        /** True when no text of it was read. */
        boolean isUnread() {
            return codes().stream().allMatch(code -> code.equals("MEM") || code.equals("SEC"));
        }
    }

    private final Map<String, Reading> readings;
    private final Map<String, Citation> byCited = new TreeMap<>();

    CitationTable(Map<String, Reading> readings, Map<String, Citation> articles) {
        this.readings = Collections.unmodifiableMap(new TreeMap<>(readings));
        articles.values().forEach(citation -> byCited.put(citation.cited(), citation));
    }

    List<Citation> all() {
        return List.copyOf(byCited.values());
    }

    List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    boolean isEmpty() {
        return byCited.isEmpty();
    }

    boolean has(String cited) {
        return byCited.containsKey(cited);
    }

    /** The citation with the date from which it holds, or by which it held; as it stands when the book has no table. */
    String dated(String cited, Language language) {
        var citation = byCited.get(cited);
        if (citation == null) {
            return cited;
        }
        var words = new ArrayList<String>();
        words.add(citation.since().map(day -> language.pick("depuis ", "since ") + day).orElseGet(() -> readAt(
                citation, language)));
        citation.until().ifPresent(day -> words.add(language.pick("jusqu'au ", "until ") + day));
        if (!citation.note().isBlank()) {
            words.add(citation.note());
        }
        return cited + " – " + String.join(" ; ", words);
    }

    private String readAt(Citation citation, Language language) {
        return citation.codes().stream().map(readings::get).filter(reading -> reading != null && reading.at()
                .isPresent()).map(reading -> reading.at().orElseThrow()).min(String::compareTo)
                .map(day -> language.pick("en vigueur au plus tard en ", "in force in ") + day + language.pick(
                        ", date à confirmer", " at the latest, date to be confirmed"))
                .orElse(language.pick("date à confirmer", "date to be confirmed"));
    }
}
