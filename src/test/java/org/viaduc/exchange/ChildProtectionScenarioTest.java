package org.viaduc.exchange;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Track;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.exchange.Story.awaits;
import static org.viaduc.exchange.Story.decided;
import static org.viaduc.exchange.Story.due;
import static org.viaduc.exchange.Story.isKept;
import static org.viaduc.exchange.Story.journal;
import static org.viaduc.exchange.Story.obligations;
import static org.viaduc.exchange.Story.rules;
import static org.viaduc.exchange.Story.steps;

/** Scenarios D01 to D06 of the dossier, and what stands of D07: children whose family moves. */
class ChildProtectionScenarioTest {
    @TempDir
    private Path folder;

    // D01

    @Test
    void an_alert_under_evaluation_follows_the_family_and_its_clock_goes_on() {
        var story = anAlert().happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 3);

        var id = delivered(story);

        assertThat(story.left()).containsExactlyInAnyOrder("S01.identity", "S02.address", "S03.household",
                "S03.parental-authority", "S10.ip", "S10.ip-evaluation", "S07.medical");
        assertThat(story.leftText()).contains(Pieces.text(Kind.IP_EVALUATION), "parents-informed")
                .doesNotContain(Pieces.INFORMANT, Pieces.text(Kind.IP), Pieces.text(Kind.MEDICAL),
                        Pieces.text(Kind.HOUSEHOLD), Pieces.text(Kind.NOTE));
        var threeMonthsAfterTheOriginReceivedIt = story.today().minusDays(50).plusMonths(3).toString();
        assertThat(due(story.origin, id, "clock:ip-evaluation")).isEqualTo(threeMonthsAfterTheOriginReceivedIt);
        assertThat(due(story.host, id, "clock:ip-evaluation")).isEqualTo(threeMonthsAfterTheOriginReceivedIt);
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(isKept(story.host, id)).isFalse();
    }

    @Test
    void an_alert_whose_information_was_waived_keeps_its_label_and_the_motive_stays() {
        var story = anAlert().happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.INFORMATION_WAIVED, 3, "by", "CADRE-CRIP", "motive", "ZZ motive");

        var id = delivered(story);

        assertThat(obligations(story.origin, id)).contains("persist-label");
        assertThat(obligations(story.host, id)).contains("persist-label");
        assertThat(story.leftText()).contains("information-waived").doesNotContain("ZZ motive");
        assertThat(journal(story.origin, id) + journal(story.host, id)).doesNotContain("ZZ");
    }

    // D02

    @Test
    void a_family_whose_address_nobody_knows_is_looked_for_and_then_followed() {
        var story = anAlert().sends(Track.ASE_ADDRESS_UNKNOWN, Role.CADRE_CRIP)
                .happened(FactKind.PARENTS_INFORMED, 3)
                .happened(FactKind.FAMILY_MOVED, 6, "address", "unknown");
        story.origin.senders.remove(Track.ASE_IP);
        var id = story.opens();
        assertThat(awaits(story.origin, id)).isEqualTo("address-answered");

        say(story, id, FactKind.ADDRESS_REQUESTED, "from", "CAF");
        assertThat(due(story.origin, id, "clock:address-answer")).isEqualTo(story.today().plusDays(10).toString());
        say(story, id, FactKind.INTERRUPTION_ENDANGERS);
        assertThat(obligations(story.origin, id)).contains("signalement");
        say(story, id, FactKind.ADDRESS_ANSWERED, "from", "CAF");
        assertThat(awaits(story.origin, id)).isEqualTo("family-moved");
        assertThat(story.origin.carried).isEmpty();
        say(story, id, FactKind.FAMILY_MOVED, "to", "D44", "address", "known");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(rules(story.origin, id)).contains("R-ADR-UNK", "R-ASE-IP");
    }

    // D03

    @Test
    void an_administrative_file_leaves_once_the_parents_have_signed() {
        var story = aHomeSupport();
        var id = story.opens();
        assertThat(awaits(story.origin, id)).contains("written-agreement");

        say(story, id, FactKind.WRITTEN_AGREEMENT, "by", "parents");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S10.ase-decision", "S10.evaluation-report", "S10.ppe", "S10.annual-report")
                .doesNotContain("S10.other-document", "S14.confidence", "S17.note");
        assertThat(steps(story.origin, id)).contains(Step.CONFIRMED, Step.RELEASED, Step.RECEIPTED);
    }

    // D04

    @Test
    void a_refusal_without_danger_leaves_everything_where_it_is() {
        var story = aHomeSupport().happened(FactKind.AGREEMENT_REFUSED, 4, "by", "parents");
        var id = story.opens();

        say(story, id, FactKind.EVALUATED_AFTER_REFUSAL, "result", "no-danger", "by", "CADRE-CRIP");
        story.isSent(id);

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(story.origin.carried).isEmpty();
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(story.host.counter.find(id)).isEmpty();
    }

    // D05

    @Test
    void a_refusal_with_a_risk_lets_the_file_leave_as_an_alert() {
        var story = aHomeSupport().happened(FactKind.AGREEMENT_REFUSED, 4, "by", "parents");
        var id = story.opens();

        say(story, id, FactKind.EVALUATED_AFTER_REFUSAL, "result", "risk", "by", "CADRE-CRIP");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(rules(story.host, id)).contains("R-ASE-ADM", "R-ASE-IP");
    }

    @Test
    void a_refusal_with_danger_waits_for_the_judicial_authority_and_an_evaluation_by_nobody_is_none() {
        var story = aHomeSupport().happened(FactKind.AGREEMENT_REFUSED, 4, "by", "parents");
        var id = story.opens();
        say(story, id, FactKind.EVALUATED_AFTER_REFUSAL, "result", "danger");
        assertThat(awaits(story.origin, id)).contains("evaluated-after-refusal");

        say(story, id, FactKind.EVALUATED_AFTER_REFUSAL, "result", "danger", "by", "CADRE-CRIP");
        assertThat(awaits(story.origin, id)).isEqualTo("judicial-authority-seized");
        assertThat(obligations(story.origin, id)).contains("signalement");
        say(story, id, FactKind.JUDICIAL_AUTHORITY_SEIZED);
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
    }

    // D06

    @Test
    void a_placement_that_the_judge_released_travels_without_papers_of_the_court() {
        var story = aPlacement();
        var id = story.opens();
        assertThat(awaits(story.origin, id)).isEqualTo("judge-released");

        say(story, id, FactKind.JUDGE_RELEASED);
        story.isSent(id);

        assertThat(story.left()).contains("S11.ae-decision", "S10.ppe", "S10.annual-report",
                "S10.circumstantial-report").doesNotContain("S11.court-file-piece", "S11.penal-mention");
        assertThat(obligations(story.host, id)).contains("retention:10-years");
    }

    @Test
    void a_measure_that_stays_with_the_origin_leaves_only_the_decision_in_force_and_what_the_charge_needs() {
        var story = aPlacement().happened(FactKind.JUDGE_RELEASED, 3)
                .happened(FactKind.JUDGE_KEEPS_MEASURE_WITH_ORIGIN, 2);

        delivered(story);

        assertThat(story.left()).containsExactlyInAnyOrder("S01.identity", "S11.ae-decision", "S11.financial-piece");
    }

    // D07, as far as it happens before anything has left

    @Test
    void an_agreement_taken_back_before_the_file_leaves_shreds_what_was_queued() {
        var story = aHomeSupport().happened(FactKind.WRITTEN_AGREEMENT, 3, "by", "parents");
        var id = story.opens();
        assertThat(story.origin.state(id)).isEqualTo(State.QUEUED);

        say(story, id, FactKind.AGREEMENT_WITHDRAWN, "by", "parents");
        story.isSent(id);

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(obligations(story.origin, id)).contains("stop-and-shred", "tell-past-recipients");
        assertThat(decided(story.origin, id).path("answer").asText()).isEqualTo("told");
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(story.origin.carried).isEmpty();
        assertThat(steps(story.origin, id)).endsWith(Step.WITHHELD, Step.SHREDDED);
    }

    @Test
    void taking_an_agreement_back_has_no_effect_on_an_alert() {
        var story = anAlert().happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 3);
        var id = story.opens();

        say(story, id, FactKind.AGREEMENT_WITHDRAWN, "by", "parents");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
    }

    private Story anAlert() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_IP, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.ADDRESS, Kind.PARENTAL_AUTHORITY, Kind.IP_EVALUATION, Kind.MEDICAL, Kind.NOTE)
                .holds(Kind.IP, Mark.INFORMANT_IDENTITY).holds(Kind.HOUSEHOLD, Mark.THIRD_PARTY)
                .happened(FactKind.IP_RECEIVED, 50).happened(FactKind.IP_UNDER_EVALUATION, 49);
    }

    private Story aHomeSupport() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_ADMINISTRATIVE, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.ASE_DECISION, Kind.EVALUATION_REPORT, Kind.ANNUAL_REPORT, Kind.PPE, Kind.OTHER_DOCUMENT,
                        Kind.CONFIDENCE, Kind.NOTE)
                .happened(FactKind.ASE_ADMINISTRATIVE_BENEFIT, 200, "only-financial", "false")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5);
    }

    private Story aPlacement() {
        return Story.between("D35", "D44", folder).sends(Track.ASE_JUDICIAL, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP)
                .holds(Kind.AE_DECISION, Kind.FINANCIAL_PIECE, Kind.COURT_FILE_PIECE, Kind.PENAL_MENTION, Kind.PPE,
                        Kind.ANNUAL_REPORT, Kind.CIRCUMSTANTIAL_REPORT)
                .happened(FactKind.JUDICIAL_MEASURE, 300, "type", "placement")
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 5);
    }

    private static ExchangeId delivered(Story story) {
        var id = story.opens();
        story.isSent(id);
        assertThat(story.origin.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        return id;
    }

    /** A user at the origin states what has happened today. */
    private static void say(Story story, ExchangeId id, FactKind kind, String... fields) {
        story.origin.counter.state(new Counter.About.Exchange(id), story.fact(kind, 0, fields),
                Actor.user("d.lefevre"));
    }
}
