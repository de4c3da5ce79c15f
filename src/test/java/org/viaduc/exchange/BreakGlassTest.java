package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.glass.GlassBook;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.registers.BreachRegister;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Motive;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.trust.VerifiedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.exchange.Story.journal;
import static org.viaduc.exchange.Story.steps;

/** Scenario D16: at night a child is found alone in D44; what D35 lets be seen, for how long, and what has to follow. */
class BreakGlassTest {
    private static final String MOTIVE = "ZZ found alone at night";
    private static final Actor DPO = Actor.user("a.d-aubigne");
    private static final Actor COLLEAGUE = Actor.user("b.morvan");
    @TempDir
    private Path folder;
    private Story story;
    /** The agent on duty: logs in under the office's id. */
    private Actor duty;

    @BeforeEach
    void aChildWithAMeasure() {
        story = Story.between("D35", "D44", folder).sends(Track.ASE_JUDICIAL, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.EDUC_ASE)
                .holds(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION, Kind.PPE, Kind.CONTACT, Kind.DANGER_ASSESSMENT,
                        Kind.NOTE, Kind.ORIGINS, Kind.IP, Kind.MEDICAL)
                .holds(Kind.ADDRESS, Mark.PROTECTED)
                .happened(FactKind.JUDICIAL_MEASURE, 300, "type", "placement")
                .happened(FactKind.INTERRUPTION_ENDANGERS, 20);
        story.isCollected();
        duty = Actor.user("agent-" + Role.EDUC_ASE.ordinal());
    }

    @Test
    void the_view_holds_the_minimum_that_protects_the_child_and_nothing_hidden() {
        var id = declared();

        var view = story.host.glass.view(id, duty);

        assertThat(view.pieces()).extracting(piece -> piece.kind()).containsExactlyInAnyOrder(Kind.IDENTITY,
                Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION);
        assertThat(view.dangers()).extracting(fact -> fact.kind()).containsExactly(FactKind.INTERRUPTION_ENDANGERS);
        assertThat(view.pieces().stream().map(piece -> piece.resource().copy().toString()).toList().toString())
                .doesNotContain(Pieces.text(Kind.ADDRESS), Pieces.text(Kind.CONTACT),
                        Pieces.text(Kind.DANGER_ASSESSMENT), Pieces.text(Kind.NOTE), Pieces.text(Kind.ORIGINS),
                        Pieces.text(Kind.IP), Pieces.text(Kind.PPE), Pieces.text(Kind.MEDICAL));
    }

    @Test
    void both_journals_say_who_broke_the_glass_and_neither_why() {
        var id = declared();
        story.host.glass.view(id, duty);
        story.host.receiving.carryReceipt(id);

        assertThat(steps(story.host, id)).containsExactly(Step.BROKEN_GLASS, Step.SENDING, Step.VERIFIED, Step.DECIDED,
                Step.DELIVERED, Step.READ, Step.RECEIPTED);
        assertThat(steps(story.origin, id)).startsWith(Step.BROKEN_GLASS, Step.DECIDED, Step.RELEASED, Step.SENDING)
                .contains(Step.RECEIPTED);
        assertThat(story.host.counter.steps(id).getFirst().actor()).isEqualTo(duty);
        assertThat(story.origin.counter.steps(id).getFirst().actor()).isEqualTo(Actor.peer(story.host.department));
        assertThat(journal(story.host, id) + journal(story.origin, id)).doesNotContain("ZZ");
        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void the_motive_stays_with_those_who_declared_it() {
        var id = declared();

        assertThat(story.host.glass.motive(id, COLLEAGUE)).isEqualTo(MOTIVE);
        assertThatThrownBy(() -> story.origin.glass.motive(id, COLLEAGUE)).isInstanceOf(NoSuchElementException.class);
        var request = ((VerifiedRequest) story.origin.arrived.getLast()).request();
        assertThat(request.facts()).map(fact -> fact.copy().toString()).singleElement().asString()
                .contains("emergency", "recorded").doesNotContain(MOTIVE);
    }

    @Test
    void the_view_is_shredded_after_a_day_and_nobody_else_ever_sees_it() {
        var id = declared();
        assertThatThrownBy(() -> story.host.glass.view(id, COLLEAGUE)).isInstanceOf(NoSuchElementException.class);
        story.clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(story.host.glass.view(id, duty).pieces()).isNotEmpty();

        story.clock.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> story.host.glass.view(id, duty)).isInstanceOf(NoSuchElementException.class);
        story.host.duties.round();
        assertThat(Story.isKept(story.host, id)).isFalse();
        assertThat(steps(story.host, id)).contains(Step.SHREDDED);
        assertThat(story.host.duties.round()).isZero();
    }

    @Test
    void a_second_person_is_told_at_once_at_both_ends_and_a_review_is_due_within_72_hours() {
        var id = declared();

        for (var side : List.of(story.host, story.origin)) {
            var waits = side.tray.waiting(Side.READER).stream().filter(each -> each.id().equals(id)).toList();
            assertThat(waits).extracting(TrayDesk.Waiting::on).containsExactly("notify-second-person",
                    "clock:review-72-hours", "inform-parents");
            assertThat(waits.get(1).due()).contains(story.today().plusDays(3));
        }
    }

    @Test
    void whoever_declared_it_is_neither_the_second_person_nor_the_reviewer() {
        var id = declared();

        assertThatThrownBy(() -> story.host.duties.done(id, ObligationCode.NOTIFY_SECOND_PERSON, true, duty))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> story.host.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, true, duty))
                .isInstanceOf(NoSuchElementException.class);
        story.host.duties.done(id, ObligationCode.NOTIFY_SECOND_PERSON, true, COLLEAGUE);

        assertThat(waiting(id)).containsExactly("clock:review-72-hours", "inform-parents");
    }

    @Test
    void a_review_that_finds_abuse_or_never_happens_stands_in_the_journal() {
        var id = declared();
        story.host.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, false, COLLEAGUE);
        story.clock.pass(Duration.ofHours(73));
        story.host.duties.round();
        story.origin.duties.round();

        assertThat(journal(story.host, id)).contains("outcome=unjustified", "user:b.morvan");
        assertThat(journal(story.origin, id)).contains("reason=overdue", "obligations=clock:review-72-hours");
        assertThat(story.host.duties.latest(5).getFirst().duties())
                .anyMatch(each -> each.code() == ObligationCode.NOTIFY_SECOND_PERSON && each.isOverdue());
    }

    @Test
    void what_was_seen_without_need_is_a_breach_at_the_end_whose_review_finds_so() {
        var id = declared();
        story.host.glass.view(id, duty);
        story.clock.pass(Duration.ofHours(5));
        story.host.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, false, COLLEAGUE);
        story.origin.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, true, COLLEAGUE);

        var breach = new BreachRegister(story.host.desk).all(DPO).getFirst();

        assertThat(breach.exchange()).isEqualTo(id);
        assertThat(breach.known()).isEqualTo(story.clock.instant());
        assertThat(breach.due()).isEqualTo(breach.known().plus(Duration.ofHours(72)));
        assertThat(breach.finding()).isEqualTo(BreachRegister.Finding.RUNNING);
        assertThat(breach.sections()).contains(Section.S01, Section.S11).doesNotContain(Section.S17, Section.S18);
        assertThat(breach.access()).get().satisfies(access -> {
            assertThat(access.isOurs()).isTrue();
            assertThat(access.readings()).isEqualTo(1);
        });
        assertThat(story.host.rights.toDo()).filteredOn(each -> each.what().equals("breach")).singleElement()
                .satisfies(each -> assertThat(each.on()).isEqualTo("unjustified-access"));
        assertThat(new BreachRegister(story.origin.desk).all(DPO)).isEmpty();
        story.host.rights.closeBreach(id, false, DPO);
        assertThat(new BreachRegister(story.host.desk).all(DPO).getFirst().finding())
                .isEqualTo(BreachRegister.Finding.NO_RISK);
    }

    @Test
    void an_emergency_in_which_nothing_was_seen_is_no_breach_whatever_its_review_finds() {
        story.host.beforeCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        var id = declared();
        story.host.duties.done(id, ObligationCode.CLOCK_REVIEW_72_HOURS, false, COLLEAGUE);

        assertThat(new BreachRegister(story.host.desk).all(DPO)).isEmpty();
    }

    @Test
    void a_user_who_is_not_habilitated_for_child_protection_breaks_no_glass() {
        assertThatThrownBy(() -> story.host.glass.declare(anEmergency(), COLLEAGUE))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> story.host.glass.declare(anEmergency(),
                Actor.user("agent-" + Role.GEST_RSA.ordinal()))).isInstanceOf(NoSuchElementException.class);

        assertThat(story.host.carried).isEmpty();
    }

    @Test
    void a_neighbour_that_cannot_be_reached_leaves_the_declaration_and_its_review() {
        story.host.beforeCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };

        var id = declared();

        assertThat(story.host.glass.found(id, duty).glass().outcome()).isEqualTo(GlassBook.Seen.UNREACHABLE);
        assertThat(story.host.state(id)).isEqualTo(State.FAILED);
        assertThat(waiting(id)).containsExactly("notify-second-person", "clock:review-72-hours");
    }

    @Test
    void an_answer_that_was_lost_ends_both_journeys_when_the_day_is_over() {
        story.host.afterCarrying = () -> {
            throw new LineBroken("the line was cut by the test", null);
        };
        var id = declared();
        assertThat(story.origin.state(id)).isEqualTo(State.SENT);

        story.clock.pass(Duration.ofHours(24));
        story.origin.duties.round();

        assertThat(story.origin.state(id)).isEqualTo(State.FAILED);
        assertThat(story.origin.reason(id)).isEqualTo("outcome-unknown");
    }

    @Test
    void a_file_without_a_measure_shows_nothing() {
        var grown = Story.between("D35", "D44", folder.resolve("other")).receives(Mission.PE, Role.EDUC_ASE)
                .holds(Kind.PARENTAL_AUTHORITY, Kind.PPE);
        grown.isCollected();

        var id = grown.host.glass.declare(new BreakGlass.Emergency(grown.origin.department,
                Traits.of(grown.record()).orElseThrow(), new Motive(MOTIVE)), duty);

        assertThat(grown.host.glass.found(id, duty).glass().outcome()).isEqualTo(GlassBook.Seen.NOTHING);
        assertThat(grown.origin.state(id)).isEqualTo(State.WITHHELD);
    }

    private ExchangeId declared() {
        return story.host.glass.declare(anEmergency(), duty);
    }

    private BreakGlass.Emergency anEmergency() {
        return new BreakGlass.Emergency(story.origin.department, Traits.of(story.record()).orElseThrow(),
                new Motive(MOTIVE));
    }

    private List<String> waiting(ExchangeId id) {
        return story.host.tray.waiting(Side.READER).stream().filter(each -> each.id().equals(id))
                .map(TrayDesk.Waiting::on)
                .toList();
    }
}
