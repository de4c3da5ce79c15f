package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.consent.Consents;
import org.viaduc.policy.consent.Evidence;
import org.viaduc.policy.consent.Recording;
import org.viaduc.policy.consent.Said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is captured asks again what was open, and what is taken back stops what has not left. */
class ConsentDeskTest {
    private static final Actor USER = Actor.user("d.lefevre");
    private static final Map<String, String> BY_PARENTS = Map.of("by", "parents");
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private ConsentDesk consents;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        var nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        consents = new ConsentDesk(rennes.desk, rennes.counter);
    }

    @Test
    void a_signed_agreement_lets_the_waiting_file_go_on() {
        var id = waiting();

        consents.add(about(id), signed(), recording(), USER);

        assertThat(rennes.state(id)).isEqualTo(State.QUEUED);
        assertThat(consents.of(about(id), USER).getFirst().consent().toString()).isEqualTo("Consent");
    }

    @Test
    void an_agreement_that_is_taken_back_stops_what_has_not_left_and_says_which_road_it_stops() {
        var id = waiting();
        var consent = consents.add(about(id), signed(), recording(), USER);

        var stops = consents.withdraw(about(id), consent, today(), recording(), USER);

        assertThat(stops).containsExactly("ase-administrative");
        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(consents.of(about(id), USER).getFirst().withdrawnOn()).contains(today());
        assertThatThrownBy(() -> consents.withdraw(about(id), consent, today(), recording(), USER))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_is_exported_is_imported_again_without_a_second_fact() {
        var id = waiting();
        consents.add(about(id), signed(), recording(), USER);
        var exported = Consents.read(consents.of(about(id), USER).getFirst().consent(), recording());

        var fresh = consents.importAll(about(id), List.of(exported), recording(), USER);

        assertThat(fresh).isEmpty();
        assertThat(rennes.counter.steps(id).stream().filter(each -> each.step() == Step.DECIDED)).hasSize(2);
    }

    @Test
    void a_consent_that_comes_again_ended_is_taken_back_here_too() {
        var id = waiting();
        consents.add(about(id), signed(), recording(), USER);
        var ended = Consents.standing(consents.of(about(id), USER).getFirst().consent(), Optional.of(today()));

        consents.importAll(about(id), List.of(Consents.read(ended, recording())), recording(), USER);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
    }

    @Test
    void what_was_said_is_not_changed_under_the_same_id() {
        var id = waiting();
        var said = signed();
        consents.add(about(id), said, recording(), USER);
        var changed = said.consent().copy().put("dateTime", today().minusDays(40).toString());

        assertThatThrownBy(() -> consents.add(about(id),
                Consents.read(org.viaduc.model.Resource.of(changed), recording()), recording(), USER))
                .isInstanceOf(ConsentDesk.ConsentChanged.class);
    }

    private ExchangeId waiting() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();
        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        return id;
    }

    private Said signed() {
        return Consents.captured(rennes.fact(FactKind.WRITTEN_AGREEMENT, BY_PARENTS),
                Optional.of(new Evidence("GED-2026-118", Optional.empty())));
    }

    private static Counter.About about(ExchangeId id) {
        return new Counter.About.Exchange(id);
    }

    private Recording recording() {
        return new Recording("d.lefevre", clock.instant(), "api", Optional.empty(), Set.of());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneId.of("Europe/Paris")));
    }
}
