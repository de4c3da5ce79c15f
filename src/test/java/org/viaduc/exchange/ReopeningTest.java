package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.federation.Family;
import org.viaduc.policy.FactKind;

import static org.assertj.core.api.Assertions.assertThat;

/** A withheld question stays ended; what would have changed its answer asks it as a new exchange. */
class ReopeningTest {
    private static final Map<String, String> BY_PARENTS = Map.of("by", "parents");
    private final SettableClock clock = new SettableClock();
    private Side rennes;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        var nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
    }

    @Test
    void a_later_agreement_asks_again_and_the_file_is_taken_at_its_next_collection() {
        var family = refused();
        var withheld = rennes.collects(family).getFirst();
        assertThat(rennes.state(withheld)).isEqualTo(State.WITHHELD);

        clock.pass(Duration.ofSeconds(1));
        rennes.state(withheld, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);

        var again = latest();
        assertThat(again.state()).isEqualTo(State.AWAITING);
        assertThat(again.awaits()).isEqualTo("collection");
        assertThat(rennes.collects(family)).containsExactly(again.id());
        assertThat(rennes.state(again.id())).isEqualTo(State.QUEUED);
        assertThat(rennes.state(withheld)).isEqualTo(State.WITHHELD);
    }

    @Test
    void an_agreement_that_comes_with_the_file_asks_again_at_once() {
        var family = refused();
        var withheld = rennes.collects(family).getFirst();

        clock.pass(Duration.ofSeconds(1));
        var opened = rennes.collects(family.happened("ACC", 0, "PAR"));

        assertThat(opened).hasSize(1).doesNotContain(withheld);
        assertThat(rennes.state(opened.getFirst())).isEqualTo(State.QUEUED);
    }

    @Test
    void a_fact_that_would_not_change_the_answer_asks_nothing() {
        var withheld = rennes.collects(refused()).getFirst();

        clock.pass(Duration.ofSeconds(1));
        rennes.state(withheld, FactKind.CHILD_INFORMED, Map.of());

        assertThat(latest().id()).isEqualTo(withheld);
    }

    @Test
    void two_facts_ask_once() {
        var withheld = rennes.collects(refused()).getFirst();
        clock.pass(Duration.ofSeconds(1));
        rennes.state(withheld, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);
        var again = latest().id();

        clock.pass(Duration.ofSeconds(1));
        rennes.state(withheld, FactKind.WRITTEN_AGREEMENT, BY_PARENTS);

        assertThat(latest().id()).isEqualTo(again);
    }

    private Journey latest() {
        return rennes.counter.latest(1, Side.READER).getFirst();
    }

    /** Refused, and evaluated since without a danger: nothing leaves. */
    private static Family refused() {
        return Family.withHomeSupport("44").happened("REF", 6, "PAR").happened("EVR", 2, "ND");
    }
}
