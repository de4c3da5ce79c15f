package org.viaduc.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PartTest {
    private static final List<Integer> ALL = IntStream.range(0, 25).boxed().toList();

    @Test
    void page_after_page_everything_is_shown_once() {
        var seen = new ArrayList<Integer>();
        var part = Part.of(ALL, 0, 10);
        seen.addAll(part.shown());
        while (part.rest() > 0) {
            part = Part.of(ALL, part.after(), 10);
            seen.addAll(part.shown());
        }

        assertThat(seen).isEqualTo(ALL);
        assertThat(part.shown()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 25, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_place_that_no_page_gave_begins_anew(int seen) {
        assertThat(Part.of(ALL, seen, 10)).isEqualTo(Part.of(ALL, 0, 10));
    }

    @Test
    void of_nothing_nothing_is_shown() {
        assertThat(Part.of(List.of(), 0, 10)).isEqualTo(new Part<>(List.of(), 0, 0));
    }
}
