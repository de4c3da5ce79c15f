package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.Processes.Differs;
import org.viaduc.exchange.Processes.Elsewhere;
import org.viaduc.exchange.Processes.Running;
import org.viaduc.exchange.Upkeep.Tables;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes of one node, each with a folder of its own, over one database. */
class ProcessesTest {
    private static final Running NOVEMBER = running("d35-solidor", "2026-11-01", "routes");
    private static final Running DECEMBER = running("d35-solidor", "2026-12-01", "routes");

    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Processes one;
    private Processes other;

    @BeforeEach
    void two(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        rennes.meets(new Side("D44", folder, clock), true);
        one = new Processes(rennes.desk, "n1.example:8035");
        other = new Processes(rennes.desk, "n2.example:8035");
    }

    @Test
    void those_that_work_by_the_same_have_nothing_to_say() {
        one.say(List.of(NOVEMBER));
        other.say(List.of(NOVEMBER));

        assertThat(one.elsewhere(List.of(NOVEMBER))).isEqualTo(Map.of("d35-solidor", List.of()));
    }

    @Test
    void a_switch_in_one_is_seen_from_both() {
        one.say(List.of(NOVEMBER));
        other.say(List.of(NOVEMBER));

        one.say(List.of(DECEMBER));

        assertThat(one.elsewhere(List.of(DECEMBER)).get("d35-solidor")).containsExactly(
                new Elsewhere("n2.example:8035", Differs.MAPPING, Optional.of("solidor 2026-11-01")));
        assertThat(other.elsewhere(List.of(NOVEMBER)).get("d35-solidor")).containsExactly(
                new Elsewhere("n1.example:8035", Differs.MAPPING, Optional.of("solidor 2026-12-01")));
    }

    @Test
    void other_routes_and_a_connector_that_one_does_not_have_are_seen() {
        one.say(List.of(NOVEMBER, running("d35-ajonc", "2026-11-01", "routes")));
        other.say(List.of(running("d35-solidor", "2026-11-01", "other routes")));

        var seen = one.elsewhere(List.of(NOVEMBER, running("d35-ajonc", "2026-11-01", "routes")));

        assertThat(seen.get("d35-solidor")).extracting(Elsewhere::differs).containsExactly(Differs.ROUTES);
        assertThat(seen.get("d35-ajonc")).extracting(Elsewhere::differs).containsExactly(Differs.MISSING);
    }

    @Test
    void a_process_that_says_nothing_any_more_is_not_there() {
        other.say(List.of(NOVEMBER));
        one.say(List.of(DECEMBER));

        clock.pass(Duration.ofMinutes(1));

        assertThat(one.elsewhere(List.of(DECEMBER)).get("d35-solidor")).isEmpty();
    }

    @Test
    void a_process_that_starts_with_other_tables_than_it_ended_with_says_so_in_the_journal() {
        var upkeep = new Upkeep(rennes.desk);
        upkeep.started(List.of(NOVEMBER.tables()), one.last());
        upkeep.started(List.of(DECEMBER.tables()), one.last());
        one.say(List.of(DECEMBER));

        upkeep.started(List.of(DECEMBER.tables()), one.last());
        assertThat(rennes.entries(Step.RELOADED)).as("nothing new").hasSize(2);
        upkeep.started(List.of(NOVEMBER.tables()), one.last());

        assertThat(rennes.entries(Step.RELOADED)).extracting(each -> each.details().get(Detail.MAPPING.word()))
                .containsExactly("solidor 2026-11-01", "solidor 2026-12-01", "solidor 2026-11-01");
    }

    private static Running running(String connector, String version, String routes) {
        var system = connector.substring(4);
        return new Running(connector, new Tables(system, system + " " + version, Digest.of(List.of(version))),
                Digest.of(List.of(routes)));
    }
}
