package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.audit.PersonsView;
import org.viaduc.exchange.audit.Received;
import org.viaduc.exchange.glass.BreakGlass;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Motive;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person may see of who received what about them, and what the law hides from them. */
class PersonsViewTest {
    private static final Pseudonym NOBODY = new Pseudonym(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    @TempDir
    private Path folder;
    private Story story;

    @Test
    void rights_that_followed_a_move_are_shown_with_department_office_sections_and_law() {
        sent(aRightsFile());

        assertThat(seen()).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(story.origin.department);
            assertThat(one.to()).contains(story.host.department);
            assertThat(one.office()).contains("RSA");
            assertThat(one.on()).isEqualTo(story.today());
            assertThat(one.what()).contains(Section.S01, Section.S12);
            assertThat(one.basis()).singleElement().satisfies(basis -> {
                assertThat(basis.rule()).isEqualTo("R-RSA");
                assertThat(basis.law()).isNotEmpty();
                assertThat(basis.sentence(Language.FR)).isNotBlank();
            });
        });
    }

    @Test
    void the_receiving_node_shows_it_too_and_both_write_that_it_was_read() {
        sent(aRightsFile());
        var there = story.host.counter.latest(1, Side.READER).getFirst().person().orElseThrow();

        var seen = view(story.host).of(there, Role.PERSON, Actor.person(there));

        assertThat(seen.received()).extracting(Received::to).containsExactly(Optional.of(story.host.department));
        assertThat(story.host.entries(Step.READ)).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(Actor.person(there));
            assertThat(entry.details()).containsEntry("part", "recipients");
        });
    }

    @Test
    void an_alert_under_evaluation_leaves_no_trace_and_is_shown_once_it_is_closed() {
        sent(anAlert().happened(FactKind.PARENTS_INFORMED, 3));
        var person = person();

        assertThat(seen()).isEmpty();
        assertThat(view(story.origin).of(person, Role.PERSON, Actor.person(person)))
                .isEqualTo(view(story.origin).of(NOBODY, Role.PERSON, Actor.person(NOBODY)));
        say(FactKind.IP_CLOSED);

        assertThat(seen()).singleElement().satisfies(one -> assertThat(one.what()).contains(Section.S10));
    }

    @Test
    void the_receiving_node_hides_a_pending_alert_by_the_senders_word() {
        sent(anAlert().happened(FactKind.PARENTS_INFORMED, 3));
        var there = story.host.counter.latest(1, Side.READER).getFirst().person().orElseThrow();

        assertThat(view(story.host).of(there, Role.PERSON, Actor.person(there)).received()).isEmpty();
    }

    @Test
    void what_was_waived_to_be_told_is_not_told_here_before_the_parents_are_informed() {
        sent(anAlert().happened(FactKind.INFORMATION_WAIVED, 3, "by", "CADRE-CRIP", "motive", "ZZ motive"));
        say(FactKind.IP_CLOSED);

        assertThat(seen()).isEmpty();
        say(FactKind.PARENTS_INFORMED);
        assertThat(seen()).hasSize(1);
    }

    @Test
    void a_protected_address_hides_which_department_received_it_and_all_of_it_from_a_representative() {
        sent(aRightsFile().holds(Kind.ADDRESS, Mark.PROTECTED));
        var person = person();

        assertThat(seen()).singleElement().satisfies(one -> {
            assertThat(one.to()).isEmpty();
            assertThat(one.office()).isEmpty();
            assertThat(one.basis()).extracting(reason -> reason.rule()).containsExactly("R-RSA");
        });
        assertThat(view(story.origin).of(person, Role.REPRESENTATIVE, Side.READER).received()).isEmpty();
    }

    @Test
    void what_was_matched_by_mistake_is_somebody_elses_and_is_not_shown() {
        var id = sent(aRightsFile());
        story.origin.rights.pursue(id, Matter.WRONG_PERSON, Optional.empty(), Side.READER);

        assertThat(seen()).isEmpty();
    }

    @Test
    void an_emergency_is_shown_once_somebody_was_told_of_it() {
        story = Story.between("D35", "D44", folder).sends(Track.ASE_JUDICIAL, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.EDUC_ASE).holds(Kind.PARENTAL_AUTHORITY, Kind.AE_DECISION)
                .happened(FactKind.JUDICIAL_MEASURE, 300, "type", "placement");
        story.isCollected();
        var id = story.host.glass.declare(new BreakGlass.Emergency(story.origin.department,
                Traits.of(story.record()).orElseThrow(), new Motive("ZZ alone")),
                Actor.user("agent-" + Role.EDUC_ASE.ordinal()));
        var person = story.origin.counter.find(id).orElseThrow().person().orElseThrow();

        assertThat(view(story.origin).of(person, Role.PERSON, Side.READER).received()).isEmpty();
        story.origin.duties.done(id, ObligationCode.INFORM_PARENTS, true, Side.READER);
        assertThat(view(story.origin).of(person, Role.PERSON, Side.READER).received()).hasSize(1);
    }

    @Test
    void what_waits_or_was_withheld_was_received_by_nobody() {
        story = anAlert();
        story.isCollected();

        assertThat(seen()).isEmpty();
    }

    @Test
    void it_is_shown_for_thirty_six_months_and_no_longer() {
        sent(aRightsFile());
        story.clock.pass(Duration.ofDays(36 * 30));
        assertThat(seen()).hasSize(1);

        story.clock.pass(Duration.ofDays(30));
        assertThat(seen()).isEmpty();
    }

    private Story aRightsFile() {
        return Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA).holds(Kind.BENEFIT_DECISION, Kind.INCOME)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }

    private Story anAlert() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_IP, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.PARENTAL_AUTHORITY, Kind.IP_EVALUATION, Kind.IP)
                .happened(FactKind.IP_RECEIVED, 50).happened(FactKind.IP_UNDER_EVALUATION, 49)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }

    private ExchangeId sent(Story told) {
        story = told;
        var id = story.opens();
        story.isSent(id);
        assertThat(story.left()).isNotEmpty();
        return id;
    }

    private Pseudonym person() {
        return story.origin.counter.latest(1, Side.READER).getFirst().person().orElseThrow();
    }

    private List<Received> seen() {
        return view(story.origin).of(person(), Role.PERSON, Actor.person(person())).received();
    }

    private static PersonsView view(Side side) {
        return new PersonsView(side.desk, RuleBook.bundled(), new Answers(side.desk));
    }

    private void say(FactKind kind) {
        story.origin.counter.state(
                new Counter.About.Exchange(story.origin.counter.latest(1, Side.READER).getFirst().id()),
                story.fact(kind, 0), Actor.user("d.lefevre"));
    }
}
