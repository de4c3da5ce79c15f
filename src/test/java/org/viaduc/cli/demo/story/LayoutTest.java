package org.viaduc.cli.demo.story;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

class LayoutTest {
    @Test
    void a_paragraph_keeps_within_the_page_and_loses_no_word() {
        var text = "Une information préoccupante suit l'enfant ".repeat(12).strip();

        var lines = Layout.wrap(text, Layout.WIDTH);

        assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
        assertThat(String.join(" ", lines)).isEqualTo(text);
    }

    @Test
    void a_line_never_breaks_at_a_no_break_space() {
        assertThat(Layout.wrap("aaaa bbbb\u00a0cccc", 10)).containsExactly("aaaa", "bbbb\u00a0cccc");
    }

    @Test
    void what_follows_stands_under_the_first_line() {
        var lines = Layout.hanging(List.of(Span.column("D35", 5, Style.BLUE)), Span.plain("mot ".repeat(40)), false);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("D35  mot mot");
        assertThat(lines.get(1)).startsWith("     mot");
    }

    @Test
    void colours_take_no_room() {
        var plain = Layout.hanging(List.of(Span.column("D35", 5, Style.BLUE)), Span.plain("mot"), false).getFirst();
        var coloured = Layout.hanging(List.of(Span.column("D35", 5, Style.BLUE)), Span.plain("mot"), true).getFirst();

        assertThat(coloured).contains("\u001b[34m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
    }

    @Test
    void french_has_its_spaces_and_its_numbers() {
        assertThat(Typography.set("« oui » : qui ? l'agent", Language.FR))
                .isEqualTo("«\u00a0oui\u00a0»\u00a0: qui\u202f? l’agent");
        assertThat(Typography.seconds(Duration.ofMillis(1949), Language.FR)).isEqualTo("1,9\u00a0s");
        assertThat(Typography.number(37031, Language.FR)).isEqualTo("37\u202f031");
    }

    @Test
    void english_has_no_space_before_a_colon() {
        assertThat(Typography.set("who : the host's user?", Language.EN)).isEqualTo("who: the host's user?");
        assertThat(Typography.number(37031, Language.EN)).isEqualTo("37,031");
    }
}
