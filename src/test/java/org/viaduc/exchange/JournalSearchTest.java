package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Family;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** An auditor asks the journal of a node that has sent one family's file. */
class JournalSearchTest {
    private static final Actor AUDITOR = Actor.user("a.martin");
    private static final Search ALL = Search.latest(1000);
    private final SettableClock clock = new SettableClock();
    private Side rennes;
    private Side nantes;
    private JournalDesk audit;
    private ExchangeId sent;

    @BeforeEach
    void one_file_was_sent(@TempDir Path folder) {
        rennes = new Side("D35", folder, clock);
        nantes = new Side("D44", folder, clock);
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        sent = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(sent);
        audit = new JournalDesk(rennes.desk, rennes.source, rennes.ring, RuleBook.bundled());
    }

    @Test
    void all_that_was_done_about_a_person_is_found() {
        var person = rennes.counter.find(sent).orElseThrow().person();

        var found = audit.search(ALL.about(person.orElseThrow()), AUDITOR);

        assertThat(found).extracting(each -> each.entry().step()).contains(Step.RELEASED, Step.SENDING,
                Step.RECEIPTED);
    }

    @Test
    void what_went_to_a_partner_what_rested_on_a_rule_and_what_a_user_opened_are_found() {
        rennes.counter.read(sent, Side.READER);
        var rule = rennes.counter.steps(sent).stream().filter(each -> each.step() == Step.DECIDED).findFirst()
                .orElseThrow().details().get("rules").split(" ")[0];

        assertThat(steps(Search.latest(10).with(new Department("D44")).of(Step.SENDING)))
                .containsExactly(Step.SENDING);
        assertThat(steps(Search.latest(10).under(rule))).contains(Step.DECIDED)
                .containsOnly(Step.DECIDED);
        assertThat(steps(Search.latest(10).by("d.lefevre"))).containsExactly(Step.READ);
    }

    @Test
    void what_rests_on_a_rule_with_a_partner_is_found_on_both_sides_and_with_nobody_else() {
        assertThat(ruled(rennes, "D44")).contains(sent);
        assertThat(ruled(nantes, "D35")).containsOnly(sent);
        assertThat(ruled(rennes, "D29")).isEmpty();
        assertThat(ruled(rennes, "D35")).isEmpty();
    }

    private static List<ExchangeId> ruled(Side side, String partner) {
        return new JournalDesk(side.desk, side.source, side.ring, RuleBook.bundled())
                .search(Search.latest(10).with(new Department(partner)).under("R-RSA"), AUDITOR).stream()
                .map(each -> each.entry().exchange().orElseThrow()).toList();
    }

    @Test
    void a_period_holds_what_was_done_in_it() {
        clock.pass(Duration.ofHours(1));
        var later = clock.instant();

        assertThat(steps(Search.latest(10).from(later))).isEmpty();
        assertThat(steps(ALL.to(later))).contains(Step.RELEASED);
    }

    @Test
    void that_somebody_looked_is_an_entry() {
        audit.search(ALL, AUDITOR);

        assertThat(rennes.entries(Step.READ)).extracting(Entry::actor).containsExactly(AUDITOR);
    }

    private List<Step> steps(Search search) {
        return audit.search(search, AUDITOR).stream().map(Placed::entry).map(Entry::step).toList();
    }
}
