package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.Deadline.Nearness;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Days pass as the test says: what comes due, who is warned, and what midnight stops. */
class ClocksTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Actor USER = Actor.user("d.lefevre");
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Clocks clocks;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        var nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        clocks = new Clocks(rennes.desk, rennes.collecting, rennes.receiving);
    }

    @Test
    void an_address_that_is_asked_for_is_answered_in_ten_days_and_the_tray_warns_of_the_last_two() {
        var id = rennes.collects(Family.withHomeSupportSomewhereIn("44")).getFirst();
        rennes.state(id, FactKind.ADDRESS_REQUESTED, Map.of("from", "CAF"));
        var asked = today();

        assertThat(running(id, "clock:address-answer").deadline())
                .contains(new Deadline(asked, asked.plusDays(10)));
        assertThat(running(id, "clock:address-answer").nearness()).isEqualTo(Nearness.RUNNING);
        clock.pass(Duration.ofDays(8));
        assertThat(running(id, "clock:address-answer").nearness()).isEqualTo(Nearness.SOON);
        clock.pass(Duration.ofDays(3));
        assertThat(running(id, "clock:address-answer").nearness()).isEqualTo(Nearness.OVERDUE);
    }

    @Test
    void what_is_done_leaves_the_tray_and_is_not_done_twice() {
        var id = rennes.collects(Family.withHomeSupportSomewhereIn("44")).getFirst();
        rennes.state(id, FactKind.ADDRESS_REQUESTED, Map.of("from", "CAF"));

        clocks.done(id, "clock:address-answer", USER);

        assertThat(clocks.running()).isEmpty();
        assertThatThrownBy(() -> clocks.done(id, "clock:address-answer", USER))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_is_kept_for_years_is_shown_when_its_end_is_near() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, Map.of("by", "parents"));

        assertThat(clocks.running()).isEmpty();
        clock.pass(Duration.ofDays(2 * 365 - 20));
        assertThat(running(id, "retention:2-years").nearness()).isEqualTo(Nearness.SOON);
    }

    @Test
    void midnight_of_the_eighteenth_birthday_stops_what_has_not_left() {
        var family = Family.withHomeSupport("44").born(today().plusDays(1).minusYears(18));
        var id = rennes.collects(family).getFirst();
        turn();
        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(running(id, "majority").deadline().orElseThrow().due()).isEqualTo(today().plusDays(1));

        clock.pass(Duration.between(clock.instant(), today().plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(PARIS)
                .toInstant().minusSeconds(1)));
        turn();
        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        clock.pass(Duration.ofSeconds(1));
        turn();

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(clocks.running()).isEmpty();
    }

    @Test
    void a_day_begins_once_and_what_it_does_not_change_is_not_written_again() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();
        assertThat(clocks.turn()).isEqualTo(1);
        var before = rennes.counter.steps(id).size();

        clocks.reask(id);

        assertThat(rennes.counter.steps(id)).hasSize(before);
        assertThat(clocks.turn()).isZero();
        clock.pass(Duration.ofDays(1));
        assertThat(clocks.turn()).isEqualTo(1);
    }

    /** A new day, with the errands that it gives. */
    private void turn() {
        if (clocks.turn() > 0) {
            open().forEach(clocks::reask);
        }
    }

    private List<ExchangeId> open() {
        return rennes.counter.latest(100, Side.READER).stream().filter(each -> !each.state().isEnding())
                .map(Journey::id).toList();
    }

    private Clocks.Running running(ExchangeId id, String code) {
        return clocks.running().stream().filter(each -> each.id().equals(id) && each.code().equals(code)).findFirst()
                .orElseThrow();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PARIS));
    }
}
