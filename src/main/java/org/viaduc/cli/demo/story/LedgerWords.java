package org.viaduc.cli.demo.story;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** A loss ledger: how many fields were mapped, then every field that was not, by what became of it and why. */
final class LedgerWords {
    private static final int SHOWN = 6;

    private final Language language;

    LedgerWords(Language language) {
        this.language = language;
    }

    /** {@code 61 champs, 55 repris, 2 gardés en texte, 4 laissés}, from a journal's entry. */
    String counts(Account.Told step) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("mapped", step.count("mapped"));
        counts.put("coded-down", step.count("coded-down"));
        counts.put("kept-as-text", step.count("kept-as-text"));
        counts.put("masked", step.count("masked-fields"));
        counts.put("dropped", step.count("dropped"));
        return Typography.number(step.count("fields"), language) + language.pick(" champs : ", " fields: ")
                + counts.entrySet().stream().filter(each -> each.getValue() > 0)
                        .map(each -> Typography.number(each.getValue(), language) + "\u00a0"
                                + Lexicon.say((each.getValue() == 1 ? "one:" : "") + each.getKey(), language))
                        .collect(Collectors.joining(", "));
    }

    /** Names of rows and fields only. */
    void losses(JsonNode ledger, Page page) {
        var groups = new LinkedHashMap<Map.Entry<String, String>, Set<String>>();
        for (var line : ledger.path("lines")) {
            var outcome = line.path("outcome").asText();
            if (!outcome.equals("mapped")) {
                groups.computeIfAbsent(Map.entry(outcome, line.path("reason").asText("")), any -> new LinkedHashSet<>())
                        .add(line.path("row").asText() + "." + line.path("field").asText());
            }
        }
        groups.forEach((why, fields) -> page.aside(Lexicon.say(why.getKey(), language)
                + (why.getValue().isEmpty() ? "" : " (" + Lexicon.say(why.getValue(), language) + ")") + " : "
                + fields.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (fields.size() > SHOWN
                        ? language.pick(" et " + (fields.size() - SHOWN) + " autres",
                                " and " + (fields.size() - SHOWN) + " more")
                        : "")));
    }
}
