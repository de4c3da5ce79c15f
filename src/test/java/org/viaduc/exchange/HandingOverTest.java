package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.handover.HandOver;
import org.viaduc.exchange.handover.HandOver.Stage;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Responsibility passes from one department to the other: never two are responsible, and none never for long. */
class HandingOverTest {
    private static final Actor RENNES = Actor.user("d.lefevre");
    private static final Actor NANTES = Actor.user("m.guillou");
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;
    private ExchangeId id;

    @BeforeEach
    void deliver(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        id = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(id);
    }

    @Test
    void the_giver_is_responsible_until_it_confirms_an_acceptance() {
        rennes.handingOver.offer(id, RENNES);
        rennes.handingOver.carry(id);
        assertThat(owners()).isEqualTo("D35");

        nantes.handingOver.accept(id, NANTES);
        assertThat(owners()).isEqualTo("D35");
        nantes.handingOver.carry(id);

        assertThat(owners()).isEqualTo("D44");
        assertThat(rennes.entries(id, Step.HANDED_OVER)).isEqualTo(2);
        assertThat(nantes.entries(id, Step.HANDED_OVER)).isEqualTo(3);
    }

    @Test
    void a_refusal_says_why_and_leaves_all_as_it_was_so_that_it_can_be_offered_again() {
        rennes.handingOver.offer(id, RENNES);
        rennes.handingOver.carry(id);

        nantes.handingOver.refuse(id, "incomplete-file", NANTES);
        nantes.handingOver.carry(id);

        assertThat(rennes.handingOver.of(id).orElseThrow().reason()).isEqualTo("incomplete-file");
        assertThat(owners()).isEqualTo("D35");
        assertThat(rennes.handingOver.offer(id, RENNES).round()).isEqualTo(2);
        rennes.handingOver.carry(id);
        assertThat(nantes.handingOver.of(id).orElseThrow().stage()).isEqualTo(Stage.OFFERED);
    }

    @Test
    void an_offer_that_is_withdrawn_while_the_acceptance_is_on_its_way_stays_with_the_giver() {
        rennes.handingOver.offer(id, RENNES);
        rennes.handingOver.carry(id);
        nantes.handingOver.accept(id, NANTES);
        rennes.handingOver.withdraw(id, RENNES);

        nantes.handingOver.carry(id);

        assertThat(nantes.handingOver.of(id).orElseThrow().stage()).isEqualTo(Stage.WITHDRAWN);
        assertThat(owners()).isEqualTo("D35");
        rennes.handingOver.carry(id);
        assertThat(owners()).isEqualTo("D35");
    }

    @Test
    void what_is_handed_over_can_be_offered_back() {
        handedOver();
        assertThatThrownBy(() -> rennes.handingOver.offer(id, RENNES)).isInstanceOf(NoSuchElementException.class);

        nantes.handingOver.offer(id, NANTES);
        nantes.handingOver.carry(id);
        assertThat(owners()).isEqualTo("D44");
        rennes.handingOver.accept(id, RENNES);
        rennes.handingOver.carry(id);

        assertThat(owners()).isEqualTo("D35");
    }

    @Test
    void what_was_added_between_offer_and_acceptance_is_accepted_with_it_or_not_at_all() {
        rennes.handingOver.offer(id, RENNES);
        rennes.handingOver.carry(id);
        var person = rennes.counter.find(id).orElseThrow().person().orElseThrow();
        clock.pass(Duration.ofMinutes(5));
        var late = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(late);
        var added = rennes.counter.find(late).orElseThrow().change().about(person).at(clock.instant());
        rennes.desk.transactions().run(tx -> {
            rennes.desk.journeys().save(tx, added);
            return null;
        });

        nantes.handingOver.accept(id, NANTES);
        nantes.handingOver.carry(id);

        assertThat(nantes.handingOver.of(id).orElseThrow().stage()).isEqualTo(Stage.OFFERED);
        assertThat(nantes.handingOver.of(id).orElseThrow().latest()).isEqualTo(late);
        assertThat(owners()).isEqualTo("D35");
        nantes.handingOver.accept(id, NANTES);
        nantes.handingOver.carry(id);
        assertThat(owners()).isEqualTo("D44");
    }

    @Test
    void the_brother_s_file_stays_where_it_is() {
        var brother = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(brother);

        handedOver();

        assertThat(nantes.handingOver.of(brother)).isEmpty();
        assertThat(rennes.handingOver.offer(brother, RENNES).isOurs()).isTrue();
    }

    @Test
    void nobody_offers_what_is_not_theirs() {
        assertThatThrownBy(() -> nantes.handingOver.offer(id, NANTES)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> nantes.handingOver.accept(id, NANTES)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> rennes.handingOver.withdraw(id, RENNES)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> nantes.handingOver.refuse(id, "too busy", NANTES))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not-resident");
    }

    /** Both sides do what comes to their minds, in any order, over a line that breaks: the register always knows one owner. */
    @Test
    void whatever_happens_in_whatever_order_there_is_one_owner() {
        for (var seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            for (var step = 0; step < 25; step++) {
                tryTo(rennes, RENNES, random);
                tryTo(nantes, NANTES, random);
                assertThat(owners()).as("seed %s, step %s", seed, step).isIn("D35", "D44", "D44 soon", "D35 soon");
            }
            settle();
            assertThat(owners()).as("seed %s", seed).isIn("D35", "D44");
        }
    }

    private void tryTo(Side side, Actor user, Random random) {
        side.afterCarrying = random.nextInt(3) == 0 ? HandingOverTest::breaks : () -> {
        };
        try {
            switch (random.nextInt(6)) {
                case 0 -> side.handingOver.offer(id, user);
                case 1 -> side.handingOver.accept(id, user);
                case 2 -> side.handingOver.refuse(id, "other-reason", user);
                case 3 -> side.handingOver.withdraw(id, user);
                default -> side.handingOver.carry(id);
            }
        } catch (NoSuchElementException | LineBroken expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private void settle() {
        for (var side : new Side[]{rennes, nantes, rennes, nantes}) {
            side.afterCarrying = () -> {
            };
            side.handingOver.carry(id);
        }
    }

    private static void breaks() {
        throw new LineBroken("the line was cut by the test", null);
    }

    private void handedOver() {
        rennes.handingOver.offer(id, RENNES);
        rennes.handingOver.carry(id);
        nantes.handingOver.accept(id, NANTES);
        nantes.handingOver.carry(id);
        assertThat(owners()).isEqualTo("D44");
    }

    /** Who is responsible as each side sees it; "soon" for the one whose acceptance was confirmed and who will learn it. */
    private String owners() {
        var ours = rennes.handingOver.of(id);
        var theirs = nantes.handingOver.of(id);
        var isRennes = ours.map(HandOver::isOurs).orElse(true);
        var isNantes = theirs.map(HandOver::isOurs).orElse(false);
        if (isRennes && isNantes) {
            return "both";
        }
        if (!isRennes && !isNantes) {
            if (ours.orElseThrow().stage() == Stage.ACCEPTING) {
                return "D35 soon";
            }
            return theirs.orElseThrow().stage() == Stage.ACCEPTING ? "D44 soon" : "nobody";
        }
        return isRennes ? "D35" : "D44";
    }
}
