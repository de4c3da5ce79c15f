package org.viaduc.exchange.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.SettableClock;
import org.viaduc.exchange.node.Outlets.Authority;
import org.viaduc.journal.About;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Beside;
import org.viaduc.journal.Break;
import org.viaduc.journal.Break.What;
import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.trust.time.PlayedAuthority;
import org.viaduc.trust.time.TimestampCheck;

import static org.assertj.core.api.Assertions.assertThat;

/** An authority's word on the journal's heads, while it is there and while it is away. */
class StampingTest {
    private static final Department D35 = new Department("D35");
    private static final CheckpointVerifier KEYS = (body, signature) -> signature.equals("signed");
    private static final String NO_KEYS = "{\"keys\":[]}";

    private final SettableClock clock = new SettableClock();
    private final Journal journal = new Journal(D35, body -> "signed", clock);
    @TempDir
    private Path folder;
    private TestDatabase database;
    private Connection log;
    private PlayedAuthority authority;
    private Stamping stamping;

    @BeforeEach
    void aJournalAndAnAuthority() throws SQLException, IOException {
        database = TestDatabase.fresh();
        log = database.connect();
        authority = new PlayedAuthority(clock);
        stamping = new Stamping(journal, database.source(), clock,
                new Authority(authority.url(), List.of(authority.root()), Duration.ofHours(1)));
        grow();
    }

    @AfterEach
    void close() throws SQLException {
        log.close();
        authority.close();
    }

    @Test
    void a_head_is_timestamped_each_hour_in_which_the_log_grew() throws SQLException {
        assertThat(stamping.once()).isTrue();
        grow();
        assertThat(stamping.once()).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(stamping.once()).isTrue();
        clock.pass(Duration.ofHours(1));
        assertThat(stamping.once()).isFalse();

        assertThat(journal.stamps().last(log).orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void an_authority_that_is_away_stops_nothing_and_shows() throws SQLException, IOException {
        authority.says(answer -> new byte[0]);

        assertThat(stamping.once()).isFalse();

        assertThat(stamping.failingSince()).contains(clock.instant());
        assertThat(report(whole()).holds()).isTrue();
        assertThat(report(whole()).text(Language.FR)).contains("sans horodatage");
        authority.says(answer -> answer);
        assertThat(stamping.once()).isTrue();
        assertThat(stamping.failingSince()).isEmpty();
    }

    @Test
    void the_whole_journal_takes_its_timestamps_along() throws SQLException, IOException {
        stamping.once();

        var report = report(whole());

        assertThat(report.breaks()).isEmpty();
        assertThat(report.dating().stamps()).isEqualTo(1);
        assertThat(report.dating().latest().orElseThrow().isTrusted()).isTrue();
        assertThat(report.text(Language.FR)).contains("1 horodatages", "Horodatage d'essai");
    }

    @Test
    void a_part_of_it_takes_the_earliest_that_covers_it() throws SQLException, IOException {
        stamping.once();
        var first = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        grow();
        clock.pass(Duration.ofHours(1));
        stamping.once();
        grow();

        var report = JournalCheck.verifyEvidence(part(0), List.of(), any -> KEYS, check());
        var last = JournalCheck.verifyEvidence(part(2), List.of(), any -> KEYS, check());

        assertThat(report.breaks()).isEmpty();
        assertThat(report.stamp().orElseThrow().at()).isEqualTo(first);
        assertThat(report.text(Language.EN)).contains("timestamped " + first);
        assertThat(last.breaks()).isEmpty();
        assertThat(last.stamp()).isEmpty();
    }

    @Test
    void a_timestamp_of_another_head_is_found() throws SQLException, IOException {
        stamping.once();
        grow();
        clock.pass(Duration.ofHours(1));
        stamping.once();
        var swapped = folder.resolve("swapped.ndjson");
        Files.writeString(swapped, Files.readString(whole())
                .replace("\"line\":\"timestamp\",\"size\":1,", "\"line\":\"timestamp\",\"size\":9,")
                .replace("\"line\":\"timestamp\",\"size\":2,", "\"line\":\"timestamp\",\"size\":1,"));

        assertThat(report(swapped).breaks()).containsExactlyInAnyOrder(new Break(What.BAD_TIMESTAMP, 1, 1),
                new Break(What.BAD_TIMESTAMP, 9, 9));
    }

    @Test
    void a_head_dated_ahead_of_the_authority_is_found() throws SQLException, IOException {
        var ahead = new SettableClock();
        ahead.pass(Duration.ofDays(2));
        var wrong = new Journal(D35, body -> "signed", ahead);
        wrong.append(log, Entry.of(Actor.node(D35), Step.STARTED, clock.instant()));
        wrong.sequence(log);
        wrong.checkpoint(log);
        stamping.once();

        assertThat(report(whole()).breaks()).containsExactly(new Break(What.MISDATED, 2, 2));
        assertThat(report(whole()).text(Language.FR)).contains("daté d'après l'heure que l'autorité");
    }

    private void grow() throws SQLException {
        journal.append(log, Entry.of(Actor.node(D35), Step.STARTED, clock.instant()));
        journal.sequence(log);
        journal.checkpoint(log);
    }

    private Path whole() throws SQLException, IOException {
        var file = folder.resolve("whole.ndjson");
        try (var out = Files.newOutputStream(file)) {
            journal.export(log, out, NO_KEYS);
        }
        return file;
    }

    private Path part(long entry) throws SQLException, IOException {
        var file = folder.resolve("part-" + entry + ".ndjson");
        try (var out = Files.newOutputStream(file)) {
            journal.evidence(log, new About.OneEntry(entry), Beside.keys(NO_KEYS), out);
        }
        return file;
    }

    private JournalReport report(Path file) throws IOException {
        return JournalCheck.verify(List.of(file), any -> KEYS, check()).getFirst();
    }

    private TimestampCheck check() {
        return new TimestampCheck(List.of(authority.root()));
    }
}
