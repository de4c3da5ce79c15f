package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
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
    void who_holds_parental_authority_reads_what_went_about_their_child_and_that_is_an_entry() {
        sent(aHomeSupport());

        assertThat(seenByParents(AGED_NINE)).singleElement().satisfies(one -> {
            assertThat(one.to()).contains(story.host.department);
            assertThat(one.what()).contains(Section.S10);
        });
        assertThat(story.origin.entries(Step.READ)).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(Side.READER);
            assertThat(entry.details()).containsEntry("to-role", "PARENTS").containsEntry("part", "recipients");
            assertThat(entry.details().toString()).doesNotContain(story.today().minusYears(AGED_NINE).toString());
        });
    }

    @Test
    void parents_of_somebody_of_age_see_nothing_from_the_birthday_on() {
        sent(aHomeSupport());

        assertThat(childView(story.today().minusYears(18).plusDays(1))).hasSize(1);
        assertThat(childView(story.today().minusYears(18))).isEmpty();
    }

    @Test
    void a_parent_sees_nothing_while_an_address_is_protected_while_an_alert_is_pending_or_information_was_put_off() {
        sent(aHomeSupport().holds(Kind.ADDRESS, Mark.PROTECTED));
        assertThat(seenByParents(AGED_NINE)).isEmpty();

        sent(anAlert().happened(FactKind.PARENTS_INFORMED, 3));
        assertThat(seenByParents(AGED_NINE)).isEmpty();
        say(FactKind.IP_CLOSED);
        assertThat(seenByParents(AGED_NINE)).hasSize(1);

        sent(anAlert().happened(FactKind.INFORMATION_WAIVED, 3, "by", "CADRE-CRIP", "motive", "ZZ motive"));
        say(FactKind.IP_CLOSED);
        assertThat(seenByParents(AGED_NINE)).isEmpty();
    }

    @Test
    void a_parent_is_never_shown_who_gave_the_alert_nor_sections_that_may_touch_health() {
        sent(anAlert().holds(Kind.IP, Kind.IP_EVALUATION, Kind.MEDICAL).happened(FactKind.PARENTS_INFORMED, 3));
        say(FactKind.IP_CLOSED);

        assertThat(seen()).singleElement().satisfies(one -> assertThat(one.what()).contains(Section.S07));
        assertThat(seenByParents(AGED_NINE)).singleElement().satisfies(one -> {
            assertThat(one.what()).contains(Section.S10).doesNotContain(Section.S07, Section.S09);
            assertThat(one.toString()).doesNotContain(Pieces.SECRET);
        });
    }

    private static final int AGED_NINE = 9;

    private List<Received> seenByParents(int years) {
        return childView(story.today().minusYears(years));
    }

    private List<Received> childView(LocalDate born) {
        return view(story.origin).ofChild(person(), born, Side.READER).received();
    }

    private Story aHomeSupport() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP).holds(Kind.ASE_DECISION, Kind.EVALUATION_REPORT)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5)
                .happened(FactKind.WRITTEN_AGREEMENT, 4, "by", "parents");
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
