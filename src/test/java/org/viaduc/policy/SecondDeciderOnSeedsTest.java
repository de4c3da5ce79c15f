package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.model.Mark;

import static org.assertj.core.api.Assertions.assertThat;

/** The same two deciders and laws as the properties, on cases that never change: quick enough to be asked of every mutant. */
class SecondDeciderOnSeedsTest {
    private static final int CASES = 1500;

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000, 200_000})
    void two_deciders_agree(long first) {
        for (var seed = first; seed < first + CASES; seed++) {
            SecondDeciderTest.agreeOn(RandomCase.of(seed));
        }
    }

    @Test
    void an_answer_rests_on_the_facts_it_relied_on_alone() {
        for (var seed = 0L; seed < CASES; seed++) {
            var given = RandomCase.of(seed);
            var decision = given.decide();
            if (decision.isRelease() || !decision.awaits().isEmpty()) {
                var relied = given.facts().stream().filter(fact -> decision.factsReliedOn().contains(fact.id()))
                        .toList();
                assertThat(given.decide(relied).digest()).isEqualTo(decision.digest());
            }
        }
    }

    @Test
    void the_order_of_facts_changes_nothing() {
        for (var seed = 0L; seed < CASES; seed++) {
            var given = RandomCase.of(seed);
            assertThat(given.decide(given.facts().reversed())).isEqualTo(given.decide());
        }
    }

    @Test
    void a_voided_fact_counts_for_nothing_unless_what_voids_it_is_void() {
        for (var seed = 0L; seed < CASES; seed++) {
            var given = RandomCase.of(seed);
            if (given.facts().isEmpty()) {
                continue;
            }
            var voided = given.facts().getLast();
            var correction = voiding("z1", voided.id());
            var corrected = with(given.facts(), correction);
            var never = new ArrayList<>(corrected);
            never.remove(voided);
            assertThat(given.decide(corrected)).isEqualTo(given.decide(never));
            var restored = with(corrected, voiding("z2", correction.id()));
            assertThat(given.decide(restored)).isEqualTo(given.decide(with(given.facts(), voiding("z2",
                    new FactId("nobody")))));
        }
    }

    private static Fact voiding(String id, FactId voided) {
        return new Fact(new FactId(id), FactKind.INTERRUPTION_ENDANGERS, LocalDate.of(2026, 1, 1),
                FactDetail.Plain.PLAIN,
                "test", Instant.EPOCH, "test", Optional.of(voided));
    }

    private static List<Fact> with(List<Fact> facts, Fact fact) {
        var more = new ArrayList<>(facts);
        more.add(fact);
        return more;
    }

    @Test
    void obligations_rules_and_facts_relied_on_are_sorted() {
        for (var seed = 0L; seed < CASES; seed++) {
            var decision = RandomCase.of(seed).decide();
            assertThat(decision.obligations().stream().map(each -> each.code().word()).toList()).isSorted();
            assertThat(decision.rules()).isSorted();
            assertThat(decision.factsReliedOn().stream().map(FactId::value).toList()).isSorted();
        }
    }

    @Test
    void a_piece_that_stays_says_which_step_kept_it() {
        for (var seed = 0L; seed < CASES; seed++) {
            var decision = RandomCase.of(seed).decide();
            for (var verdict : decision.verdicts()) {
                var clause = verdict.reasons().getFirst().clause();
                switch (verdict.treatment()) {
                    case RELEASE -> assertThat(clause).isEqualTo("released");
                    case MASK -> assertThat(clause).isEqualTo(carried(verdict.piece()));
                    case WITHHOLD -> assertThat(clause).isNotIn("released", "masked", "carries");
                }
                if (verdict.piece().kind().section().neverLeaves()) {
                    assertThat(clause).isEqualTo("never");
                }
            }
        }
    }

    private static String carried(PieceFace piece) {
        if (piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS)) {
            return "protected-address";
        }
        return piece.marks().stream().anyMatch(mark -> mark != Mark.SECRET_FROM_PARENTS) ? "carries" : "masked";
    }
}
