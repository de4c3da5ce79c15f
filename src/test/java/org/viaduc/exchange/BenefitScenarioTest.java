package org.viaduc.exchange;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.journal.Actor;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.exchange.Story.awaits;
import static org.viaduc.exchange.Story.due;
import static org.viaduc.exchange.Story.isKept;
import static org.viaduc.exchange.Story.obligations;
import static org.viaduc.exchange.Story.rules;

/** Scenarios D09 to D12, D19 and D20 of the dossier: adults' benefits, health, a profession, and two Belgian offices. */
class BenefitScenarioTest {
    @TempDir
    private Path folder;

    // D09

    @Test
    void a_care_allowance_file_follows_after_three_months_at_home_with_its_two_clocks() {
        var story = aCareAllowance();
        var id = story.opens();
        assertThat(awaits(story.origin, id)).isEqualTo("residence");
        assertThat(story.origin.carried).isEmpty();

        say(story, id, FactKind.RESIDENCE, 95, "since", story.today().minusDays(95).toString(), "in", "home");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S05.income", "S08.gir", "S08.plan", "S12.decision", "S12.payments")
                .doesNotContain("S07.medical", "S14.synthesis");
        var acquired = story.today().minusDays(95).plusMonths(3);
        assertThat(due(story.origin, id, "clock:transmission-1-month")).isEqualTo(acquired.plusMonths(1).toString());
        assertThat(due(story.host, id, "clock:answer-1-month")).isEqualTo(story.today().plusMonths(1).toString());
    }

    @Test
    void the_manager_of_the_allowance_does_not_see_what_the_medical_team_does() {
        var story = aCareAllowance().receives(Mission.APA, Role.GEST_APA_PCH).happened(FactKind.RESIDENCE, 95, "since",
                java.time.LocalDate.now().minusDays(95).toString(), "in", "home");

        var id = story.opens();
        story.isSent(id);

        assertThat(story.left()).contains("S12.decision").doesNotContain("S08.gir", "S08.plan", "S07.medical");
    }

    @Test
    void a_stay_in_a_care_home_transfers_nothing() {
        var story = aCareAllowance().happened(FactKind.RESIDENCE, 200, "since",
                java.time.LocalDate.now().minusDays(200).toString(), "in", "establishment");

        var id = story.opens();

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(story.host.counter.latest(10, Side.READER)).isEmpty();
    }

    // D10

    @Test
    void the_new_mdph_gets_the_file_at_the_persons_request_and_no_medical_paper() {
        var story = aHandicap(Role.INST_MDPH_ACC);
        var id = story.isAsked(Track.MDPH, Purpose.INSTR_MDPH, Role.INST_MDPH, Role.INST_MDPH_ACC,
                Optional.of(Mission.MDPH));
        assertThat(awaits(story.origin, id)).contains("person-request");

        say(story, id, FactKind.PERSON_REQUEST, 0);
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S08.orientation", "S12.decision").doesNotContain("S07.medical");
        assertThat(obligations(story.host, id)).contains("retention:5-years");
    }

    @Test
    void the_medical_compartment_goes_from_physician_to_physician() {
        var story = aHandicap(Role.MED_EPE).happened(FactKind.PERSON_REQUEST, 1);

        var id = story.isAsked(Track.MDPH, Purpose.INSTR_MDPH, Role.MED_EPE, Role.MED_EPE, Optional.of(Mission.MDPH));
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S07.medical");
    }

    // D11

    @Test
    void rights_debts_and_contract_of_an_income_support_follow_at_once_without_obstacles_of_health() {
        var story = Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA)
                .holds(Kind.INCOME, Kind.BENEFIT_DECISION, Kind.OVERPAYMENT, Kind.CONTRACT, Kind.ACTIONS, Kind.SANCTION,
                        Kind.INSERTION_ORIENTATION, Kind.HEALTH_OBSTACLE, Kind.SYNTHESIS, Kind.IP)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");

        var id = story.opens();
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).containsExactlyInAnyOrder("S01.identity", "S05.income", "S12.decision",
                "S12.overpayment", "S13.contract", "S13.actions", "S13.sanction", "S13.orientation");
        assertThat(story.leftText()).doesNotContain(Pieces.text(Kind.HEALTH_OBSTACLE), Pieces.text(Kind.SYNTHESIS),
                Pieces.text(Kind.IP));
    }

    // D12

    @Test
    void a_pregnancy_file_waits_for_the_womans_consent() {
        var story = aPregnancy();
        var id = story.opens();
        assertThat(awaits(story.origin, id)).isEqualTo("consent");

        say(story, id, FactKind.CONSENT, 0, "by", "person", "for", "S09");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S09.pregnancy").doesNotContain("S07.medical");
    }

    @Test
    void a_pregnancy_file_stays_when_the_woman_refuses() {
        var story = aPregnancy().happened(FactKind.OPPOSITION, 1, "by", "person", "to", "S09");

        var opened = story.isCollected();

        assertThat(opened).isEmpty();
        assertThat(story.origin.carried).isEmpty();
        assertThat(story.host.counter.latest(10, Side.READER)).isEmpty();
    }

    // D19

    @Test
    void a_belgian_file_travels_with_what_the_six_conditions_were_recorded_for_item_by_item() {
        var story = Story.between("BE-NAMUR", "BE-LIEGE", folder).aged(41).sends(Track.BE_CPAS, Role.BE_AS)
                .receives(Mission.AS, Role.BE_AS)
                .holds(Kind.BENEFIT_DECISION, Kind.PAYMENTS, Kind.INCOME, Kind.DEBTS, Kind.SYNTHESIS)
                .happened(FactKind.SIX_CONDITIONS, 2, "item", "S05")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "BE-LIEGE", "address", "known");

        var id = story.opens();
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S12.decision", "S05.income", "S05.debts").doesNotContain("S14.synthesis");
        assertThat(Story.decided(story.origin, id).path("wouldChange").toString()).contains("six-conditions");
    }

    @Test
    void the_old_office_forwards_within_five_days_and_closes_its_integration_and_the_new_one_asks_the_bank_itself() {
        var story = Story.between("BE-NAMUR", "BE-LIEGE", folder).aged(41).sends(Track.BE_CPAS, Role.BE_AS)
                .receives(Mission.AS, Role.BE_AS).holds(Kind.BENEFIT_DECISION)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "BE-LIEGE", "address", "known");
        var id = story.opens();
        var forwarding = duties(story.origin, id);
        assertThat(forwarding.keySet()).contains("clock:forward-5-days").doesNotContain("bcss:close-integration");
        assertThat(forwarding.get("clock:forward-5-days")).isEqualTo(story.today().plusDays(5));

        story.isSent(id);

        assertThat(duties(story.origin, id).keySet()).contains("bcss:close-integration")
                .doesNotContain("clock:forward-5-days");
        assertThat(duties(story.host, id).keySet()).contains("bcss:integrate-and-consult");
    }

    private static Map<String, LocalDate> duties(Side side, ExchangeId id) {
        var days = new HashMap<String, LocalDate>();
        new Clocks(side.desk, side.collecting, side.receiving).running().stream().filter(each -> each.id().equals(id))
                .forEach(each -> days.put(each.code(), each.deadline().map(Deadline::due).orElse(null)));
        return days;
    }

    @Test
    void a_belgian_office_and_a_french_department_have_no_road_between_them() {
        var story = Story.between("BE-NAMUR", "D44", folder).aged(41).sends(Track.BE_CPAS, Role.BE_AS)
                .receives(Mission.AS, Role.BE_AS).holds(Kind.BENEFIT_DECISION)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");

        assertThat(story.isCollected()).isEmpty();

        assertThat(story.origin.carried).isEmpty();
    }

    // D20

    @Test
    void a_childminders_approval_is_pulled_and_the_childrens_names_stay() {
        var story = Story.between("D35", "D44", folder).aged(45).sends(Track.AGREMENT, Role.PCD_DEL)
                .receives(Mission.AGREMENT, Role.PCD_DEL)
                .holds(Kind.AGREEMENT, Kind.CRIMINAL_RECORD_RESULT, Kind.CHILDREN_NAMES, Kind.HOUSEHOLD)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
        var id = story.opens();
        assertThat(awaits(story.origin, id)).isEqualTo("host-asked");

        say(story, id, FactKind.HOST_ASKED, 0);
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S19.agreement", "S19.criminal-record-result")
                .doesNotContain("S19.children-names", "S03.household");
        assertThat(story.leftText()).doesNotContain(Pieces.text(Kind.CRIMINAL_RECORD_RESULT),
                Pieces.text(Kind.CHILDREN_NAMES));
        assertThat(rules(story.host, id)).contains("R-AGR");
    }

    private Story aCareAllowance() {
        return Story.between("D35", "D44", folder).aged(82).sends(Track.AIDE_SOCIALE, Role.GEST_APA_PCH)
                .receives(Mission.APA, Role.EMS_APA)
                .holds(Kind.INCOME, Kind.GIR, Kind.PLAN, Kind.BENEFIT_DECISION, Kind.PAYMENTS, Kind.MEDICAL,
                        Kind.SYNTHESIS)
                .happened(FactKind.FAMILY_MOVED, 210, "to", "D44", "address", "known");
    }

    private Story aHandicap(Role recipient) {
        return Story.between("D35", "D44", folder).aged(30).receives(Mission.MDPH, recipient)
                .holds(Kind.ORIENTATION, Kind.BENEFIT_DECISION, Kind.INCOME, Kind.MEDICAL)
                .happened(FactKind.FAMILY_MOVED, 40, "to", "D44", "address", "known");
    }

    private Story aPregnancy() {
        return Story.between("D35", "D44", folder).aged(27).sends(Track.PMI, Role.SF_PMI)
                .receives(Mission.PMI, Role.MED_RESP_PMI).holds(Kind.PREGNANCY, Kind.MEDICAL)
                .holds(Kind.HOUSEHOLD, Mark.THIRD_PARTY)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");
    }

    /** A user at the origin states what has happened. */
    private static void say(Story story, ExchangeId id, FactKind kind, int daysAgo, String... fields) {
        story.origin.counter.state(new Counter.About.Exchange(id), story.fact(kind, daysAgo, fields),
                Actor.user("d.lefevre"));
    }
}
