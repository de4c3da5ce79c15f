package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.Errand.Next;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.PeerLine;
import org.viaduc.exchange.rights.Fate;
import org.viaduc.exchange.rights.FollowUp.Stage;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What is taken back follows the copy: every past recipient is told, signs what became of it, and is chased until then. */
class RightsTest {
    private static final Map<String, String> BY_PARENTS = Map.of("by", "parents");
    private static final Actor RENNES = Actor.user("d.lefevre");
    private static final Actor NANTES = Actor.user("m.guillou");
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
    void a_withdrawn_agreement_suspends_the_copy_until_the_host_has_chosen() {
        var id = supported();
        rennes.state(id, FactKind.AGREEMENT_WITHDRAWN, BY_PARENTS);
        var told = rennes.rights.of(id).getFirst();
        assertThat(told.matter()).isEqualTo(Matter.AGREEMENT_WITHDRAWN);
        assertThat(rennes.errands(told.id())).containsExactly("notice");

        var next = rennes.rights.carry(told.id());

        assertThat(next).isEqualTo(new Next.Again(clock.instant().plus(Duration.ofDays(1))));
        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.SUSPENDED);
        var choice = nantes.rights.of(id).getFirst();
        assertThat(choice.stage()).isEqualTo(Stage.CHOOSING);
        assertThat(nantes.rights.toDo()).extracting(Rights.ToDo::what).containsExactly("choosing");

        nantes.rights.choose(choice.id(), Fate.OWN_BASIS, "", NANTES);
        nantes.rights.carry(choice.id());

        var settled = rennes.rights.of(id).getFirst();
        assertThat(settled.fate()).contains(Fate.OWN_BASIS);
        assertThat(settled.isSettled()).isTrue();
        assertThat(rennes.rights.toDo()).isEmpty();
        assertThat(nantes.rights.toDo()).isEmpty();
        assertThat(rennes.entries(id, Step.WITHDRAWN)).isEqualTo(1);
        assertThat(rennes.entries(id, Step.ANSWERED)).isEqualTo(2);
        assertThat(nantes.entries(id, Step.WITHDRAWN)).isEqualTo(1);
        assertThat(nantes.entries(id, Step.RESOLVED)).isEqualTo(1);
    }

    @Test
    void a_withdrawal_in_the_middle_of_the_transfer_stops_and_shreds_what_the_department_has_not_got() {
        var id = agreed();
        nantes.whileHandingOver = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        rennes.sending.send(id);
        nantes.receiving.giveUp(id);
        assertThat(nantes.state(id)).isEqualTo(State.PARKED);

        rennes.state(id, FactKind.AGREEMENT_WITHDRAWN, BY_PARENTS);
        rennes.rights.carry(rennes.rights.of(id).getFirst().id());

        assertThat(nantes.state(id)).isEqualTo(State.WITHHELD);
        assertThat(kept(nantes, id)).isFalse();
        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.STOPPED);
        assertThatThrownBy(() -> nantes.tray.retry(id, NANTES)).isInstanceOf(NoSuchElementException.class);
        assertThat(nantes.handedOver).containsExactly(id);
    }

    @Test
    void where_no_agreement_is_asked_for_a_withdrawal_has_no_effect_and_the_answer_says_so() {
        var id = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(id);

        rennes.state(id, FactKind.AGREEMENT_WITHDRAWN, Map.of("by", "person"));
        assertThat(rennes.rights.of(id)).isEmpty();
        assertThat(rennes.entries(id, Step.WITHDRAWN)).isEqualTo(1);

        var told = rennes.rights.pursue(id, Matter.AGREEMENT_WITHDRAWN, Optional.empty(), RENNES);
        assertThat(rennes.rights.carry(told.id())).isEqualTo(new Next.Done());
        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.NO_EFFECT);
        assertThat(nantes.rights.toDo()).isEmpty();
    }

    @Test
    void a_host_that_cannot_be_reached_stays_visible_and_one_that_does_not_choose_becomes_overdue() {
        var id = supported();
        var told = rennes.rights.pursue(id, Matter.ERASED, Optional.empty(), RENNES);
        rennes.afterCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        assertThatThrownBy(() -> rennes.rights.carry(told.id())).isInstanceOf(LineBroken.class);
        rennes.rights.giveUp(told.id());
        assertThat(rennes.rights.toDo()).extracting(Rights.ToDo::what).containsExactly("unanswered");

        rennes.afterCarrying = () -> {
        };
        rennes.rights.carry(told.id());
        clock.pass(Duration.ofDays(31));

        assertThat(rennes.rights.toDo()).extracting(Rights.ToDo::what, Rights.ToDo::isOverdue)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("telling", true));
        assertThat(nantes.rights.toDo()).extracting(Rights.ToDo::isOverdue).containsExactly(true);
        assertThat(nantes.entries(id, Step.WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void a_file_of_the_wrong_person_is_recalled_its_deletion_proven_and_the_breach_registered() {
        var id = supported();
        assertThat(facts(nantes)).isPositive();

        var told = rennes.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), RENNES);
        rennes.rights.carry(told.id());

        assertThat(facts(nantes)).isZero();
        assertThat(nantes.entries(id, Step.RECALLED)).isEqualTo(1);
        var choice = nantes.rights.of(id).getFirst();
        assertThat(choice.due()).isCloseTo(clock.instant().plus(Duration.ofHours(72)), within(1, ChronoUnit.SECONDS));
        assertThatThrownBy(() -> nantes.rights.choose(choice.id(), Fate.OWN_BASIS, "", NANTES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("deleted");
        assertThatThrownBy(() -> nantes.rights.choose(choice.id(), Fate.DELETED, " ", NANTES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("reference");
        nantes.rights.choose(choice.id(), Fate.DELETED, "SUP-2026-00117", NANTES);
        nantes.rights.carry(choice.id());
        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.DELETED);
        assertThat(rennes.rights.of(id).getFirst().reference()).isEmpty();

        assertThat(rennes.rights.toDo()).extracting(Rights.ToDo::what).containsExactly("breach");
        rennes.rights.closeBreach(id, true, RENNES);
        assertThat(rennes.rights.toDo()).isEmpty();
        assertThatThrownBy(() -> rennes.rights.closeBreach(id, true, RENNES))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void the_rectified_file_takes_the_place_of_the_first() {
        var family = Family.onIncomeSupport("44");
        var first = rennes.collects(family).getFirst();
        rennes.sending.send(first);
        var second = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(second);

        var told = rennes.rights.pursue(first, Matter.RECTIFIED, Optional.of(second), RENNES);
        rennes.rights.carry(told.id());

        var choice = nantes.rights.of(first).getFirst();
        assertThat(choice.related()).contains(second);
        nantes.rights.choose(choice.id(), Fate.REPLACED, "", NANTES);
        nantes.rights.carry(choice.id());
        assertThat(rennes.rights.of(first).getFirst().fate()).contains(Fate.REPLACED);
    }

    @Test
    void a_notice_about_what_never_came_is_answered_as_one_about_what_was_shredded() {
        var id = agreed();
        var copy = rennes.counter.find(id).orElseThrow().change().sealedAs("0".repeat(64)).at(clock.instant());
        rennes.desk.transactions().run(tx -> {
            rennes.desk.journeys().save(tx, copy);
            return null;
        });

        var told = rennes.rights.pursue(id, Matter.RESTRICTED, Optional.empty(), RENNES);
        rennes.rights.carry(told.id());

        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.NOTHING_HELD);
        assertThat(nantes.rights.of(id)).isEmpty();
    }

    @Test
    void words_that_nobody_agreed_on_are_refused_and_change_nothing() {
        var id = supported();
        var told = rennes.rights.pursue(id, Matter.ERASED, Optional.empty(), RENNES);
        rennes.rights.carry(told.id());

        for (var notice : List.of(
                new Statement.Notice(id, MessageType.WITHDRAWAL, "erased", Optional.of("eaten"), Optional.empty()),
                new Statement.Notice(id, MessageType.WITHDRAWAL, "bored", Optional.of("deleted"), Optional.empty()),
                Statement.Notice.of(id, MessageType.WITHDRAWAL, "bored"),
                Statement.Notice.of(id, MessageType.RECALL, "erased"))) {
            var signed = nantes.desk.sealer().sign(notice, nantes.desk.peers().peer(rennes.department).orElseThrow());

            assertThat(nantes.carry(nantes.desk.peers().peer(rennes.department).orElseThrow(), signed.bytes()))
                    .isInstanceOf(PeerLine.Answer.Disbelief.class);
        }
        assertThat(rennes.rights.of(id).getFirst().fate()).contains(Fate.SUSPENDED);
    }

    @Test
    void nothing_follows_what_never_left() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();

        assertThatThrownBy(() -> rennes.rights.pursue(id, Matter.ERASED, Optional.empty(), RENNES))
                .isInstanceOf(NoSuchElementException.class);
    }

    private ExchangeId agreed() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();
        rennes.state(id, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        return id;
    }

    private ExchangeId supported() {
        var id = agreed();
        rennes.sending.send(id);
        assertThat(nantes.state(id)).isEqualTo(State.DELIVERED);
        return id;
    }

    private static boolean kept(Side side, ExchangeId id) {
        return side.desk.transactions().run(tx -> side.desk.shelf().take(tx, id)).isPresent();
    }

    private static long facts(Side side) {
        return side.desk.transactions().run(tx -> {
            try (var rows = tx.createStatement().executeQuery("select count(*) from fact")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
