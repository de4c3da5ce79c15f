package org.viaduc.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.exchange.Story.awaits;
import static org.viaduc.exchange.Story.decided;
import static org.viaduc.exchange.Story.isKept;
import static org.viaduc.exchange.Story.journal;
import static org.viaduc.exchange.Story.obligations;
import static org.viaduc.exchange.Story.rules;
import static org.viaduc.exchange.Story.steps;

/** Scenarios D08, D13 to D15, D17, D18 and D21 of the dossier: whose word counts, who asks, what must never be seen. */
class SecrecyScenarioTest {
    @TempDir
    private Path folder;

    // D08

    @Test
    void a_minors_opposition_is_heard_and_recorded_and_does_not_stop_an_alert() {
        var story = anAlert(16);
        var id = story.opens();

        say(story, id, FactKind.OPPOSITION, "by", "minor", "to", "S10");
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S10.ip");
        List<Fact> recorded = story.origin.desk.transactions().run(tx -> story.origin.desk.facts().of(tx,
                story.origin.counter.find(id).orElseThrow().person().orElseThrow(), story.origin.department));
        assertThat(recorded).anyMatch(fact -> fact.kind() == FactKind.OPPOSITION);
    }

    @Test
    void a_minors_opposition_closes_what_is_shared_by_choice() {
        var story = anAlert(16).holds(Kind.CHILD_HEALTH).receives(Mission.SOIN, Role.MED_PMI)
                .happened(FactKind.CONSENT, 9, "by", "parents", "for", "S09")
                .happened(FactKind.OPPOSITION, 1, "by", "minor", "to", "S09");

        var id = story.isAsked(Track.SECRET_PARTAGE, Purpose.ACCOMPAGNEMENT, Role.MED_PMI, Role.MED_PMI,
                Optional.of(Mission.SOIN));

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(story.origin.carried).isEmpty();
    }

    @Test
    void health_that_a_minor_keeps_from_the_parents_is_in_no_view_of_theirs() {
        var story = Story.between("D35", "D44", folder).aged(16).holds(Kind.CHILD_HEALTH, Mark.SECRET_FROM_PARENTS)
                .holds(Kind.GIR, Kind.BENEFIT_DECISION);

        var id = story.isAsked(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE, Role.PCD_DEL, Role.PARENTS,
                Optional.empty());

        assertThat(verdict(story, id, "S09.child-health")).isEqualTo("withhold");
        assertThat(verdict(story, id, "S12.decision")).isEqualTo("release");
    }

    // D13

    @Test
    void nothing_of_a_hidden_address_leaves_and_nothing_comes_back_but_that_the_file_was_taken() {
        var story = Story.between("D35", "D44", folder).aged(34).sends(Track.RSA, Role.GEST_RSA)
                .receives(Mission.RSA, Role.GEST_RSA)
                .holds(Kind.ADDRESS, Mark.PROTECTED).holds(Kind.CONTACT, Kind.BENEFIT_DECISION, Kind.CONTRACT)
                .holds(Kind.HOUSING, Mark.PROTECTED_ADDRESS).holds(Kind.PROTECTION_ORDER, Mark.PROTECTED_ADDRESS)
                .holds(Kind.HOUSEHOLD, Mark.THIRD_PARTY)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known");

        var id = story.opens();
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
        assertThat(story.left()).contains("S12.decision", "S13.contract")
                .doesNotContain("S02.address", "S02.contact", "S16.protection-order");
        assertThat(story.leftText()).doesNotContain(Pieces.text(Kind.ADDRESS), Pieces.text(Kind.CONTACT),
                Pieces.text(Kind.HOUSING), Pieces.text(Kind.PROTECTION_ORDER), Pieces.text(Kind.HOUSEHOLD));
        assertThat(rules(story.origin, id)).contains("R-ADRESSE-PROTEGEE");
        assertThat(receipt(story, id)).doesNotContain("agent", "depot", Pieces.SECRET)
                .contains("\"state\":\"delivered\"");
    }

    // D14, as far as the match goes

    @Test
    void a_homonym_born_the_same_day_is_never_taken_for_the_other_without_a_persons_word() {
        var story = anAlert(9);
        var first = story.opens();
        story.isSent(first);
        var namesake = anAlert(9, "namesake");
        namesake.begins();
        story.host.meets(namesake.origin, true);
        namesake.origin.meets(story.host, true);

        var id = namesake.opens();
        namesake.origin.sending.send(id);

        assertThat(story.host.state(id)).isEqualTo(State.PARKED);
        var waiting = story.host.tray.waiting(Side.READER).stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow();
        assertThat(waiting.candidates()).hasSize(1)
                .allMatch(candidate -> candidate.reasons().equals(List.of("no-second-factor")));
        assertThat(waiting.toString()).doesNotContain(Pieces.SECRET, "Kervella", "Maëlys");
        assertThat(namesake.origin.state(id)).isEqualTo(State.SENT);
        assertThat(story.host.handedOver).doesNotContain(id);
    }

    // D15

    @Test
    void who_has_no_mission_for_an_alert_is_answered_as_if_there_were_none() {
        for (var role : List.of(Role.GEST_RSA, Role.ELU)) {
            var story = anAlert(9, "for-" + role.ordinal()).receives(Mission.PE, role);

            var id = story.isAsked(Track.ASE_IP, Purpose.EVAL_IP, Role.CADRE_CRIP, role, Optional.of(Mission.PE));

            assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
            assertThat(decided(story.origin, id).path("answer").asText()).isEqualTo("neutral");
            assertThat(story.origin.carried).isEmpty();
            assertThat(steps(story.origin, id)).contains(Step.DECIDED, Step.WITHHELD, Step.SHREDDED);
            assertThat(journal(story.origin, id)).contains("to-role=" + role.word());
        }
    }

    // D17

    @Test
    void a_landlord_gets_nothing_even_with_the_persons_consent_and_the_person_gets_their_own_file() {
        var story = Story.between("D35", "D44", folder).aged(34).holds(Kind.INCOME, Kind.BENEFIT_DECISION)
                .receives(Mission.AS, Role.BAILLEUR)
                .happened(FactKind.CONSENT, 2, "by", "person", "for", "S05 S12");

        var landlords = story.isAsked(Track.SECRET_PARTAGE, Purpose.ACCOMPAGNEMENT, Role.ASS, Role.BAILLEUR,
                Optional.of(Mission.AS));
        var own = story.isAsked(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE, Role.ASS, Role.PERSON, Optional.empty());

        assertThat(story.origin.state(landlords)).isEqualTo(State.WITHHELD);
        assertThat(decided(story.origin, landlords).path("answer").asText()).isEqualTo("neutral");
        assertThat(verdict(story, own, "S05.income")).isEqualTo("release");
        assertThat(verdict(story, own, "S12.decision")).isEqualTo("release");
    }

    // D18, at the moment of sending

    @Test
    void a_file_that_was_queued_before_midnight_does_not_leave_after_majority() {
        var story = anAlert(17);
        story.born(story.today().plusDays(1).minusYears(18));
        var id = story.opens();
        assertThat(story.origin.state(id)).isEqualTo(State.QUEUED);
        story.clock.pass(Duration.ofDays(1));

        story.isSent(id);

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(decided(story.origin, id).path("answer").asText()).isEqualTo("told");
        assertThat(isKept(story.origin, id)).isFalse();
        assertThat(story.origin.carried).isEmpty();
    }

    @Test
    void an_educational_support_carries_the_file_over_majority_once_the_young_adult_was_told() {
        var story = anAlert(17).happened(FactKind.ACTION_EDUCATIVE, 20);
        story.born(story.today().plusDays(1).minusYears(18));
        var id = story.opens();
        story.clock.pass(Duration.ofDays(1));
        story.isSent(id);
        assertThat(awaits(story.origin, id)).contains("person-informed");
        assertThat(story.origin.carried).isEmpty();

        say(story, id, FactKind.PERSON_INFORMED);
        story.isSent(id);

        assertThat(story.host.state(id)).isEqualTo(State.DELIVERED);
    }

    // D21

    @Test
    void without_a_published_attestation_a_registered_letter_goes_instead() {
        var story = anAlert(9).withoutAttestation();

        var id = story.opens();

        assertThat(story.origin.state(id)).isEqualTo(State.WITHHELD);
        assertThat(obligations(story.origin, id)).contains("paper-lrar");
        assertThat(decided(story.origin, id).path("answer").asText()).isEqualTo("told");
        assertThat(decided(story.origin, id).path("wouldChange").toString()).contains("rgs-attestation");
        assertThat(story.origin.carried).isEmpty();
    }

    private Story anAlert(int age) {
        return anAlert(age, "one");
    }

    private Story anAlert(int age, String place) {
        return Story.between("D35", "D44", folder.resolve(place)).aged(age).sends(Track.ASE_IP, Role.CADRE_CRIP)
                .receives(Mission.PE, Role.CADRE_CRIP).holds(Kind.IP_EVALUATION)
                .holds(Kind.IP, Mark.INFORMANT_IDENTITY)
                .happened(FactKind.IP_RECEIVED, 50).happened(FactKind.IP_UNDER_EVALUATION, 49)
                .happened(FactKind.FAMILY_MOVED, 6, "to", "D44", "address", "known")
                .happened(FactKind.PARENTS_INFORMED, 3);
    }

    private static String verdict(Story story, ExchangeId id, String kind) {
        for (var piece : decided(story.origin, id).path("pieces")) {
            if (piece.path("kind").asText().equals(kind)) {
                return piece.path("verdict").asText();
            }
        }
        return "";
    }

    /** The payload of the last receipt that the origin holds. */
    private static String receipt(Story story, ExchangeId id) {
        var compact = story.origin.desk.transactions().run(tx -> story.origin.desk.receipts().latest(tx, id))
                .orElseThrow().bytes();
        var payload = new String(compact, StandardCharsets.US_ASCII).split("\\.")[1];
        return new String(java.util.Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    /** A user at the origin states what has happened today. */
    private static void say(Story story, ExchangeId id, FactKind kind, String... fields) {
        story.origin.counter.state(new Counter.About.Exchange(id), story.fact(kind, 0, fields),
                Actor.user("d.lefevre"));
    }
}
