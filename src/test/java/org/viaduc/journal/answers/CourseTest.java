package org.viaduc.journal.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course.Way;
import org.viaduc.journal.answers.Disclosure.Outcome;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** What the entries of one exchange say together. */
class CourseTest {
    private static final Department RENNES = new Department("D35");
    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
    private final ExchangeId id = new ExchangeId(UUID.fromString("0193aa00-0000-7000-8000-000000000001"));
    private final List<Placed> entries = new ArrayList<>();

    @Test
    void a_file_that_was_sent_and_receipted_is_one_disclosure_with_its_kinds_and_rules() {
        decided("release").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S01.identity S12.decision")
                .with(Detail.MASKED, "S16.protection-order"));
        sent().receipted("delivered", true);

        var course = course();

        assertThat(course.way()).isEqualTo(Way.OUT);
        assertThat(course.ending()).isEqualTo("delivered");
        assertThat(course.disclosures()).singleElement().satisfies(one -> {
            assertThat(one.to()).isEqualTo(new Department("D44"));
            assertThat(one.track()).isEqualTo("rsa");
            assertThat(one.role()).isEqualTo("GEST-RSA");
            assertThat(one.released()).containsExactly("S01.identity", "S12.decision");
            assertThat(one.masked()).containsExactly("S16.protection-order");
            assertThat(one.rules()).containsExactly("R-RSA");
            assertThat(one.outcome()).isEqualTo(Outcome.DELIVERED);
        });
    }

    @Test
    void attempts_at_the_same_are_one_disclosure_and_without_a_receipt_nobody_knows() {
        decided("release").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"));
        sent().sent();

        assertThat(course().disclosures()).extracting(Disclosure::outcome).containsExactly(Outcome.UNKNOWN);
        assertThat(course().ending()).isEqualTo("under-way");
    }

    @Test
    void what_was_withheld_disclosed_nothing() {
        decided("withhold").say(Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "neutral"));

        assertThat(course().ending()).isEqualTo("withheld");
        assertThat(course().why()).isEqualTo("neutral");
        assertThat(course().disclosures()).isEmpty();
    }

    @Test
    void what_arrived_went_to_this_department() {
        say(Step.VERIFIED, entry -> entry.with(Detail.PEER, "D44"));
        decided("release").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"));
        say(Step.DELIVERED, entry -> entry);

        assertThat(course().way()).isEqualTo(Way.IN);
        assertThat(course().disclosures()).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(new Department("D44"));
            assertThat(one.to()).isEqualTo(RENNES);
        });
    }

    @Test
    void a_request_is_no_disclosure_of_a_file() {
        say(Step.ASKED, entry -> entry.with(Detail.MESSAGE, "request").with(Detail.PEER, "D44"));
        say(Step.SENDING, entry -> entry.with(Detail.MESSAGE, "request").with(Detail.TO, "D44"));
        say(Step.AWAITING, entry -> entry.with(Detail.AWAITS, "offer"));

        assertThat(course().way()).isEqualTo(Way.IN);
        assertThat(course().ending()).isEqualTo("awaiting");
        assertThat(course().disclosures()).isEmpty();
    }

    @Test
    void a_copy_that_was_recalled_and_destroyed_is_taken_back() {
        decided("release").say(Step.RELEASED, entry -> entry.with(Detail.RELEASED, "S12.decision"));
        sent().receipted("delivered", true);
        say(Step.RECALLED, entry -> entry.with(Detail.REASON, "wrong-person"));
        say(Step.SENDING, entry -> entry.with(Detail.MESSAGE, "recall").with(Detail.TO, "D44"));
        say(Step.ANSWERED, entry -> entry.with(Detail.ANSWER, "deleted"));

        assertThat(course().recalls()).containsExactly("wrong-person");
        assertThat(course().disclosures()).extracting(Disclosure::outcome).containsExactly(Outcome.TAKEN_BACK);
        assertThat(course().ending()).isEqualTo("delivered");
    }

    @Test
    void a_peer_that_does_not_believe_an_attempt_leaves_it_parked() {
        decided("release");
        sent().say(Step.PARKED, entry -> entry.with(Detail.REASON, "refused-by-peer"));
        say(Step.REFUSED, entry -> entry.with(Detail.REASON, "wrong-key"));

        assertThat(course().ending()).isEqualTo("parked");
    }

    @Test
    void an_emergency_that_nobody_reviewed_within_72_hours_is_said_to_be() {
        broken();

        var emergency = Emergency.of(RENNES, entries).orElseThrow();

        assertThat(emergency.reviewed(MORNING.plus(Duration.ofHours(72)))).isEqualTo(Emergency.Review.DUE);
        assertThat(emergency.reviewed(MORNING.plus(Duration.ofHours(73)))).isEqualTo(Emergency.Review.NEVER);
    }

    @Test
    void a_review_that_came_late_is_late_for_ever() {
        broken();
        at(Duration.ofHours(80), Actor.user("c.le-goff"), Step.RESOLVED, entry -> entry
                .with(Detail.OBLIGATIONS, "clock:review-72-hours").with(Detail.OUTCOME, "unjustified"));

        var emergency = Emergency.of(RENNES, entries).orElseThrow();

        assertThat(emergency.reviewed(MORNING.plus(Duration.ofDays(400)))).isEqualTo(Emergency.Review.LATE);
        assertThat(emergency.review().orElseThrow().finding()).isEqualTo("unjustified");
        assertThat(emergency.review().orElseThrow().by()).isEqualTo(Actor.user("c.le-goff"));
    }

    private void broken() {
        at(Duration.ZERO, Actor.user("d44-pe-01"), Step.BROKEN_GLASS,
                entry -> entry.with(Detail.PEER, "D44").with(Detail.TO_ROLE, "CADRE-CRIP"));
    }

    private CourseTest decided(String outcome) {
        return say(Step.DECIDED, entry -> entry.with(Detail.TRACK, "rsa").with(Detail.PURPOSE, "INSTR_RSA")
                .with(Detail.TO_ROLE, "GEST-RSA").with(Detail.OUTCOME, outcome).with(Detail.RULES, "R-RSA"));
    }

    private CourseTest sent() {
        return say(Step.SENDING, entry -> entry.with(Detail.TO, "D44"));
    }

    private void receipted(String state, boolean isFinal) {
        say(Step.RECEIPTED, entry -> entry.with(Detail.PEER, "D44").with(Detail.STATE, state)
                .with(Detail.FINAL, String.valueOf(isFinal)));
    }

    private CourseTest say(Step step, UnaryOperator<Entry> details) {
        return at(Duration.ofMinutes(entries.size()), Actor.node(RENNES), step, details);
    }

    private CourseTest at(Duration later, Actor actor, Step step, UnaryOperator<Entry> details) {
        entries.add(new Placed(Optional.empty(), details.apply(Entry.of(id, actor, step, MORNING.plus(later)))));
        return this;
    }

    private Course course() {
        return Course.of(RENNES, entries);
    }
}
