package org.viaduc.cli.demo.story;

import java.util.List;
import java.util.stream.Collectors;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** The table that the demonstration ends with: what was expected, what was seen. */
final class EndingsTable {
    private static final int[] WIDTHS = {16, 21, 13, 24, 24, 9};

    private final Language language;

    EndingsTable(Language language) {
        this.language = language;
    }

    void print(List<Ending> endings, Page page) {
        row(page, Style.DIM, language == Language.FR
                ? List.of("famille", "voie", "de → vers", "attendu", "obtenu", "durée")
                : List.of("family", "road", "from → to", "expected", "seen", "time"), Span.plain(" "));
        for (var ending : endings) {
            var family = ending.family();
            row(page, Style.PLAIN, List.of(family.key(), family.track().word(), family.from() + " → " + family.to(),
                    stations(Ending.expected(family)), stations(ending.seen()),
                    Typography.seconds(ending.time(), language)),
                    ending.isAsExpected() ? new Span("✔", Style.GREEN) : new Span("✘", Style.RED));
        }
    }

    private String stations(List<String> words) {
        return words.isEmpty()
                ? language.pick("aucun échange", "no exchange")
                : words.stream().map(this::station).collect(Collectors.joining(" → "));
    }

    private String station(String word) {
        return List.of(word.split("/")).stream().map(each -> Lexicon.say(each, language))
                .collect(Collectors.joining("/"));
    }

    private static void row(Page page, Style style, List<String> texts, Span last) {
        var cells = new java.util.ArrayList<Span>(List.of(Span.plain("  ")));
        for (var i = 0; i < texts.size(); i++) {
            cells.add(Span.column(texts.get(i), WIDTHS[i], style));
        }
        page.row(cells, last);
    }
}
