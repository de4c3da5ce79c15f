package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.request.Requesting;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** D44 asks D35 for the file of somebody who has come to live there. */
class RequestTest {
    private static final Map<String, String> TO_NANTES = Map.of("to", "D44", "address", "known");
    private static final Actor USER = Actor.user("d.lefevre");
    private final SettableClock clock = new SettableClock();
    private final Family family = Family.withRights();
    private Side rennes;
    private Side nantes;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    @Test
    void a_request_is_said_at_both_ends_and_then_awaits_an_offer() {
        var id = asked(rennes.traits(family));

        nantes.requesting.send(id);

        assertThat(steps(nantes, id)).containsExactly(Step.ASKED, Step.QUEUED, Step.SENDING, Step.RECEIPTED,
                Step.AWAITING, Step.SHREDDED);
        assertThat(nantes.counter.find(id).orElseThrow().awaits()).isEqualTo("offer");
        assertThat(nantes.counter.find(id).orElseThrow().due()).contains(nantes.desk.decider().today().plusMonths(1));
        assertThat(steps(rennes, id)).containsExactly(Step.HOST_ASKED);
        assertThat(rennes.counter.steps(id).getFirst().actor()).isEqualTo(Actor.peer(nantes.department));
    }

    @Test
    void whom_the_file_is_about_is_for_a_person_to_say_and_what_only_they_can_state_too() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.requesting.send(id);
        rennes.answering.seek(id);
        assertThat(rennes.state(id)).isEqualTo(State.PARKED);
        assertThat(rennes.reason(id)).isEqualTo("no-second-factor");

        rennes.tray.resolve(id, rennes.onlyCandidate(id), USER);
        assertThat(rennes.collects(family)).containsExactly(id);
        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
        assertThat(rennes.counter.find(id).orElseThrow().awaits()).contains("family-moved");
        rennes.state(id, FactKind.FAMILY_MOVED, TO_NANTES);
        rennes.sending.send(id);

        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.handedOver).containsExactly(id);
        assertThat(nantes.entries(id, Step.VERIFIED)).isEqualTo(1);
    }

    @Test
    void the_answer_is_the_same_for_somebody_known_and_somebody_unknown() {
        rennes.collects(family);
        var known = asked(rennes.traits(family));
        var unknown = asked(somebody());

        nantes.requesting.send(known);
        nantes.requesting.send(unknown);
        rennes.answering.seek(known);
        rennes.answering.seek(unknown);

        assertThat(rennes.state(known)).isEqualTo(State.PARKED);
        assertThat(rennes.state(unknown)).isEqualTo(State.WITHHELD);
        assertThat(rennes.answered.get(0)).hasSameSizeAs(rennes.answered.get(1));
        assertThat(told(known)).isEqualTo(told(unknown));
        assertThat(rennes.counter.steps(unknown).stream().filter(entry -> entry.step() == Step.WITHHELD).findFirst()
                .orElseThrow().details()).containsEntry(Detail.ANSWER.word(), "neutral");
    }

    @Test
    void a_request_that_comes_twice_is_one_request() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.afterCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        assertThatThrownBy(() -> nantes.requesting.send(id)).isInstanceOf(LineBroken.class);
        nantes.afterCarrying = () -> {
        };

        nantes.requesting.send(id);

        assertThat(steps(rennes, id)).containsExactly(Step.HOST_ASKED, Step.REPEATED);
        assertThat(rennes.errands(id)).containsExactly("seek");
        assertThat(nantes.state(id)).isEqualTo(State.AWAITING);
    }

    @Test
    void a_person_who_is_none_of_the_candidates_is_withheld_without_a_word() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.requesting.send(id);
        rennes.answering.seek(id);

        rennes.tray.resolve(id, Optional.empty(), USER);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(nantes.state(id)).isEqualTo(State.AWAITING);
        assertThat(rennes.carried).isEmpty();
    }

    @Test
    void what_is_on_its_way_already_is_not_sent_a_second_time() {
        var support = Family.withHomeSupport("44");
        var open = rennes.collects(support).getFirst();
        var id = nantes.requesting.ask(new Requesting.Wanted(rennes.department, Track.ASE_ADMINISTRATIVE,
                Role.CADRE_CRIP, rennes.traits(support), Optional.empty()), USER);
        nantes.requesting.send(id);
        rennes.answering.seek(id);

        rennes.tray.resolve(id, rennes.onlyCandidate(id), USER);

        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(rennes.state(open)).isEqualTo(State.AWAITING);
        assertThat(rennes.entries(id, Step.FACT_RECORDED)).isEqualTo(1);
    }

    @Test
    void the_day_of_arrival_is_the_askers_statement_and_decides_nothing_at_the_origin() {
        rennes.collects(family);
        var today = LocalDate.now(clock.withZone(ZoneId.of("Europe/Paris")));
        var id = nantes.requesting.ask(new Requesting.Wanted(rennes.department, Track.RSA, Role.GEST_RSA,
                rennes.traits(family), Optional.of(today)), USER);
        nantes.requesting.send(id);
        rennes.answering.seek(id);

        rennes.tray.resolve(id, rennes.onlyCandidate(id), USER);
        rennes.collects(family);

        assertThat(rennes.counter.steps(id).stream().filter(entry -> entry.step() == Step.FACT_RECORDED)
                .map(entry -> entry.details().get(Detail.FACT_KIND.word())))
                .containsExactly("host-asked", "family-moved");
        assertThat(rennes.state(id)).isEqualTo(State.AWAITING);
    }

    @Test
    void an_offer_that_overtakes_the_receipt_of_its_request_is_taken() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.afterCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        assertThatThrownBy(() -> nantes.requesting.send(id)).isInstanceOf(LineBroken.class);
        rennes.answering.seek(id);
        rennes.tray.resolve(id, rennes.onlyCandidate(id), USER);
        rennes.collects(family);
        rennes.state(id, FactKind.FAMILY_MOVED, TO_NANTES);

        rennes.sending.send(id);

        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        nantes.requesting.send(id);
        assertThat(nantes.carried).hasSize(1);
    }

    @Test
    void who_waits_no_longer_closes_the_request_and_what_comes_later_is_answered_and_not_read() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.requesting.send(id);

        nantes.requesting.close(id, USER);

        assertThat(nantes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(nantes.tray.waiting(USER)).noneMatch(each -> each.id().equals(id));
        assertThatThrownBy(() -> nantes.requesting.close(id, USER)).isInstanceOf(NoSuchElementException.class);
        rennes.answering.seek(id);
        rennes.tray.resolve(id, rennes.onlyCandidate(id), USER);
        rennes.collects(family);
        rennes.state(id, FactKind.FAMILY_MOVED, TO_NANTES);
        rennes.sending.send(id);
        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(nantes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(nantes.handedOver).isEmpty();
        assertThat(nantes.entries(id, Step.VERIFIED)).isZero();
        assertThat(nantes.entries(id, Step.REPEATED)).isEqualTo(1);
    }

    @Test
    void a_request_that_waits_in_the_queue_is_closed_before_it_is_carried() {
        var id = asked(rennes.traits(family));

        nantes.requesting.close(id, USER);
        nantes.requesting.send(id);

        assertThat(nantes.carried).isEmpty();
        assertThat(nantes.state(id)).isEqualTo(State.WITHHELD);
    }

    @Test
    void a_node_that_has_no_road_for_the_track_answers_as_if_it_knew_nobody() {
        rennes.collects(family);
        var id = nantes.requesting.ask(new Requesting.Wanted(rennes.department, Track.ASE_JUDICIAL, Role.CADRE_CRIP,
                rennes.traits(family), Optional.empty()), USER);

        nantes.requesting.send(id);
        rennes.answering.seek(id);

        assertThat(nantes.state(id)).isEqualTo(State.AWAITING);
        assertThat(rennes.state(id)).isEqualTo(State.WITHHELD);
    }

    @Test
    void nobody_asks_in_the_name_of_an_agent_who_is_not_habilitated() {
        var wanted = new Requesting.Wanted(rennes.department, Track.RSA, Role.CADRE_CRIP, somebody(), Optional.empty());

        assertThatThrownBy(() -> nantes.requesting.ask(wanted, USER)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void retries_that_are_exhausted_leave_the_request_to_a_person_who_may_try_again() {
        var id = asked(somebody());
        nantes.requesting.giveUp(id);
        assertThat(nantes.state(id)).isEqualTo(State.PARKED);

        nantes.tray.retry(id, USER);
        nantes.requesting.send(id);

        assertThat(nantes.state(id)).isEqualTo(State.AWAITING);
    }

    @Test
    void a_person_may_have_the_search_for_somebody_tried_again_but_not_instead_of_deciding() {
        rennes.collects(family);
        var id = asked(rennes.traits(family));
        nantes.requesting.send(id);
        rennes.answering.giveUp(id);

        rennes.tray.retry(id, USER);
        rennes.answering.seek(id);

        assertThat(rennes.reason(id)).isEqualTo("no-second-factor");
        assertThatThrownBy(() -> rennes.tray.retry(id, USER)).isInstanceOf(NoSuchElementException.class);
    }

    private ExchangeId asked(Traits person) {
        return nantes.requesting.ask(
                new Requesting.Wanted(rennes.department, Track.RSA, Role.GEST_RSA, person, Optional.empty()), USER);
    }

    private static Traits somebody() {
        return new Traits("Le Bihan", List.of("Anaïs"), Sex.FEMALE, LocalDate.of(1987, 5, 14), "29019");
    }

    /** What the asker's journal says of the answer. */
    private Map<String, String> told(ExchangeId id) {
        var details = new java.util.TreeMap<>(nantes.counter.steps(id).stream()
                .filter(entry -> entry.step() == Step.RECEIPTED).findFirst().orElseThrow().details());
        details.remove(Detail.RECEIVED.word());
        return details;
    }

    private static List<Step> steps(Side side, ExchangeId id) {
        return side.counter.steps(id).stream().map(Entry::step).toList();
    }
}
