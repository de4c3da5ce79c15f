package org.viaduc.mapping.format;

import java.math.BigDecimal;
import java.time.LocalDate;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormatsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"date dd/MM/yyyy|29/02/2024|2024-02-29", "date yyyyMMdd|20241231|2024-12-31",
            "date MM/yyyy|10/2026|2026-10", "date yyyy|2026|2026", "amount fr|1 234,56|1234.56", "amount fr|-12|-12",
            "amount fr €|1 234,56 €|1234.56", "amount be €|-3 €|-3",
            "amount plain|1234.5|1234.5", "boolean O/N|O|true", "boolean true/false|false|false", "integer|-12|-12",
            "phone|0299000000|0299000000", "nir|1850535288001|1850535288001", "nir|2931172A0042131|", "cog|2A004|2A004",
            "cog|99352|99352", "cog|97411|97411", "cog|20004|20004", "nir|186112901920478|186112901920478",
            "nir|217032A00404289|217032A00404289", "nir|289072B03311871|289072B03311871",
            "niss|85073003328|85073003328",
            "niss|17073003384|17073003384", "phone fr|0299000000|+33299000000", "phone fr|0262201010|+262262201010",
            "phone fr|3919|3919", "phone fr|+41223344556|+41223344556", "phone be|022345678|+3222345678",
            "phone be|0471234567|+32471234567", "amount be|1.234,56|1234.56", "amount cents|90050|900.50",
            "amount cents|-5|-0.05", "datetime dd/MM/yyyy HH:mm|01/07/2026 09:30|2026-07-01T09:30:00+02:00",
            "datetime yyyy-MM-dd HH:mm:ss|2026-01-31 23:59:59|2026-01-31T23:59:59+01:00", "code|A-1|A-1",
            "text|deux mots|deux mots", "datetime|2026-11-01T10:00:00|2026-11-01T10:00:00"})
    void a_value_is_read_and_written_back(String name, String local, String common) {
        var format = Format.of(name);

        assertThat(format.toCommon(local)).isEqualTo(common == null ? "" : common);
        if (common != null) {
            assertThat(format.toLocal(common)).isEqualTo(local);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"date dd/MM/yyyy|30/02/2024", "date dd/MM/yyyy|29/02/2023",
            "date dd/MM/yyyy|1/1/2020",
            "date dd/MM/yyyy|00/00/1980", "date dd/MM/yyyy|01/13/2020", "date dd/MM/yyyy|01/01/0000", "amount fr|cent",
            "amount fr|1,2,3", "amount fr|€", "amount fr €|12 € 50", "amount fr|,5", "amount fr|5,", "amount fr|-",
            "amount plain|1 234.5", "integer|1.5",
            "boolean O/N|o", "phone|appeler le soir", "phone|12", "nir|12345", "nir|1850535288A01", "cog|3520",
            "cog|2C004", "cog|00123", "cog|97011", "cog|98111", "nir|186112901920479", "nir|217032A00404288",
            "nir|217032C00404289", "niss|85073003329", "niss|8507300332", "niss|8507300332A", "phone fr|06 12 x",
            "amount be|1,234.56", "amount cents|900.50", "datetime dd/MM/yyyy HH:mm|31/02/2026 10:00",
            "code|deux mots", "datetime|hier", "datetime|2026-02-30"})
    void what_the_format_cannot_read_is_empty_and_no_failure(String name, String local) {
        assertThat(Format.of(name).toCommon(local)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dates", "date", "date dd.MM", "date dd/yyyy", "date dd/MM/yyyy HH", "amount", "amount de",
            "boolean", "boolean O", "text long", ""})
    void an_unknown_format_is_refused(String name) {
        assertThatThrownBy(() -> Format.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"niss|85.07.30-033.28|85073003328",
            "nir|1 86 11 29 019 204 78|186112901920478",
            "phone fr|02 99 00 00 00|+33299000000", "phone fr|0033 2 99 00 00 00|+33299000000",
            "phone be|0471/23|", "amount be|1234,5|1234.5", "amount fr|12,50 €|12.50",
            "amount fr €|1\u202f234,56\u00a0€|1234.56", "amount fr €|1234|1234"})
    void other_ways_of_writing_are_read_too(String name, String local, String common) {
        assertThat(Format.of(name).toCommon(local)).isEqualTo(common == null ? "" : common);
    }

    @Test
    void a_time_is_that_of_the_systems_own_zone() {
        var reunion = Format.of("datetime dd/MM/yyyy HH:mm", java.time.ZoneId.of("Indian/Reunion"));

        assertThat(reunion.toCommon("01/07/2026 09:30")).isEqualTo("2026-07-01T09:30:00+04:00");
        assertThat(reunion.toLocal("2026-07-01T07:30:00+02:00")).isEqualTo("01/07/2026 09:30");
        assertThat(reunion.cuts("2026-07-01T07:30:00+02:00")).isFalse();
        assertThat(reunion.cuts("2026-07-01T07:30:12+02:00")).isTrue();
    }

    @Property
    void one_wrong_digit_of_a_nir_or_niss_is_found_by_its_key(@ForAll("places") int place,
            @ForAll("digits") char digit) {
        for (var number : new String[]{"186112901920478", "85073003328"}) {
            var at = place % number.length();
            var wrong = number.substring(0, at) + digit + number.substring(at + 1);
            var format = Format.of(number.length() == 15 ? "nir" : "niss");
            assertThat(format.toCommon(wrong).isEmpty()).isEqualTo(!wrong.equals(number));
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 164);
    }

    @Provide
    Arbitrary<Character> digits() {
        return Arbitraries.chars().range('0', '9');
    }

    @Test
    void a_day_is_cut_to_its_month_without_loss_only_when_it_is_the_first() {
        var month = Format.of("date MM/yyyy");

        assertThat(month.toLocal("2026-10-01")).isEqualTo("10/2026");
        assertThat(month.cuts("2026-10-01")).isFalse();
        assertThat(month.cuts("2026-10-02")).isTrue();
        assertThat(Format.of("date dd/MM/yyyy").toLocal("2026-10")).isEmpty();
    }

    @Property
    void every_day_comes_back(@ForAll("days") LocalDate day, @ForAll("patterns") String pattern) {
        var format = Format.of("date " + pattern);

        assertThat(format.toCommon(format.toLocal(day.toString()))).isEqualTo(day.toString());
    }

    @Property
    void every_amount_comes_back(
            @ForAll @BigRange(min = "-999999999.99", max = "999999999.99") @Scale(2) BigDecimal amount) {
        for (var name : new String[]{"amount fr", "amount plain", "amount be", "amount cents"}) {
            var format = Format.of(name);
            assertThat(format.toCommon(format.toLocal(amount.toPlainString()))).isEqualTo(amount.toPlainString());
        }
    }

    @Property
    void no_text_whatever_makes_a_format_fail(@ForAll String text, @ForAll("names") String name) {
        var format = Format.of(name);
        assertThat(format.toCommon(text)).isNotNull();
        assertThat(format.toLocal(text)).isNotNull();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(LocalDate.of(1850, 1, 1).toEpochDay(), LocalDate.of(2150, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "MM.dd.yyyy");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("text", "date dd/MM/yyyy", "date MM/yyyy", "datetime", "amount fr", "amount plain",
                "integer",
                "boolean O/N", "phone", "phone fr", "phone be", "nir", "niss", "cog", "code", "amount be",
                "amount cents",
                "datetime dd/MM/yyyy HH:mm");
    }
}
