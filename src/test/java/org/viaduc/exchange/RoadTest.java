package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.question.Wording;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The way out and the way in between two nodes, with the lines breaking where a test wants and time passing as it says. */
class RoadTest {
    private static final Map<String, String> BY_PARENTS = Map.of("by", "parents");
    private final SettableClock clock = new SettableClock();
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
    void a_file_that_may_leave_arrives_and_both_say_so() {
        var id = opened(Family.onIncomeSupport("44"));

        var next = rennes.sending.send(id);

        assertThat(next).isEqualTo(new Next.Done());
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.handedOver).containsExactly(id);
    }

    @Test
    void an_answer_that_was_lost_is_asked_for_with_the_same_bytes() {
        var id = opened(Family.onIncomeSupport("44"));
        rennes.afterCarrying = RoadTest::breaks;
        assertThatThrownBy(() -> rennes.sending.send(id)).isInstanceOf(LineBroken.class);
        rennes.afterCarrying = () -> {
        };

        rennes.sending.send(id);

        assertThat(rennes.carried.get(1)).isEqualTo(rennes.carried.get(0));
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.handedOver).hasSize(1);
        assertThat(nantes.entries(id, Step.REPEATED)).isEqualTo(1);
    }

    @Test
    void an_envelope_that_grows_old_is_sealed_anew_and_so_is_the_receipt_that_answers_it() {
        var id = opened(Family.onIncomeSupport("44"));
        rennes.afterCarrying = RoadTest::breaks;
        assertThatThrownBy(() -> rennes.sending.send(id)).isInstanceOf(LineBroken.class);
        clock.pass(Duration.ofHours(30));
        rennes.afterCarrying = () -> {
        };

        rennes.sending.send(id);

        assertThat(rennes.carried.get(1)).isNotEqualTo(rennes.carried.get(0));
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
        assertThat(nantes.handedOver).hasSize(1);
    }

    @Test
    void what_changed_since_the_file_was_queued_is_asked_when_it_is_sent() {
        var id = opened(Family.withHomeSupport("44"));
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        assertThat(rennes.state(id)).isEqualTo(State.QUEUED);
        withdrawnBehindTheQueue(id);

        rennes.sending.send(id);

        assertThat(rennes.carried).isEmpty();
        assertThat(rennes.state(id)).isIn(State.WITHHELD, State.AWAITING);
        assertThat(nantes.counter.find(id)).isEmpty();
    }

    @Test
    void what_changes_once_the_file_may_have_arrived_is_for_a_person_and_the_receipt_still_ends_it() {
        var id = opened(Family.withHomeSupport("44"));
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        rennes.afterCarrying = RoadTest::breaks;
        assertThatThrownBy(() -> rennes.sending.send(id)).isInstanceOf(LineBroken.class);
        withdrawnBehindTheQueue(id);

        rennes.sending.send(id);

        assertThat(rennes.carried).hasSize(1);
        assertThat(rennes.state(id)).isEqualTo(State.PARKED);
        assertThat(rennes.reason(id)).isEqualTo("decision-changed");
        nantes.receiving.carryReceipt(id);
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_department_that_fails_is_tried_again_and_the_sender_hears_of_it() {
        var id = opened(Family.onIncomeSupport("44"));
        nantes.whileHandingOver = RoadTest::breaks;
        var next = rennes.sending.send(id);
        assertThat(next).isEqualTo(new Next.Again(clock.instant().plus(Duration.ofMinutes(10))));
        assertThat(nantes.errands(id)).containsExactly("deliver");
        nantes.whileHandingOver = () -> {
        };

        nantes.receiving.deliver(id);

        assertThat(nantes.handedOver).containsExactly(id, id);
        assertThat(nantes.errands(id)).contains("receipt");
        nantes.receiving.carryReceipt(id);
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_department_that_cannot_recognise_a_repeat_is_not_asked_a_second_time() {
        nantes.meets(rennes, false);
        var id = opened(Family.onIncomeSupport("44"));
        nantes.whileHandingOver = RoadTest::breaks;
        rennes.sending.send(id);

        nantes.receiving.deliver(id);

        assertThat(nantes.handedOver).hasSize(1);
        assertThat(nantes.state(id)).isEqualTo(State.PARKED);
        assertThat(nantes.reason(id)).isEqualTo("delivery-outcome-unknown");
    }

    @Test
    void a_department_that_takes_its_time_is_not_taken_for_a_delivery_that_was_cut_off() {
        var id = opened(Family.onIncomeSupport("44"));
        nantes.whileHandingOver = () -> {
            clock.pass(Duration.ofMinutes(3));
            assertThat(nantes.receiving.resumeCutOff()).isZero();
        };

        rennes.sending.send(id);

        assertThat(nantes.handedOver).hasSize(1);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_node_that_dies_between_the_delivery_and_its_receipt_tells_the_sender_afterwards() {
        var id = opened(Family.onIncomeSupport("44"));
        nantes.whileHandingOver = RoadTest::breaks;
        rennes.sending.send(id);
        nantes.whileHandingOver = () -> {
        };
        nantes.receiving.deliver(id);
        forgetErrands(nantes);

        nantes.receiving.deliver(id);

        assertThat(nantes.handedOver).hasSize(2);
        assertThat(nantes.errands(id)).containsExactly("receipt");
    }

    @Test
    void a_receipt_that_comes_twice_changes_nothing() {
        var id = opened(Family.onIncomeSupport("44"));
        rennes.sending.send(id);

        nantes.receiving.carryReceipt(id);

        assertThat(rennes.entries(id, Step.RECEIPTED)).isEqualTo(1);
        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_family_that_moves_again_while_its_file_waits_has_one_question() {
        var family = Family.withHomeSupport("44");
        var id = opened(family);

        var more = rennes.collects(family.movedOn("44"));

        assertThat(more).isEmpty();
        assertThat(rennes.counter.find(id).orElseThrow().peer().code()).isEqualTo("D44");
    }

    @Test
    void what_a_user_asked_for_is_not_sent_a_second_time_because_the_family_moved() {
        var family = Family.onIncomeSupport("44");
        var asked = rennes.counter.start("depot", family.person(), Track.RSA, nantes.department,
                Role.GEST_RSA, Wording.USUAL, Actor.user("d.lefevre"));

        var opened = rennes.collects(family);

        assertThat(opened).containsExactly(asked);
    }

    @Test
    void retries_that_are_exhausted_leave_the_file_to_a_person_who_may_try_again() {
        var id = opened(Family.onIncomeSupport("44"));
        rennes.sending.giveUp(id);
        assertThat(rennes.state(id)).isEqualTo(State.PARKED);

        rennes.tray.retry(id, Actor.user("d.lefevre"));
        rennes.sending.send(id);

        assertThat(rennes.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void what_a_person_lets_go_on_is_decided_translated_and_handed_over_once_and_told_so() {
        var known = Family.onIncomeSupport("44");
        var first = opened(known);
        rennes.sending.send(first);
        rennes.collects(known.namesake().moved("44"));
        var local = rennes.tray.waiting(Actor.user("d.lefevre")).getFirst().id();
        rennes.tray.resolve(local, Optional.empty(), Actor.user("d.lefevre"));
        var id = rennes.counter.latest(2, Actor.user("d.lefevre")).stream().map(Journey::id)
                .filter(each -> !each.equals(first)).findFirst().orElseThrow();
        rennes.sending.send(id);
        assertThat(nantes.state(id)).isEqualTo(State.PARKED);

        nantes.tray.resolve(id, nantes.onlyCandidate(id), Actor.user("d.lefevre"));
        nantes.receiving.deliver(id);

        assertThat(nantes.counter.steps(id).stream().map(Entry::step)).containsExactly(Step.VERIFIED, Step.PARKED,
                Step.RECEIPTED, Step.RESOLVED, Step.MATCHED, Step.DECIDED, Step.RELEASED, Step.TRANSLATED,
                Step.DELIVERING, Step.DELIVERED, Step.SHREDDED, Step.RECEIPTED);
        assertThat(nantes.handedOver).hasSize(2);
    }

    @Test
    void what_failed_to_reach_a_neighbour_is_tried_at_once_when_it_is_heard_again() {
        var waits = opened(Family.onIncomeSupport("44"));
        var neverTried = opened(Family.onIncomeSupport("44"));
        rennes.failed(waits, clock.instant().plus(Duration.ofMinutes(40)));

        nantes.sending.send(nantes.collects(Family.onIncomeSupport("35")).getFirst());

        assertThat(rennes.dueAt(waits)).isEqualTo(clock.instant());
        assertThat(rennes.dueAt(neverTried)).isNotNull();
    }

    @Test
    void a_receipt_in_answer_is_a_sign_of_life_as_well_but_not_one_for_every_message() {
        var first = opened(Family.onIncomeSupport("44"));
        var waits = opened(Family.onIncomeSupport("44"));
        rennes.failed(waits, clock.instant().plus(Duration.ofMinutes(40)));
        rennes.sending.send(first);
        assertThat(rennes.dueAt(waits)).isEqualTo(clock.instant());

        rennes.failed(waits, clock.instant().plus(Duration.ofMinutes(40)));
        rennes.sending.send(opened(Family.onIncomeSupport("44")));
        assertThat(rennes.dueAt(waits)).isAfter(clock.instant());
        clock.pass(Duration.ofSeconds(5));
        rennes.sending.send(opened(Family.onIncomeSupport("44")));

        assertThat(rennes.dueAt(waits)).isEqualTo(clock.instant());
    }

    private ExchangeId opened(Family family) {
        var opened = rennes.collects(family);
        assertThat(opened).hasSize(1);
        return opened.getFirst();
    }

    /** As if another instance of the node had recorded it in the moment between queueing and sending. */
    private void withdrawnBehindTheQueue(ExchangeId id) {
        var person = rennes.counter.find(id).orElseThrow().person().orElseThrow();
        rennes.desk.transactions().run(tx -> rennes.desk.facts().add(tx, person, rennes.department,
                List.of(rennes.fact(FactKind.AGREEMENT_WITHDRAWN, BY_PARENTS))));
    }

    private static void forgetErrands(Side side) {
        side.desk.transactions().run(tx -> {
            try (var delete = tx.createStatement()) {
                return delete.executeUpdate("delete from scheduled_tasks");
            }
        });
    }

    private static void breaks() {
        throw new LineBroken("the line was cut by the test", null);
    }
}
