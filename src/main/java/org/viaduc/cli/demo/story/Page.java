package org.viaduc.cli.demo.story;

import java.time.Duration;
import java.util.List;

import org.viaduc.model.Department;
import org.viaduc.model.Language;

/** The columns of the story: when, at whom, what, and the telling beside them. */
final class Page {
    private static final int WHEN = 10;
    private static final int WHO = 5;
    private static final int WHAT = 15;

    private final Screen screen;
    private final Language language;

    Page(Screen screen, Language language) {
        this.screen = screen;
        this.language = language;
    }

    /** One step of a journey. */
    void step(Duration after, Department node, boolean atHost, String what, Style style, String text) {
        screen.tell(List.of(
                Span.column("  +" + Typography.seconds(after, language), WHEN, Style.DIM),
                Span.column(node.code(), WHO, atHost ? Style.CYAN : Style.BLUE),
                Span.column(set(what), WHAT, style)), Span.plain(set(text)));
    }

    /** What belongs to the step above. */
    void under(String what, Style style, String text) {
        screen.tell(List.of(Span.column("", WHEN + WHO, Style.PLAIN), Span.column(set(what), WHAT, style)),
                Span.plain(set(text)));
    }

    /** What explains the line above. */
    void aside(String text) {
        screen.tell(List.of(Span.column("", WHEN + WHO + WHAT, Style.PLAIN)), new Span(set(text), Style.DIM));
    }

    /** What a person does: nobody's journal but ours. */
    void act(String what, String text) {
        screen.tell(List.of(Span.column("  ▸", WHEN + WHO, Style.BOLD), Span.column(set(what), WHAT, Style.BOLD)),
                new Span(set(text), Style.BOLD));
    }

    void paragraph(String text) {
        screen.tell(List.of(Span.plain("  ")), Span.plain(set(text)));
    }

    /** A rule across the page with its title. */
    void title(String text) {
        var title = set(text);
        screen.blank();
        screen.tell(new Span("━━ " + title + " "
                + "━".repeat(Math.max(2, Layout.WIDTH - 4 - title.codePointCount(0, title.length()))), Style.BOLD));
    }

    void blank() {
        screen.blank();
    }

    void exactly(String line) {
        screen.exactly("  " + line);
    }

    void row(List<Span> cells, Span last) {
        screen.tell(cells, last);
    }

    String set(String text) {
        return Typography.set(text, language);
    }
}
