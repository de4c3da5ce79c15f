package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.retention.Retention;
import org.viaduc.exchange.rules.BooksInForce;
import org.viaduc.exchange.rules.DryRun;
import org.viaduc.exchange.rules.Outlook;
import org.viaduc.exchange.rules.Outlook.Matter;
import org.viaduc.exchange.rules.Outlook.Obstacle;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** What a new rule book would have decided: asked of what is kept, and only where that leads to what was decided. */
class DryRunTest {
    private static final Actor DPO = Actor.user("a.d-aubigne");
    private static final Path BOOK = Path.of("src/main/resources/policy");
    private static final String INCOME = "release: [S05.income, S06, S12, S13]";
    @TempDir
    private Path folder;
    private Story story;

    @Test
    void the_same_rules_decide_the_same_on_what_left_what_arrived_and_what_waits() {
        delivered(aRightsFile());
        var waiting = aHomeSupport("D35", "D56");
        waiting.opens();

        for (var side : List.of(story.origin, story.host, waiting.origin)) {
            var outlook = run(side, RuleBook.of(texts("rsa.yaml", "# RSA:", "# RSA :")));

            assertThat(outlook.looked()).isEqualTo(1);
            assertThat(outlook.asked()).as(outlook.unasked().toString()).isEqualTo(1);
            assertThat(outlook.different()).isZero();
            assertThat(outlook.changes()).isEmpty();
        }
    }

    @Test
    void a_piece_that_would_no_longer_leave_is_counted_with_both_rules() {
        delivered(aRightsFile());

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(outlook.different()).isEqualTo(1);
        assertThat(outlook.changes()).singleElement().satisfies(change -> {
            assertThat(change.track()).isEqualTo(Track.RSA);
            assertThat(change.matter()).isEqualTo(Matter.PIECE);
            assertThat(change.kind()).isEqualTo(Kind.INCOME.code());
            assertThat(change.exchanges()).isEqualTo(1);
            assertThat(change.before().verdict()).isEqualTo("verdict:release");
            assertThat(change.before().reason().rule()).isEqualTo("R-RSA");
            assertThat(change.after().verdict()).isEqualTo("verdict:withhold");
            assertThat(change.after().reason().french()).isNotBlank();
        });
    }

    @Test
    void a_condition_that_was_not_met_changes_the_answer_and_says_its_sentence() {
        delivered(aRightsFile());

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", "conditions: []", """
                conditions:
                  - is: informed
                    law: [CASF R221-5 (V16)]
                    fr: La personne est informée de la transmission.
                    en: The person is informed of the transmission.""")));

        assertThat(outlook.changes()).anySatisfy(change -> {
            assertThat(change.matter()).isEqualTo(Matter.OUTCOME);
            assertThat(change.before().verdict()).isEqualTo("release");
            assertThat(change.after().verdict()).isNotEqualTo("release");
            assertThat(change.after().code()).isEqualTo("R-RSA/condition/informed");
            assertThat(change.after().reason().french()).isEqualTo("La personne est informée de la transmission.");
        });
    }

    @Test
    void a_piece_that_left_masked_for_what_it_carried_is_asked_as_one_that_carries_something() {
        story = Story.between("D35", "D44", folder).sends(Track.ASE_IP, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP).holds(Kind.IP, Mark.INFORMANT_IDENTITY)
                .happened(FactKind.IP_RECEIVED, 9).happened(FactKind.IP_UNDER_EVALUATION, 8)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5);
        var id = story.opens();
        story.isSent(id);

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(Story.decided(story.origin, id).toString()).contains("carries");
        assertThat(outlook.asked()).as(outlook.unasked().toString()).isEqualTo(1);
    }

    @Test
    void a_longer_retention_is_said_in_days() {
        delivered(aHomeSupport("D35", "D44"));

        var outlook = run(story.origin,
                RuleBook.of(texts("ase-administrative.yaml", "retention:2-years", "retention:5-years")));

        assertThat(outlook.changes()).extracting(Outlook.Change::matter).containsOnly(Matter.OBLIGATION);
        assertThat(outlook.changes()).extracting(Outlook.Change::kind).containsExactlyInAnyOrder("retention:2-years",
                "retention:5-years");
        assertThat(outlook.changes()).anySatisfy(change -> assertThat(change.before().verdict()).matches("P73[01]D"));
    }

    @Test
    void a_fact_that_was_learnt_later_does_not_count_then() {
        var id = delivered(aHomeSupport("D35", "D44"));
        story.clock.pass(Duration.ofDays(3));
        story.origin.state(id, FactKind.AGREEMENT_WITHDRAWN, Map.of("by", "parents"));

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(outlook.asked()).as(outlook.unasked().toString()).isEqualTo(1);
        assertThat(outlook.different()).isZero();
    }

    @Test
    void what_was_destroyed_with_its_term_is_counted_and_not_guessed() {
        delivered(aRightsFile());
        new Retention(story.origin.desk).run(DPO);
        story.clock.pass(Duration.ofDays(37 * 31));
        new Retention(story.origin.desk).run(DPO);

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(outlook.looked()).isEqualTo(1);
        assertThat(outlook.asked()).isZero();
        assertThat(outlook.unasked()).containsExactly(Map.entry(Obstacle.CONTENT_DESTROYED, 1));
    }

    @Test
    void what_is_kept_and_does_not_lead_to_the_answer_that_was_given_is_not_asked() {
        var id = delivered(aRightsFile());
        story.origin.desk.transactions().run(tx -> {
            try (var update = tx.prepareStatement(
                    "update account set decision = replace(decision, 'S12.decision', 'S12.payments') where exchange = ?")) {
                update.setObject(1, id.value());
                return update.executeUpdate();
            }
        });
        story.origin.desk.transactions().run(tx -> {
            try (var update = tx.prepareStatement("delete from fact")) {
                return update.executeUpdate();
            }
        });

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(outlook.unasked()).containsExactly(Map.entry(Obstacle.NOT_REPRODUCED, 1));
    }

    @Test
    void nothing_is_changed_and_that_it_was_looked_at_is_an_entry_without_anybody_in_it() {
        var id = delivered(aRightsFile());
        var steps = story.origin.counter.steps(id).size();

        var outlook = run(story.origin, RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]")));

        assertThat(story.origin.counter.steps(id)).hasSize(steps);
        assertThat(story.origin.entries(Step.READ)).anySatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo(DPO);
            assertThat(entry.details()).containsEntry("part", "rules").containsEntry("records", "1")
                    .containsEntry("book", outlook.after().digest().hex());
        });
        assertThat(outlook.toString()).doesNotContain(Pieces.SECRET, id.toString());
    }

    @Test
    void each_book_that_comes_into_force_is_remembered_once_and_is_an_entry() {
        story = aRightsFile().begins();
        var side = story.origin;
        var books = new BooksInForce(side.desk);
        var other = RuleBook.of(texts("rsa.yaml", INCOME, "release: [S06, S12, S13]"));

        starts(side, books, RuleBook.bundled());
        starts(side, books, RuleBook.bundled());
        starts(side, books, other);

        assertThat(books.all()).extracting(each -> each.digest().hex())
                .containsExactly(other.digest().hex(), RuleBook.bundled().digest().hex());
        assertThat(side.entries(Step.RELOADED)).hasSize(2).last().satisfies(entry -> assertThat(entry.details())
                .containsEntry("part", "rules").containsEntry("book", other.digest().hex()));
    }

    private static void starts(Side side, BooksInForce books, RuleBook book) {
        side.desk.transactions().run(tx -> {
            var pages = side.desk.pages();
            books.starts(tx, book, pages);
            pages.into(side.desk.journal(), tx);
            return null;
        });
    }

    private Outlook run(Side side, RuleBook candidate) {
        return new DryRun(side.desk, RuleBook.bundled()).of(candidate, side.desk.decider().today().minusYears(5), 100,
                DPO);
    }

    /** The book in force, with something else in one of its files. */
    private static Map<String, String> texts(String name, String before, String after) {
        try (var files = Files.list(BOOK)) {
            var texts = new TreeMap<String, String>();
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            assertThat(texts.get(name)).contains(before);
            texts.merge(name, "", (text, nothing) -> text.replace(before, after));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExchangeId delivered(Story begun) {
        story = begun;
        var id = story.opens();
        story.isSent(id);
        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);
        return id;
    }

    private Story aHomeSupport(String origin, String host) {
        var begun = Story.between(origin, host, folder.resolve(host)).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP).holds(Kind.ASE_DECISION, Kind.EVALUATION_REPORT)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.FAMILY_MOVED, 6, "to", host, "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5);
        return host.equals("D44") ? begun.happened(FactKind.WRITTEN_AGREEMENT, 4, "by", "parents") : begun;
    }

    private Story aRightsFile() {
        return Story.between("D35", "D44", folder.resolve("rights")).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA).holds(Kind.BENEFIT_DECISION, Kind.INCOME)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }
}
