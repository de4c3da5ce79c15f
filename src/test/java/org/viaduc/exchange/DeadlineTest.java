package org.viaduc.exchange;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.exchange.Deadline.Nearness;

import static org.assertj.core.api.Assertions.assertThat;

/** When a term begins, and when its end is near. */
class DeadlineTest {
    @ParameterizedTest(name = "{0} due {2}: since {1}, warned from {3}")
    @CsvSource({"clock:ip-evaluation,2026-08-21,2026-11-21,2026-11-02",
            "clock:address-answer,2026-11-21,2026-12-01,2026-11-29",
            "clock:transmission-1-month,2026-11-21,2026-12-21,2026-12-15",
            "clock:answer-1-month,2026-11-21,2026-12-21,2026-12-15",
            "clock:urgent-notice,2026-09-21,2026-11-21,2026-11-08",
            "clock:review-72-hours,2026-11-21,2026-11-24,2026-11-23",
            "clock:access-24-hours,2026-11-21,2026-11-22,2026-11-21",
            "retention:2-years,2024-11-21,2026-11-21,2026-10-22", "retention:5-years,2021-11-21,2026-11-21,2026-10-22",
            "retention:10-years,2016-11-21,2026-11-21,2026-10-22", "majority,2008-11-21,2026-11-21,2026-10-22"})
    void the_last_fifth_of_a_term_is_warned_of_for_one_to_thirty_days(String code, LocalDate from, LocalDate due,
            LocalDate warned) {
        var deadline = Deadline.of(code, due);

        assertThat(deadline.from()).isEqualTo(from);
        assertThat(deadline.on(warned.minusDays(1))).isEqualTo(Nearness.RUNNING);
        assertThat(deadline.on(warned)).isEqualTo(Nearness.SOON);
        assertThat(deadline.on(due)).isEqualTo(Nearness.SOON);
        assertThat(deadline.on(due.plusDays(1))).isEqualTo(Nearness.OVERDUE);
    }
}
