package org.viaduc.mapping.local;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NissTest {
    // The counters 000 and 999 are given to nobody.
    @ParameterizedTest
    @ValueSource(strings = {"91060900034", "00022999917", "85073099932", "98472899963", "01490700086"})
    void check_digits_fit_a_birth_in_either_century_and_a_bis_number(String number) {
        assertThat(Niss.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91060900035", "19060900034", "9106090003", "910609000340", "9106090003A", "91060900000",
            "",
            "91.06.09-000.34"})
    void anything_else_is_none(String number) {
        assertThat(Niss.isValid(number)).isFalse();
    }
}
