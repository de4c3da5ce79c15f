package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

/** A journal of sixty thousand entries, and the way the database goes to find a few of them. */
class SearchTest {
    private static final Instant FIRST = Instant.parse("2025-11-22T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(FIRST.plus(Duration.ofDays(366)), ZoneOffset.UTC);
    private static final Department D35 = new Department("D35");
    private static final Department RARE = new Department("D2A");
    private static final int EXCHANGES = 10_000;
    private static final Pseudonym PERSON = person(4_321);
    private static final Journal JOURNAL = new Journal(D35, body -> "", CLOCK);
    private static Connection log;

    @BeforeAll
    static void tenThousandExchangesAboutThreeThousandPersons() throws SQLException {
        log = TestDatabase.fresh().connect();
        log.setAutoCommit(false);
        JOURNAL.append(log,
                IntStream.range(0, EXCHANGES).boxed().flatMap(number -> exchange(number).stream()).toList());
        JOURNAL.append(log, Entry.of(Actor.user("a.martin"), Step.READ, FIRST.plus(Duration.ofDays(400)))
                .with(Detail.PSEUDONYM, PERSON.value().toString()));
        log.commit();
        log.setAutoCommit(true);
        JOURNAL.sequence(log);
        run("analyze journal_entry");
        run("analyze journal_leaf");
        run("analyze journal_applied");
    }

    @AfterAll
    static void closeTheDatabase() throws SQLException {
        log.close();
    }

    @Test
    void a_person_is_found_with_all_that_was_done_on_their_exchanges() throws SQLException {
        var found = JOURNAL.find(log, Search.latest(100).about(PERSON));

        assertThat(found).extracting(each -> each.entry().step()).startsWith(Step.READ, Step.RECEIPTED)
                .hasSize(1 + 3 * 6).contains(Step.ACCEPTED, Step.DECIDED);
        assertThat(found).extracting(Placed::place).doesNotContain(java.util.Optional.empty());
    }

    @Test
    void what_is_asked_beside_a_person_narrows_it() throws SQLException {
        var about = Search.latest(100).about(PERSON);

        assertThat(steps(about.of(Step.DECIDED, Step.READ))).containsExactly(Step.READ, Step.DECIDED, Step.DECIDED,
                Step.DECIDED);
        assertThat(steps(about.by("a.martin"))).containsExactly(Step.READ);
        assertThat(steps(about.from(FIRST.plus(Duration.ofDays(390))))).containsExactly(Step.READ);
        assertThat(steps(about.under("R-BANC-1").of(Step.READ))).isEmpty();
        assertThat(steps(about.with(peer(4_321)).of(Step.SENT))).isNotEmpty();
    }

    @Test
    void pages_about_a_person_follow_one_another() throws SQLException {
        var search = Search.latest(5).about(PERSON);
        var all = new ArrayList<Placed>();
        var page = JOURNAL.page(log, search);
        all.addAll(page.entries());
        while (page.next().isPresent()) {
            page = JOURNAL.page(log, search.before(page.next().orElseThrow()));
            all.addAll(page.entries());
        }

        assertThat(all).containsExactlyElementsOf(JOURNAL.find(log, Search.latest(100).about(PERSON)));
    }

    @Test
    void a_person_is_looked_for_by_index_and_nothing_is_read_whole() throws SQLException {
        for (var search : List.of(Search.latest(100).about(PERSON),
                Search.latest(100).about(PERSON).from(FIRST).to(FIRST.plus(Duration.ofDays(365))),
                Search.latest(100).about(PERSON).of(Step.DECIDED, Step.SENT))) {
            assertThat(plan(search))
                    .contains("journal_entry_person", "journal_entry_exchange", "journal_leaf_entry_key")
                    .doesNotContain("Seq Scan", "journal_entry_at");
        }
    }

    @Test
    void a_rule_is_looked_for_where_it_was_applied_however_rare_and_with_whatever_beside_it() throws SQLException {
        for (var rule : List.of("R-BANC-1", "R-BANC-50", "R-BANC-99", "R-NEVER")) {
            var search = Search.latest(100).under(rule);
            for (var each : List.of(search, search.from(FIRST).to(FIRST.plus(Duration.ofDays(30))), search.with(RARE),
                    search.with(peer(0)).to(FIRST.plus(Duration.ofDays(90))), search.of(Step.DECIDED),
                    search.before(new Search.Mark(FIRST.plus(Duration.ofDays(9)), 1_000)))) {
                assertThat(plan(each)).contains("journal_applied_", "journal_entry_pkey")
                        .doesNotContain("Seq Scan", "journal_entry_at", "Filter");
            }
        }
    }

    @Test
    void what_is_asked_beside_a_rule_narrows_it() throws SQLException {
        var ancient = Search.latest(100).under("R-BANC-99");

        assertThat(JOURNAL.find(log, ancient)).singleElement()
                .satisfies(each -> assertThat(each.entry().exchange()).contains(exchangeId(77)));
        assertThat(steps(ancient.with(peer(77)).about(person(77)))).containsExactly(Step.DECIDED);
        assertThat(steps(ancient.of(exchangeId(77)).of(Step.DECIDED, Step.SENT))).containsExactly(Step.DECIDED);
        assertThat(steps(ancient.of(Step.SENT))).isEmpty();
        assertThat(steps(ancient.of(exchangeId(78)))).isEmpty();
        assertThat(steps(ancient.by("a.martin"))).isEmpty();
        assertThat(steps(ancient.from(FIRST.plus(Duration.ofDays(30))))).isEmpty();
        assertThat(steps(ancient.to(FIRST))).isEmpty();
    }

    @Test
    void pages_of_a_rule_follow_one_another_and_hold_what_the_entries_say() throws SQLException {
        var search = Search.latest(30).under("R-BANC-50").with(peer(0));
        var all = new ArrayList<Placed>();
        var page = JOURNAL.page(log, search);
        all.addAll(page.entries());
        while (page.next().isPresent()) {
            page = JOURNAL.page(log, search.before(page.next().orElseThrow()));
            all.addAll(page.entries());
        }

        assertThat(all).extracting(each -> each.entry().exchange().orElseThrow())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EXCHANGES).map(number -> EXCHANGES - number)
                        .filter(number -> number % 50 == 0 && peer(number).equals(peer(0)))
                        .mapToObj(SearchTest::exchangeId).toList());
        assertThat(all).hasSizeGreaterThan(30);
    }

    @Test
    void decisions_that_rest_on_a_rule_with_a_partner_are_found_and_none_with_another() throws SQLException {
        var found = JOURNAL.find(log, Search.latest(1000).with(peer(0)).under("R-BANC-50"));

        assertThat(found).hasSize((int) IntStream.range(0, EXCHANGES)
                .filter(number -> number % 50 == 0 && peer(number).equals(peer(0))).count())
                .extracting(each -> each.entry().step()).containsOnly(Step.DECIDED);
        assertThat(steps(Search.latest(100).with(peer(77)).under("R-BANC-99"))).containsExactly(Step.DECIDED);
        assertThat(steps(Search.latest(100).with(peer(78)).under("R-BANC-99"))).isEmpty();
    }

    @Test
    void a_partner_and_a_period_are_looked_for_by_their_indexes() throws SQLException {
        assertThat(plan(Search.latest(100).with(RARE))).contains("journal_entry_peer").doesNotContain("Seq Scan");
        assertThat(plan(Search.latest(100).from(FIRST.plus(Duration.ofDays(30))).to(FIRST.plus(Duration.ofDays(60)))))
                .contains("journal_entry_at").doesNotContain("Seq Scan");
    }

    private static List<Step> steps(Search search) throws SQLException {
        return JOURNAL.find(log, search).stream().map(each -> each.entry().step()).toList();
    }

    private static String plan(Search search) throws SQLException {
        try (var select = search.select(log);
                var explain = log.createStatement();
                var rows = explain.executeQuery("explain " + select)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        }
    }

    private static List<Entry> exchange(int number) {
        var id = exchangeId(number);
        var at = FIRST.plus(Duration.ofMinutes(50L * number));
        var node = Actor.node(D35);
        return List.of(Entry.of(id, node, Step.ACCEPTED, at),
                Entry.of(id, node, Step.MATCHED, at).with(Detail.PSEUDONYM, person(number).value().toString()),
                Entry.of(id, node, Step.DECIDED, at).with(Detail.PEER, peer(number).code())
                        .with(Detail.RULES, number == 77
                                ? List.of("R-BANC-1", "R-BANC-99")
                                : number % 50 == 0 ? List.of("R-BANC-1", "R-BANC-50") : List.of("R-BANC-1")),
                Entry.of(id, node, Step.QUEUED, at).with(Detail.TO, peer(number).code()),
                Entry.of(id, node, Step.SENT, at.plusSeconds(1)).with(Detail.TO, peer(number).code()),
                Entry.of(id, node, Step.RECEIPTED, at.plusSeconds(2)).with(Detail.PEER, peer(number).code()));
    }

    private static ExchangeId exchangeId(int number) {
        return new ExchangeId(new UUID((long) number << 16 | 0x7000, 0x8000_0000_0000_0000L | number));
    }

    /** Three exchanges of each, one of them being this number. */
    private static Pseudonym person(int number) {
        return new Pseudonym(new UUID((long) (number % (EXCHANGES / 3 + 1)) << 32 | 0x4000, 0x8000_0000_0000_0001L));
    }

    private static Department peer(int number) {
        return number % 97 == 5
                ? RARE
                : new Department(List.of("D22", "D29", "D44", "D50", "D53", "D56").get(number % 6));
    }

    private static void run(String sql) throws SQLException {
        try (var statement = log.createStatement()) {
            statement.execute(sql);
        }
    }
}
