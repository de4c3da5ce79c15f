package org.viaduc.connectors.kit.guess;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.connectors.kit.guess.Vocabulary.Said;
import org.viaduc.connectors.kit.sample.Sample.Table;

/** What the names of one table's columns say, alone and beside each other. */
final class ColumnNames {
    /** These say nothing of their own beside what else a name says. */
    private static final Set<String> NEUTRAL = Set.of("person", "file", "type", "date", "number", "name", "address");
    private static final Set<String> TELLING = Set.of("number", "date", "type");
    /** What columns say of the subject of the columns before them, in a row that is about a person: `typ_prest;mt;dt_deb`. */
    private static final Set<String> OF_A_SUBJECT = Set.of("start", "end", "amount", "date", "month", "period",
            "situation");
    private static final Set<String> SUBJECTS = Set.of("measure", "contract", "alert", "benefit", "housing", "notes");
    private static final Set<String> BENEFITS = Set.of("rsa", "apa", "pch");

    /** An element's own text is called as the element is. */
    private static final String OWN_TEXT = ".";

    private final Map<String, Said> said = new HashMap<>();
    private final Map<String, String> subject = new HashMap<>();
    private final Set<String> about;

    /** @param isPerson whether its rows say who a file is about */
    ColumnNames(Table table, boolean isPerson, Vocabulary vocabulary) {
        table.columns().forEach(column -> said.put(column.name(),
                vocabulary.read(column.name().equals(OWN_TEXT) ? table.type() : column.name())));
        this.about = new HashSet<>(vocabulary.read(table.type()).concepts());
        if (isPerson) {
            subjects(table);
        } else {
            numbered();
        }
    }

    /** In a row about a person, a day or an amount that says no more is about what the columns before it are about. */
    private void subjects(Table table) {
        var before = Optional.<String>empty();
        for (var column : table.columns()) {
            var here = of(column.name());
            var own = here.concepts().stream().filter(SUBJECTS::contains).toList();
            if (own.size() == 1 && here.unknown() == 0 && !here.foreign()) {
                before = Optional.of(own.getFirst());
            } else if (here.concepts().isEmpty() || here.unknown() > 0
                    || !OF_A_SUBJECT.containsAll(here.concepts())) {
                before = Optional.empty();
            }
            before.ifPresent(word -> subject.put(column.name(), word));
        }
    }

    /** Rows are also about what they number, date or tell the sort of: a type may be called `A`. */
    private void numbered() {
        said.values().stream().map(Said::concepts)
                .filter(concepts -> concepts.size() == 2 && concepts.stream().anyMatch(TELLING::contains))
                .flatMap(Set::stream).filter(SUBJECTS::contains).forEach(about::add);
    }

    Said of(String column) {
        return said.get(column);
    }

    boolean has(String column) {
        return said.containsKey(column);
    }

    /** Whether the rows are about it. */
    boolean areAbout(String concept) {
        return about.contains(concept);
    }

    private boolean isAbout(String column, String concept) {
        return about.contains(concept) || concept.equals(subject.get(column));
    }

    /** Which benefit the table's name or one of the columns says. */
    Optional<String> benefit(List<String> columns) {
        return List.of("rsa", "apa", "pch").stream().filter(benefit -> about.contains(benefit)
                || columns.stream().anyMatch(column -> of(column).concepts().contains(benefit))).findFirst();
    }

    /**
     * How well one of the names says what the column says: all of the name must be said, by the column or by the row
     * type, and nothing else may be said but what says nothing of its own. 0 when none does.
     */
    int score(String column, List<Set<String>> names, boolean mayBeKey) {
        var here = of(column);
        var best = 0;
        for (var name : names) {
            var own = name.stream().filter(here.concepts()::contains).count();
            var all = name.stream().allMatch(each -> here.concepts().contains(each) || isAbout(column, each));
            var more = here.concepts().stream().filter(each -> !name.contains(each)
                    && !isAbout(column, each) && !isImplied(each, name)).toList();
            var strange = more.stream().anyMatch(each -> !NEUTRAL.contains(each)) || here.foreign();
            if (all && own > 0 && !strange && (here.unknown() == 0 || mayBeKey && own > 1)) {
                best = Math.max(best, (int) own * 20 + name.size() * 2 - more.size() * 3);
            }
        }
        return best;
    }

    /** A name that asks for a benefit is content with one by name. */
    private static boolean isImplied(String concept, Set<String> name) {
        return BENEFITS.contains(concept) && (name.contains("benefit") || name.contains("overpayment"))
                || concept.equals("benefit") && name.contains("overpayment");
    }
}
