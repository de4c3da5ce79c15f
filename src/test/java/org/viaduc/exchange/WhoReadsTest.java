package org.viaduc.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** What the journal says beside the journey: who read what, that the node started, that it has new keys. */
class WhoReadsTest {
    private static final Actor READER = Actor.user("d.lefevre");
    private final SettableClock clock = new SettableClock();
    private Side rennes;

    @BeforeEach
    void meet(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        rennes.meets(new Side("D44", folder, clock), true);
    }

    @Test
    void who_reads_an_exchange_is_said_in_its_own_story() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();

        var seen = rennes.counter.read(id, READER).orElseThrow();

        assertThat(seen.steps().getLast().step()).isEqualTo(Step.READ);
        assertThat(seen.steps().getLast().actor()).isEqualTo(READER);
    }

    @Test
    void who_reads_the_lists_is_said_with_how_much_they_saw() {
        rennes.collects(Family.withHomeSupport("44"));

        rennes.tray.waiting(READER);
        rennes.counter.latest(10, READER);

        assertThat(rennes.entries(Step.READ)).extracting(Entry::actor, Entry::details).containsExactly(
                org.assertj.core.api.Assertions.tuple(READER, Map.of("part", "tray", "records", "1")),
                org.assertj.core.api.Assertions.tuple(READER, Map.of("part", "exchanges", "records", "1")));
    }

    @Test
    void looking_again_within_a_minute_is_one_reading_and_another_reader_another() {
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();
        rennes.counter.read(id, READER);
        rennes.counter.read(id, READER);
        assertThat(rennes.entries(id, Step.READ)).isEqualTo(1);

        rennes.counter.read(id, Actor.client("supervision"));
        clock.pass(Duration.ofSeconds(61));
        rennes.counter.read(id, READER);

        assertThat(rennes.entries(id, Step.READ)).isEqualTo(3);
    }

    @Test
    void nothing_is_read_of_what_is_not_there() {
        assertThat(rennes.counter.read(ExchangeId.next(clock), READER)).isEmpty();
        assertThat(rennes.entries(Step.READ)).isEmpty();
    }

    @Test
    void a_start_is_said_with_its_keys_and_new_keys_at_the_next_start() throws IOException {
        var starting = new Starting(rennes.desk, rennes.ring, RuleBook.bundled());
        starting.say();
        starting.say();
        assertThat(rennes.entries(Step.KEY_ROTATED)).isEmpty();

        var fresh = rennes.ring.rotate(Duration.ofDays(1));
        starting.say();

        assertThat(rennes.entries(Step.STARTED)).hasSize(3).allMatch(
                entry -> entry.actor().equals(Actor.node(rennes.department)));
        assertThat(rennes.entries(Step.KEY_ROTATED)).hasSize(1);
        assertThat(List.of(rennes.entries(Step.KEY_ROTATED).getFirst().details().get("key-ids").split(" ")))
                .containsExactlyInAnyOrderElementsOf(fresh);
    }
}
