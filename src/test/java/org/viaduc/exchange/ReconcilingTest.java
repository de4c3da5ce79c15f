package org.viaduc.exchange;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.reconcile.Comparing;
import org.viaduc.exchange.reconcile.Finding;
import org.viaduc.exchange.reconcile.Finding.Kind;
import org.viaduc.exchange.reconcile.NightlyComparison;
import org.viaduc.exchange.reconcile.Reconciling;
import org.viaduc.exchange.reconcile.Reconciling.Outcome;
import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.journal.Step;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Opener;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.Statement;
import org.viaduc.trust.Statement.Line;
import org.viaduc.trust.Statement.Line.Part;
import org.viaduc.trust.VerifiedStatement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two nodes held against each other, after what can happen to an exchange on the line, in a database or by hand. */
class ReconcilingTest {
    private static final Actor AUDITOR = Actor.user("a.martin");
    private static final Duration HOURS = Duration.ofHours(7);
    private static final String OTHER = Digest.of(List.of("another")).hex();
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
    void two_nodes_that_agree_find_nothing_and_both_write_that_they_compared() {
        sent();
        clock.pass(HOURS);

        var outcome = compare();

        assertThat(outcome.compared()).isEqualTo(1);
        assertThat(outcome.open()).isEmpty();
        assertThat(rennes.entries(Step.RECONCILED)).extracting(Entry::actor).containsExactly(AUDITOR);
        assertThat(nantes.entries(Step.RECONCILED)).extracting(Entry::actor)
                .containsExactly(Actor.peer(rennes.department));
    }

    @Test
    void the_receiving_node_agrees_from_its_side() {
        sent();
        clock.pass(HOURS);

        assertThat(compare(nantes, rennes).compared()).isEqualTo(1);
        assertThat(compare(nantes, rennes).open()).isEmpty();
    }

    @Test
    void what_never_arrived_is_found_once_waits_in_the_tray_and_heals_when_it_arrives() {
        rennes.beforeCarrying = ReconcilingTest::cut;
        var id = sent();
        clock.pass(Duration.ofHours(1));
        assertThat(compare().open()).isEmpty();
        clock.pass(HOURS);

        assertThat(compare().found()).extracting(Finding::exchange, Finding::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id, Kind.NEVER_ARRIVED));
        assertThat(compare().found()).isEmpty();
        assertThat(tray(rennes, id)).containsExactly("never-arrived");

        rennes.beforeCarrying = () -> {
        };
        rennes.sending.send(id);
        var outcome = compare();

        assertThat(outcome.healed()).extracting(Finding::kind).containsExactly(Kind.NEVER_ARRIVED);
        assertThat(tray(rennes, id)).isEmpty();
        assertThat(rennes.entries(Step.RECONCILED).stream().map(entry -> entry.details().get("state"))
                .filter(java.util.Objects::nonNull)).containsExactly("found", "healed");
    }

    @Test
    void a_receipt_that_was_lost_is_a_missing_answer_at_both_ends() {
        rennes.afterCarrying = ReconcilingTest::cut;
        var id = sent();
        rennes.afterCarrying = () -> {
        };
        clock.pass(HOURS);

        assertThat(kinds(compare())).containsExactly(Kind.MISSING_ANSWER);
        assertThat(kinds(compare(nantes, rennes))).containsExactly(Kind.MISSING_ANSWER);
        nantes.receiving.carryReceipt(id);
        assertThat(compare().open()).isEmpty();
        assertThat(compare(nantes, rennes).open()).isEmpty();
    }

    @Test
    void a_delivery_that_the_other_node_has_forgotten_is_a_receipt_without_one() throws SQLException {
        var id = sent();
        atNantes("delete from journal_entry where exchange = '" + id + "'");

        assertThat(kinds(compare())).containsExactly(Kind.RECEIPT_WITHOUT_DELIVERY);
    }

    @Test
    void what_was_cut_off_after_the_last_signed_head_with_every_trace_of_it_is_found_by_the_neighbour()
            throws SQLException {
        nantes.desk.transactions().run(tx -> {
            nantes.desk.pages().say(Step.STARTED, entry -> entry).into(nantes.desk.journal(), tx);
            return null;
        });
        signs(nantes);
        var id = sent();
        for (var trace : List.of("exchange where id", "receipt where exchange", "account where exchange")) {
            atNantes("delete from " + trace + " = '" + id + "'");
        }
        atNantes("delete from journal_entry where id not in (select entry from journal_leaf)");
        atNantes("delete from journal_applied where entry not in (select id from journal_entry)");

        assertThat(verified(nantes).breaks()).as("alone it looks right").isEmpty();
        assertThat(verified(nantes).entries()).isEqualTo(1);
        assertThat(kinds(compare())).containsExactly(Kind.RECEIPT_WITHOUT_DELIVERY);
    }

    private static void signs(Side side) throws SQLException {
        try (var log = side.source.getConnection()) {
            side.desk.journal().sequence(log);
            side.desk.journal().checkpoint(log);
        }
    }

    private static JournalReport verified(Side side) throws SQLException {
        try (var log = side.source.getConnection()) {
            return JournalCheck.verify(log, side.department, side.peer().checkpointVerifier());
        }
    }

    @Test
    void what_waits_over_there_for_more_than_a_month_was_never_integrated() throws SQLException {
        var id = sent();
        atNantes("delete from journal_entry where exchange = '" + id + "' and step in ('delivered', 'receipted')");
        atRennes("delete from journal_entry where exchange = '" + id + "' and step = 'receipted'");
        clock.pass(Duration.ofDays(20));
        assertThat(compare().open()).isEmpty();
        clock.pass(Duration.ofDays(12));

        assertThat(kinds(compare())).containsExactly(Kind.NEVER_INTEGRATED);
    }

    @Test
    void another_ledger_and_another_envelope_are_found() throws SQLException {
        var id = sent();
        atNantes("update journal_entry set details = jsonb_set(details, '{ledger}', '\"" + OTHER
                + "\"') where exchange = '" + id + "' and step = 'translated'");
        assertThat(kinds(compare())).containsExactly(Kind.LEDGER_DIFFERS);

        atNantes("update journal_entry set details = jsonb_set(details, '{received}', '\"" + OTHER
                + "\"') where exchange = '" + id + "' and step = 'verified'");
        assertThat(compare().open()).extracting(Finding::kind).containsExactlyInAnyOrder(Kind.LEDGER_DIFFERS,
                Kind.DIGEST_DIFFERS);
    }

    @Test
    void two_who_say_that_they_are_responsible_are_found() {
        var id = sent();
        handOver(rennes, id, "giving", "offered");
        handOver(nantes, id, "taking", "offered");
        assertThat(compare().open()).isEmpty();

        handOver(nantes, id, "taking", "confirmed");

        assertThat(kinds(compare())).containsExactly(Kind.TWO_OWNERS);
        handOver(rennes, id, "giving", "confirmed");
        assertThat(compare().open()).isEmpty();
    }

    @Test
    void what_arrived_here_and_its_sender_denies_is_found() throws SQLException {
        var id = sent();
        atRennes("delete from journal_entry where exchange = '" + id + "'");

        assertThat(kinds(compare(nantes, rennes))).containsExactly(Kind.NEVER_SENT);
    }

    @Test
    void a_node_says_nothing_of_what_it_does_not_share_and_nothing_of_what_never_left() {
        var waits = nantes.collects(Family.withHomeSupport("35")).getFirst();
        var nothing = ExchangeId.next(clock);

        for (var part : Part.values()) {
            var lines = said(nantes, List.of(Line.bare(waits, part, Optional.empty()),
                    Line.bare(nothing, part, Optional.empty())));

            assertThat(lines.get(0)).isEqualTo(Line.bare(waits, lines.get(1).part(), Optional.empty()));
            assertThat(lines.get(1).isKnown()).isFalse();
        }
    }

    @Test
    void what_goes_on_with_one_neighbour_is_unknown_to_another() {
        var id = sent();
        var elsewhere = said(nantes, List.of(Line.bare(id, Part.SENT, Optional.empty())));
        rennes.desk.transactions().run(tx -> {
            try (var update = tx.prepareStatement("update exchange set peer = 'D56'")) {
                return update.executeUpdate();
            }
        });

        assertThat(elsewhere.getFirst().isKnown()).isTrue();
        assertThat(said(rennes, nantes, List.of(Line.bare(id, Part.RECEIVED, Optional.empty()))).getFirst().isKnown())
                .isFalse();
    }

    @Test
    void an_answer_about_as_many_as_are_asked_at_once_stays_below_what_is_read_of_one() {
        var id = sent();
        var lines = new ArrayList<Line>();
        for (var i = 0; i < Statement.Comparison.MOST; i++) {
            lines.add(Line.bare(id, Part.SENT, Optional.empty()));
        }

        assertThat(answer(nantes, rennes, lines)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void an_answer_that_nobody_asked_and_a_line_that_breaks_write_nothing() {
        sent();
        rennes.afterCarrying = ReconcilingTest::cut;

        assertThatThrownBy(this::compare).isInstanceOf(LineBroken.class);
        assertThat(rennes.entries(Step.RECONCILED)).isEmpty();
    }

    @Test
    void it_is_done_once_a_night_and_again_when_the_neighbour_was_not_reached() {
        sent();
        var nightly = new NightlyComparison(rennes.desk, new Reconciling(rennes.desk, rennes));
        clock.pass(Duration.between(clock.instant(), clock.instant().atZone(java.time.ZoneId.of("Europe/Paris"))
                .toLocalDate().plusDays(1).atTime(2, 0).atZone(java.time.ZoneId.of("Europe/Paris")).toInstant()));
        assertThat(nightly.round()).isZero();
        clock.pass(Duration.ofHours(2));
        rennes.afterCarrying = ReconcilingTest::cut;
        assertThat(nightly.round()).isZero();
        rennes.afterCarrying = () -> {
        };

        assertThat(nightly.round()).isEqualTo(1);
        assertThat(nightly.round()).isZero();
    }

    private static void cut() {
        throw new LineBroken("the line was cut by the test", null);
    }

    private ExchangeId sent() {
        var id = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        try {
            rennes.sending.send(id);
        } catch (LineBroken expected) {
            assertThat(expected).hasMessageContaining("cut by the test");
        }
        return id;
    }

    private Outcome compare() {
        return compare(rennes, nantes);
    }

    private Outcome compare(Side here, Side there) {
        return new Reconciling(here.desk, here).with(there.department, clock.instant().minus(Duration.ofDays(90)),
                clock.instant().plusSeconds(1), AUDITOR);
    }

    private static List<Kind> kinds(Outcome outcome) {
        return outcome.open().stream().map(Finding::kind).toList();
    }

    private static List<String> tray(Side side, ExchangeId id) {
        return side.tray.waiting(Side.READER).stream()
                .filter(each -> each.id().equals(id) && each.what().equals("disagreement"))
                .map(TrayDesk.Waiting::on).toList();
    }

    private void handOver(Side side, ExchangeId id, String part, String state) {
        side.desk.transactions().run(tx -> {
            side.desk.pages().say(id, Step.HANDED_OVER, entry -> entry.with(Detail.PART, part)
                    .with(Detail.STATE, state)).into(side.desk.journal(), tx);
            return null;
        });
    }

    private List<Line> said(Side by, List<Line> asked) {
        return said(by, rennes, asked);
    }

    private List<Line> said(Side by, Side to, List<Line> asked) {
        var opening = new Opener(to.ring, PeerDirectory.of(by.peer())).open(answer(by, to, asked), by.department);
        return ((Statement.Comparison) ((VerifiedStatement) opening).statement()).lines();
    }

    private byte[] answer(Side by, Side to, List<Line> asked) {
        return new Comparing(by.desk).answer(
                new Statement.Comparison(ExchangeId.next(clock), false, asked, Optional.empty()), to.department);
    }

    private void atNantes(String sql) throws SQLException {
        execute(nantes, sql);
    }

    private void atRennes(String sql) throws SQLException {
        execute(rennes, sql);
    }

    /** As somebody with every right on the database does it. */
    private static void execute(Side side, String sql) throws SQLException {
        try (var log = side.source.getConnection(); var statement = log.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
