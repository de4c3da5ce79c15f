package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.audit.PersonsView;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.retention.Archive;
import org.viaduc.exchange.retention.Held;
import org.viaduc.exchange.retention.Held.Matter;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.rights.Claim;
import org.viaduc.exchange.rights.Claims;
import org.viaduc.exchange.rights.Fate;
import org.viaduc.exchange.way.Collected;
import org.viaduc.exchange.way.Posting;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Break;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.OlderCopy;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.Kept;
import org.viaduc.trust.ShreddedContent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What was exchanged is kept for its legal time; then nobody reads it again, and the journal still stands. */
class RetentionTest {
    private static final Actor AUDITOR = Actor.user("a.le-gall");
    @TempDir
    private Path folder;
    private Story story;

    @Test
    void what_was_exchanged_is_kept_at_both_ends_for_the_time_of_its_rule() {
        var id = delivered(aHomeSupport());

        for (var side : sides()) {
            assertThat(readable(side, id)).contains(Pieces.text(Kind.ASE_DECISION));
            assertThat(side.entries(id, Step.RETAINED)).isEqualTo(1);
            assertThat(kept(side)).singleElement().satisfies(held -> {
                assertThat(held.matter()).isEqualTo(Matter.CONTENT);
                assertThat(held.term().rule()).isEqualTo(ObligationCode.RETENTION_2_YEARS);
                assertThat(held.term().until()).isEqualTo(story.today().plusYears(2));
            });
        }
    }

    @Test
    void only_what_the_decision_released_is_kept() {
        var id = delivered(aHomeSupport());

        for (var side : sides()) {
            assertThat(readable(side, id)).doesNotContain(Pieces.text(Kind.CONFIDENCE), Pieces.text(Kind.NOTE));
        }
    }

    @Test
    void on_its_last_day_it_is_kept_and_on_the_next_nobody_can_open_it_and_the_journal_holds() throws SQLException {
        var id = delivered(aHomeSupport());
        var last = story.today().plusYears(2);
        passesTo(last);
        sides().forEach(side -> new Retention(side.desk).run(AUDITOR));
        assertThat(readable(story.origin, id)).isNotEmpty();

        passesTo(last.plusDays(1));
        for (var side : sides()) {
            assertThat(new Retention(side.desk).run(AUDITOR)).extracting(Held::matter).contains(Matter.CONTENT);

            assertThat(new Archive(side.desk)).satisfies(archive -> assertThat(
                    side.desk.transactions().<Optional<?>>run(tx -> archive.open(tx, id))).isEmpty());
            assertThat(readable(side, id)).isEmpty();
            assertThat(new Retention(side.desk).kept(10, AUDITOR).gone()).singleElement().satisfies(gone -> {
                assertThat(gone.matter()).isEqualTo(Matter.CONTENT);
                assertThat(gone.exchanges()).isEqualTo(1);
                assertThat(gone.latest()).isEqualTo(story.clock.instant());
            });
            assertThat(side.entries(Step.DESTROYED)).singleElement().satisfies(entry -> {
                assertThat(entry.exchange()).contains(id);
                assertThat(entry.actor()).isEqualTo(AUDITOR);
                assertThat(entry.details()).containsEntry("obligations", "retention:2-years")
                        .containsEntry("due", last.toString()).containsEntry("part", "content");
            });
            assertThat(holds(side)).isTrue();
            assertThat(side.counter.steps(id)).isNotEmpty();
        }
    }

    @Test
    void the_person_still_sees_who_received_what_for_36_months_and_what_is_told_goes_after_that() throws SQLException {
        var id = delivered(aHomeSupport());
        var last = story.today().plusMonths(36);
        sides().forEach(side -> new Retention(side.desk).run(AUDITOR));
        passesTo(last);
        sides().forEach(side -> new Retention(side.desk).run(AUDITOR));
        assertThat(seen()).hasSize(1);
        assertThat(Story.decided(story.origin, id).isEmpty()).isFalse();

        passesTo(last.plusDays(1));
        for (var side : sides()) {
            assertThat(new Retention(side.desk).run(AUDITOR)).extracting(Held::matter).containsExactly(Matter.TRACE);
            assertThat(kept(side)).isEmpty();
            assertThat(side.desk.transactions().run(tx -> side.desk.journeys().account(tx, id)).decision()).isEmpty();
            assertThat(holds(side)).isTrue();
        }
        assertThat(seen()).isEmpty();
    }

    @Test
    void what_was_withheld_or_has_no_term_in_the_rule_book_is_not_kept_at_all() {
        var id = delivered(aRightsFile());

        for (var side : sides()) {
            assertThat(readable(side, id)).isEmpty();
            assertThat(side.entries(id, Step.RETAINED)).isZero();
        }
    }

    @Test
    void nothing_goes_while_the_person_contests_it() {
        var id = delivered(aHomeSupport());
        story.origin.rights.pursue(id, org.viaduc.exchange.rights.Matter.RESTRICTED, Optional.empty(), AUDITOR);
        passesTo(story.today().plusYears(2).plusDays(1));

        assertThat(new Retention(story.origin.desk).run(AUDITOR)).isEmpty();

        assertThat(readable(story.origin, id)).isNotEmpty();
        assertThat(kept(story.origin)).filteredOn(held -> held.matter() == Matter.CONTENT).singleElement()
                .satisfies(held -> assertThat(held.holds()).contains("copy-followed", "restricted"));
    }

    @Test
    void a_copy_that_the_host_deletes_goes_from_what_it_keeps_too() {
        var id = delivered(aHomeSupport());
        var told = story.origin.rights.pursue(id, org.viaduc.exchange.rights.Matter.ERASED, Optional.empty(), AUDITOR);
        story.origin.rights.carry(told.id());
        var choice = story.host.rights.of(id).getFirst();

        story.host.rights.choose(choice.id(), Fate.DELETED, "ARD-2291", AUDITOR);
        story.host.rights.carry(choice.id());

        for (var side : sides()) {
            assertThat(readable(side, id)).isEmpty();
            assertThat(side.entries(Step.DESTROYED)).singleElement()
                    .satisfies(entry -> assertThat(entry.details()).containsEntry("reason", "erased"));
        }
    }

    @Test
    void what_is_kept_and_no_key_opens_any_more_is_told_before_anybody_needs_it() {
        delivered(aHomeSupport());
        assertThat(kept(story.host)).noneMatch(held -> held.holds().contains("unopenable"));

        story.host.desk.transactions().run(tx -> tx.createStatement()
                .executeUpdate("update retention set content = set_byte(content, 40, 1 - get_byte(content, 40) % 2)"));

        assertThat(kept(story.host)).filteredOn(held -> held.matter() == Matter.CONTENT).singleElement()
                .satisfies(held -> assertThat(held.holds()).containsExactly("unopenable"));
    }

    @Test
    void every_day_the_node_does_it_by_itself() throws Exception {
        var id = delivered(aHomeSupport());
        passesTo(story.today().plusYears(2).plusDays(1));
        var retention = new Retention(story.host.desk);

        assertThat(story.host.desk.transactions().run(retention::turn)).isEqualTo(1);

        assertThat(story.host.errands(id)).contains("destroy");
        retention.destroy(id);
        assertThat(readable(story.host, id)).isEmpty();
    }

    @Test
    void an_older_copy_of_the_database_brings_a_destroyed_key_back_for_no_longer_than_a_day_and_not_in_silence()
            throws SQLException {
        var id = delivered(aHomeSupport());
        var host = story.host;
        new Witnessing(host.desk, host, host.source).round();
        var backup = OlderCopy.of(host.source);
        passesTo(story.today().plusYears(2).plusDays(1));
        story.origin.meets(host, true);
        host.meets(story.origin, true);
        assertThat(new Retention(host.desk).run(AUDITOR)).isNotEmpty();
        new Witnessing(host.desk, host, host.source).round();
        assertThat(readable(host, id)).isEmpty();

        backup.restore();
        assertThat(readable(host, id)).as("the copy holds the key that was destroyed since").isNotEmpty();
        var retention = new Retention(host.desk);
        assertThat(host.desk.transactions().run(retention::turn)).as("what the node does when its day begins")
                .isEqualTo(1);
        retention.destroy(id);

        assertThat(readable(host, id)).isEmpty();
        assertThat(host.entries(Step.DESTROYED)).singleElement().satisfies(
                entry -> assertThat(entry.details()).containsEntry("part", "content"));
        story.clock.pass(Duration.ofHours(2));
        new Witnessing(host.desk, host, host.source).round();
        assertThat(host.entries(Step.WITNESSED)).isNotEmpty().allSatisfy(entry -> assertThat(entry.details())
                .containsEntry("peer", "D35").containsEntry("part", "journal"));
        assertThat(host.tray.waiting(Side.READER)).anyMatch(each -> each.what().equals("own-rewritten"));
        try (var connection = host.source.getConnection()) {
            assertThat(JournalCheck.verify(connection, host.department, host.peer().checkpointVerifier()).breaks())
                    .extracting(Break::what).containsAnyOf(Break.What.CONTRADICTED, Break.What.TRUNCATED);
        }
    }

    @Test
    void what_a_system_posted_is_forgotten_after_36_months_with_an_entry() {
        story = aHomeSupport();
        story.isCollected();
        posts(Family.atHome());
        var last = story.today().plusMonths(36);
        passesTo(last);
        new Retention(story.host.desk).run(AUDITOR);
        assertThat(rows("own_file")).isPositive();
        assertThat(rows("posting")).isEqualTo(1);

        passesTo(last.plusDays(1));
        new Retention(story.host.desk).run(AUDITOR);

        assertThat(rows("own_file")).isZero();
        assertThat(rows("posting")).isZero();
        assertThat(story.host.entries(Step.DESTROYED)).extracting(entry -> entry.details().get("part"),
                entry -> entry.details().get("connector"), entry -> entry.details().get("records"),
                entry -> entry.details().get("obligations"))
                .containsExactly(tuple("posting", "depot", "1", "log-36-months"),
                        tuple("own-file", "depot", "1", "log-36-months"));
    }

    @Test
    void the_words_of_a_claim_go_36_months_after_the_answer_and_never_before_one() {
        var id = delivered(aHomeSupport());
        var person = story.origin.counter.find(id).orElseThrow().person().orElseThrow();
        var claims = new Claims(story.origin.desk);
        var answered = claims.raise(person, Claim.Kind.CORRECTION, Optional.empty(), "Mon loyer est de 412 euros.",
                Actor.person(person));
        claims.raise(person, Claim.Kind.CORRECTION, Optional.empty(), "Mon prénom s’écrit Maëlle.",
                Actor.person(person));
        claims.answer(answered, true, "Corrigé.", AUDITOR);
        var last = story.today().plusMonths(36);
        passesTo(last);
        new Retention(story.origin.desk).run(AUDITOR);
        assertThat(claims.of(person)).hasSize(2);

        passesTo(last.plusDays(1));
        new Retention(story.origin.desk).run(AUDITOR);

        assertThat(claims.of(person)).singleElement()
                .satisfies(each -> assertThat(each.answer()).as("nobody has answered").isEmpty());
        assertThat(story.origin.entries(Step.DESTROYED)).filteredOn(entry -> "claims".equals(entry.details()
                .get("part"))).singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("records", "1")
                        .containsEntry("obligations", "log-36-months").doesNotContainKey("pseudonym"));
    }

    @Test
    void whom_a_posted_file_is_about_is_known_while_an_exchange_of_it_is_under_way() {
        story = aHomeSupport();
        story.isCollected();
        posts(Family.onIncomeSupport("35"));
        passesTo(story.today().plusMonths(37));

        assertThat(story.host.desk.transactions().run(new Retention(story.host.desk)::turn)).isZero();

        assertThat(rows("posting")).isZero();
        assertThat(rows("own_file")).isPositive();
    }

    private void posts(Family family) {
        var posting = new Posting(story.host.desk, story.host.collecting, new Collected());
        assertThat(posting.take(List.of(Side.record(family)), "depot",
                Optional.of(new Posting.Name(Digest.of(List.of("urn:uuid:a drop")), true))))
                .isEqualTo(Posting.Outcome.TAKEN);
    }

    private long rows(String table) {
        return story.host.desk.transactions().run(tx -> {
            try (var rows = tx.createStatement().executeQuery("select count(*) from " + table)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private List<Side> sides() {
        return List.of(story.origin, story.host);
    }

    private List<Held> kept(Side side) {
        return new Retention(side.desk).kept(100, AUDITOR).nearest();
    }

    private boolean holds(Side side) throws SQLException {
        try (var connection = side.source.getConnection()) {
            side.desk.journal().sequence(connection);
            side.desk.journal().checkpoint(connection);
            return JournalCheck.verify(connection, side.department, side.peer().checkpointVerifier()).breaks()
                    .isEmpty();
        }
    }

    private List<?> seen() {
        var desk = story.origin.desk;
        var view = new PersonsView(desk, RuleBook.bundled(), new Answers(desk));
        var person = desk.transactions().run(tx -> desk.journeys().latest(tx, 1)).getFirst().person().orElseThrow();
        return view.of(person, Role.REPRESENTATIVE, AUDITOR).received();
    }

    /** All texts of the invented file that somebody with this node's keys can read out of its tables, whatever column. */
    private static String readable(Side side, ExchangeId id) {
        return side.desk.transactions().run(tx -> {
            var found = new StringBuilder();
            for (var table : column(tx, """
                    select table_name from information_schema.tables
                     where table_schema = 'public' and table_type = 'BASE TABLE'""")) {
                read(tx, side, table, id, found);
            }
            return found.toString();
        });
    }

    private static void read(Connection tx, Side side, String table, ExchangeId id, StringBuilder found)
            throws SQLException {
        try (var rows = tx.createStatement().executeQuery("select * from " + table)) {
            while (rows.next()) {
                var bytes = new ArrayList<byte[]>();
                for (var at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    if (rows.getObject(at) instanceof byte[] some) {
                        bytes.add(some);
                    } else if (rows.getString(at) != null && rows.getString(at).contains(Pieces.SECRET)) {
                        found.append(rows.getString(at));
                    }
                }
                bytes.forEach(key -> bytes.forEach(content -> found.append(opened(side, id, key, content))));
            }
        }
    }

    private static String opened(Side side, ExchangeId id, byte[] key, byte[] content) {
        try {
            return new String(side.desk.sealer().unkeep(id, new Kept(key, content)), StandardCharsets.UTF_8);
        } catch (ShreddedContent e) {
            return "";
        }
    }

    private static List<String> column(Connection tx, String query) throws SQLException {
        try (var rows = tx.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Keys are rotated half way, as they must be. */
    private void passesTo(LocalDate day) {
        var days = ChronoUnit.DAYS.between(story.today(), day);
        story.clock.pass(Duration.ofDays(days / 2));
        for (var side : sides()) {
            try {
                side.ring.rotate(Duration.ofDays(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        story.clock.pass(Duration.ofDays(days - days / 2));
    }

    private ExchangeId delivered(Story begun) {
        story = begun;
        var id = story.opens();
        story.isSent(id);
        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        return id;
    }

    private Story aHomeSupport() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.ASE_DECISION, Kind.EVALUATION_REPORT, Kind.CONFIDENCE, Kind.NOTE)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5)
                .happened(FactKind.WRITTEN_AGREEMENT, 4, "by", "parents");
    }

    private Story aRightsFile() {
        return Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA).holds(Kind.BENEFIT_DECISION, Kind.INCOME)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }
}
