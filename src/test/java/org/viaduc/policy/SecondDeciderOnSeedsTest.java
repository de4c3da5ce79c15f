package org.viaduc.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void a_release_rests_on_the_facts_it_relied_on_alone() {
        for (var seed = 0L; seed < CASES; seed++) {
            var given = RandomCase.of(seed);
            var decision = given.decide();
            if (decision.isRelease()) {
                var relied = given.facts().stream().filter(fact -> decision.factsReliedOn().contains(fact.id()))
                        .toList();
                assertThat(given.decide(relied).digest()).isEqualTo(decision.digest());
            }
        }
    }
}
