package org.viaduc.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.question.Wording;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.viaduc.exchange.Story.decided;
import static org.viaduc.exchange.Story.journal;

/** What a user may ask besides the track: for what, for which mission, and for whom at the other department. */
class WordingTest {
    private static final String[] MOVED = {"to", "D44", "address", "known"};
    @TempDir
    private Path folder;

    @Test
    void an_alert_is_shared_between_professionals_once_the_parents_know() {
        var story = aChild().receives(Mission.PE, Role.PUER).holds(Kind.IP_EVALUATION, Kind.SYNTHESIS, Kind.MEDICAL)
                .happened(FactKind.PARENTS_INFORMED, 3);

        var id = story.isStarted(Track.SECRET_PARTAGE, Role.EDUC_ASE, shared(Mission.PE, Role.PUER));
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S10.ip-evaluation", "S14.synthesis").doesNotContain("S07.medical");
        assertThat(journal(story.origin, id)).contains("to-role=PUER", "mission=PE", "purpose=EVAL_IP");
    }

    @Test
    void nothing_is_shared_behind_the_parents_back() {
        var story = aChild().receives(Mission.PE, Role.PUER).holds(Kind.IP_EVALUATION, Kind.SYNTHESIS);

        var id = story.isStarted(Track.SECRET_PARTAGE, Role.EDUC_ASE, shared(Mission.PE, Role.PUER));
        story.isSent(id);

        assertThat(story.origin.state(id)).isEqualTo(State.AWAITING);
        assertThat(Story.awaits(story.origin, id)).contains("parents-informed");
        assertThat(story.origin.carried).isEmpty();
    }

    @Test
    void a_social_synthesis_goes_to_the_colleague_who_takes_over_once_the_person_knows() {
        var uninformed = anAdult("uninformed").receives(Mission.AS, Role.CESF).holds(Kind.SYNTHESIS, Kind.INCOME);
        var informed = anAdult("informed").receives(Mission.AS, Role.CESF).holds(Kind.SYNTHESIS, Kind.INCOME)
                .happened(FactKind.PERSON_INFORMED, 1);

        for (var story : List.of(uninformed, informed)) {
            story.isSent(story.isStarted(Track.SECRET_PARTAGE, Role.ASS, shared(Mission.AS, Role.CESF)));
        }

        assertThat(uninformed.left()).contains("S05.income").doesNotContain("S14.synthesis");
        assertThat(informed.left()).contains("S05.income", "S14.synthesis");
    }

    @Test
    void care_is_shared_section_by_section_as_the_person_consented() {
        var story = anAdult("care").receives(Mission.SOIN, Role.MED_PMI).holds(Kind.MEDICAL, Kind.GIR, Kind.PREGNANCY)
                .happened(FactKind.CONSENT, 2, "by", "person", "for", "S09");

        var id = story.isStarted(Track.SECRET_PARTAGE, Role.MED_PMI, shared(Mission.SOIN, Role.MED_PMI));
        story.isSent(id);

        assertThat(story.left()).contains("S09.pregnancy").doesNotContain("S07.medical", "S08.gir");
    }

    @Test
    void the_medical_compartment_goes_from_one_mdph_doctor_to_the_other_and_to_nobody_else_there() {
        var doctors = anAdult("doctors").receives(Mission.MDPH, Role.MED_EPE).holds(Kind.MEDICAL, Kind.EVALUATION)
                .happened(FactKind.PERSON_REQUEST, 4).happened(FactKind.FAMILY_MOVED, 6, MOVED);
        var clerks = anAdult("clerks").receives(Mission.MDPH, Role.INST_MDPH_ACC).holds(Kind.MEDICAL, Kind.EVALUATION)
                .happened(FactKind.PERSON_REQUEST, 4).happened(FactKind.FAMILY_MOVED, 6, MOVED);

        doctors.isSent(doctors.isStarted(Track.MDPH, Role.MED_EPE, to(Role.MED_EPE)));
        clerks.isSent(clerks.isStarted(Track.MDPH, Role.INST_MDPH, Wording.USUAL));

        assertThat(doctors.left()).contains("S07.medical", "S08.evaluation");
        assertThat(clerks.left()).contains("S08.evaluation").doesNotContain("S07.medical");
    }

    @Test
    void a_role_that_the_host_names_nobody_for_receives_nothing() {
        var story = anAdult("unnamed").receives(Mission.MDPH, Role.INST_MDPH_ACC).holds(Kind.MEDICAL)
                .happened(FactKind.PERSON_REQUEST, 4).happened(FactKind.FAMILY_MOVED, 6, MOVED);

        var id = story.isStarted(Track.MDPH, Role.MED_EPE, to(Role.MED_EPE));

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(decided(story.origin, id).path("answer").asText()).isEqualTo("neutral");
        assertThat(decided(story.origin, id).path("because").path("step").asText()).isEqualTo("recipient");
    }

    @Test
    void an_income_support_file_goes_to_the_advisor_who_was_asked_for() {
        var story = anAdult("advisor").receives(Mission.RSA, Role.REF_RSA).holds(Kind.BENEFIT_DECISION, Kind.RQTH)
                .happened(FactKind.FAMILY_MOVED, 6, MOVED);

        var id = story.isStarted(Track.RSA, Role.GEST_RSA, to(Role.REF_RSA));
        story.isSent(id);

        assertThat(story.left()).contains("S12.decision", "S08.rqth");
        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_mayor_hears_the_synthesis_and_no_figure() {
        var story = anAdult("mayor").receives(Mission.AS, Role.MAIRE).holds(Kind.SYNTHESIS, Kind.INCOME, Kind.HOUSING)
                .happened(FactKind.PERSON_INFORMED, 1);

        var id = story.isStarted(Track.SECRET_PARTAGE, Role.ASS, shared(Mission.AS, Role.MAIRE));
        story.isSent(id);

        assertThat(story.left()).containsExactlyInAnyOrder("S01.identity", "S14.synthesis");
    }

    @Test
    void a_track_without_a_usual_wording_wants_all_three_and_says_which_words_it_knows() {
        var story = aChild().begins();

        var faults = catchThrowableOfType(Wording.Unworded.class, () -> start(story, Track.SECRET_PARTAGE,
                new Wording(Optional.empty(), Optional.of(Mission.AS), Optional.empty()))).faults();

        assertThat(faults).hasSize(2);
        assertThat(faults.getFirst()).isEqualTo("`purpose` is missing; on secret-partage it is one of: ACCOMPAGNEMENT, "
                + "CONTINUITE_ASE, EVAL_IP");
        assertThat(faults.getLast()).startsWith("`recipient` is missing").contains("ASS, ", "MAIRE, ", "GEST-APA/PCH")
                .doesNotContain("BAILLEUR", "PERSON");
        assertThat(story.origin.entries(Step.ASKED)).isEmpty();
    }

    @Test
    void neither_an_emergency_nor_the_persons_own_access_is_started_so() {
        var story = aChild().begins();

        for (var track : List.of(Track.BREAK_GLASS, Track.PERSON_ACCESS)) {
            var faults = catchThrowableOfType(Wording.Unworded.class,
                    () -> start(story, track, shared(Mission.PE, Role.CADRE_CRIP))).faults();

            assertThat(faults).singleElement().asString().contains("`");
        }
        assertThat(story.origin.entries(Step.ASKED)).isEmpty();
    }

    private static ExchangeId start(Story story, Track track, Wording wording) {
        return story.origin.counter.start("depot", "351", track, story.host.department, Role.ASS, wording,
                Side.READER);
    }

    private static Wording shared(Mission mission, Role recipient) {
        return new Wording(Optional.of(mission == Mission.PE ? Purpose.EVAL_IP : Purpose.ACCOMPAGNEMENT),
                Optional.of(mission), Optional.of(recipient));
    }

    private static Wording to(Role recipient) {
        return new Wording(Optional.empty(), Optional.empty(), Optional.of(recipient));
    }

    private Story aChild() {
        return Story.between("D35", "D44", folder.resolve("child")).aged(9);
    }

    private Story anAdult(String place) {
        return Story.between("D35", "D44", folder.resolve(place)).aged(34);
    }
}
