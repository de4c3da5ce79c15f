package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Kind;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.policy.Asked.TODAY;
import static org.viaduc.policy.Asked.aboutAChild;
import static org.viaduc.policy.Asked.decided;
import static org.viaduc.policy.Asked.fact;
import static org.viaduc.policy.FactKind.*;

/** Which rule an answer and each of its pieces names, and what would change it. */
class ReasonsTest {
    private static final Fact MOVED = fact("moved", FAMILY_MOVED, TODAY.minusDays(9), "to", "D44", "address", "known");

    private static String decidedBy(String name) throws IOException {
        return decided(name).decidedBy().code();
    }

    private static String of(Kind kind, Decision decision) {
        return decision.verdicts().stream().filter(each -> each.piece().kind() == kind).findFirst().orElseThrow()
                .reasons().getFirst().code();
    }

    @Test
    void an_answer_names_the_first_step_that_failed() throws IOException {
        assertThat(decidedBy("withdrawal-decides-before-the-address-is-asked"))
                .isEqualTo("R-ASE-ADM/condition/agreed");
        assertThat(decidedBy("refusal-without-danger-sends-nothing")).isEqualTo("R-ASE-ADM/condition/agreed");
        assertThat(decidedBy("unknown-address-waits-for-the-answer-of-the-family-fund"))
                .isEqualTo("R-ADR-UNK/condition/address");
        assertThat(decidedBy("identity-alone-travels-nowhere")).endsWith("/category/nothing-left");
        assertThat(decidedBy("majority-stops-an-unfinished-transfer")).endsWith("/basis/majority");
    }

    @Test
    void a_sender_who_may_not_send_is_the_reason_even_where_the_recipient_is_none_either() {
        for (var to : List.of(Role.GEST_RSA, Role.MAIRE)) {
            var question = Asked.question(Track.RSA, Purpose.INSTR_RSA, Role.PUER, to, Mission.RSA);
            assertThat(aboutAChild(question, MOVED).decidedBy().code()).isEqualTo("R-RSA/sender/sender");
        }
        var question = Asked.question(Track.RSA, Purpose.INSTR_RSA, Role.GEST_RSA, Role.MAIRE, Mission.RSA);
        assertThat(aboutAChild(question, MOVED).decidedBy().code()).isEqualTo("R-RSA/recipient/recipient");
    }

    @Test
    void a_host_that_no_move_names_would_be_changed_by_a_move() {
        var question = Asked.question(Track.MDPH, Purpose.INSTR_MDPH, Role.EPE, Role.EPE, Mission.MDPH);
        assertThat(aboutAChild(question).wouldChange()).containsExactly(FAMILY_MOVED);
        var elsewhere = fact("moved", FAMILY_MOVED, TODAY.minusDays(9), "to", "D85");
        assertThat(aboutAChild(question, elsewhere).wouldChange()).isEmpty();
    }

    @Test
    void a_consent_would_change_what_an_opposition_closed_and_nothing_else() throws IOException {
        assertThat(decided("identity-alone-travels-nowhere").wouldChange()).isEmpty();
        var question = Asked.question(Track.SECRET_PARTAGE, Purpose.ACCOMPAGNEMENT, Role.ASS, Role.ASS, Mission.AS);
        var opposed = fact("opposed", OPPOSITION, TODAY.minusDays(2), "by", "person", "to", "S14");
        var decision = Asked.about(new Age.Years(30), question, opposed);
        assertThat(decision.isRelease()).isTrue();
        assertThat(of(Kind.SYNTHESIS, decision)).isEqualTo("R-SECRET-PARTAGE/category/opposition");
        assertThat(of(Kind.IP, decision)).isEqualTo("R-SECRET-PARTAGE/category/category");
        var verdict = decision.verdicts().stream().filter(each -> each.piece().kind() == Kind.SYNTHESIS).findFirst()
                .orElseThrow();
        assertThat(Explanation.wouldChange(verdict, decision)).containsExactly(CONSENT);
    }

    @Test
    void what_one_condition_holds_back_is_changed_by_its_own_facts_alone() {
        var question = Asked.question(Track.SECRET_PARTAGE, Purpose.ACCOMPAGNEMENT, Role.ASS, Role.ASS, Mission.AS);
        var decision = aboutAChild(question);
        assertThat(decision.isRelease()).isTrue();
        for (var verdict : decision.verdicts()) {
            var change = Explanation.wouldChange(verdict, decision);
            if (verdict.piece().kind() == Kind.SYNTHESIS) {
                assertThat(verdict.reasons().getFirst().code()).isEqualTo("R-SECRET-PARTAGE/condition/person-informed");
                assertThat(change).containsExactly(PARENTS_INFORMED, PERSON_INFORMED);
            } else {
                assertThat(change).isEmpty();
            }
        }
        var awaited = List.of(ADDRESS_ANSWERED, PARENTS_INFORMED, CONSENT, PERSON_INFORMED);
        assertThat(awaitedBy(decision, "person-informed", awaited)).containsExactly(PARENTS_INFORMED, PERSON_INFORMED);
        assertThat(awaitedBy(decision, "consent", awaited)).containsExactly(CONSENT);
    }

    private static List<FactKind> awaitedBy(Decision decision, String clause, List<FactKind> awaited) {
        var reason = new Reason("R-SECRET-PARTAGE", Reason.Step.CONDITION, clause, List.of(), "", "");
        var other = new Decision(decision.question(), decision.outcome(), decision.verdicts(), decision.decidedBy(),
                decision.rules(), decision.obligations(), awaited, decision.factsReliedOn(), decision.decidedOn(),
                decision.bookVersion(), decision.bookDigest());
        return Explanation.wouldChange(new Verdict(decision.verdicts().getFirst().piece(), Treatment.WITHHOLD,
                List.of(reason)), other);
    }

    @Test
    void a_piece_that_stays_names_what_keeps_it() throws IOException {
        var alert = decided("alert-travels-without-other-documents-and-with-health-masked");
        assertThat(of(Kind.CONTACT, alert)).isEqualTo("R-ADRESSE-PROTEGEE/hard-mask/protected-address");
        assertThat(of(Kind.ADDRESS, alert)).isEqualTo("R-ADRESSE-PROTEGEE/hard-mask/protected-address");
        assertThat(of(Kind.NIR, alert)).isEqualTo("R-ASE-IP/category/category");
        assertThat(of(Kind.ORIGINS, alert)).endsWith("/hard-mask/never");
        assertThat(alert.rules()).contains("R-ORIGINES");
        var kept = decided("measure-kept-with-the-origin-leaves-only-decision-and-financial-pieces");
        assertThat(kept.verdicts()).filteredOn(each -> each.treatment() == Treatment.WITHHOLD).isNotEmpty()
                .allSatisfy(each -> assertThat(each.reasons().getFirst().clause()).isEqualTo("only-under"));
        var secret = decided("parents-do-not-read-what-their-daughter-keeps-from-them");
        assertThat(secret.verdicts()).filteredOn(each -> each.treatment() == Treatment.WITHHOLD)
                .extracting(each -> each.reasons().getFirst().clause()).contains("secret-from-parents");
    }

    @Test
    void an_alert_under_evaluation_is_kept_from_the_person_by_that() {
        var question = Asked.question(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE, Role.ASS, Role.PERSON, Mission.PE);
        var unbound = new Question(question.track(), question.purpose(), question.from(), new Recipient(question.to()
                .department(), Role.PERSON, true, java.util.Optional.empty()));
        var decision = aboutAChild(unbound, fact("open", IP_UNDER_EVALUATION, TODAY.minusDays(3)));
        assertThat(of(Kind.IP, decision)).isEqualTo("R-ACCES/category/closed-while");
        assertThat(decision.factsReliedOn()).isEqualTo(Asked.ids("open"));
    }

    /** Read anew, so that nothing is remembered from another book. */
    @Test
    void a_book_read_anew_names_the_same_rules_as_the_contract() {
        var book = RuleBook.read(Path.of("src/main/resources/policy"));
        for (var seed = 0L; seed < 1500; seed++) {
            var given = RandomCase.of(seed);
            var decision = new DecisionPoint(book).decide(given.question(), given.file(), given.facts(), given.today());
            var rules = new TreeSet<>(SlowDecider.decide(given.question(), given.file(), given.facts(), given.today())
                    .rules());
            if (given.file().pieces().stream().anyMatch(piece -> piece.kind() == Kind.ORIGINS)) {
                rules.add("R-ORIGINES");
            }
            assertThat(decision.rules()).containsExactlyElementsOf(rules);
        }
    }

    @Test
    void the_order_of_the_rules_changes_nothing_that_leaves() {
        var reversed = Asked.BOOK.reversed();
        for (var seed = 0L; seed < 1500; seed++) {
            var given = RandomCase.of(seed);
            var turned = new DecisionPoint(reversed).decide(given.question(), given.file(), given.facts(), given
                    .today());
            assertThat(Leaving.by(turned)).isEqualTo(Leaving.by(given.decide()));
            assertThat(turned.isRelease() ? turned.obligations() : List.of()).isEqualTo(turned.isRelease()
                    ? given.decide().obligations()
                    : List.of());
        }
    }

    /** Corrections take away what they correct and nothing else. */
    @Test
    void a_correction_of_a_fact_that_is_not_there_changes_nothing() {
        for (var seed = 0L; seed < 1500; seed++) {
            var given = RandomCase.of(seed);
            var corrected = new java.util.ArrayList<>(given.facts());
            corrected.add(new Fact(new FactId("zz"), OPPOSITION, TODAY.plusDays(1), new FactDetail.Opposition(
                    java.util.Optional.empty(), java.util.Set.of(), FactDetail.Scope.EVERY_QUESTION), "test",
                    java.time.Instant.EPOCH, "test",
                    java.util.Optional.of(new FactId("nobody"))));
            assertThat(given.decide(corrected)).isEqualTo(given.decide());
            corrected.removeLast();
            corrected.add(new Fact(new FactId("zz"), PERSON_REQUEST, java.time.LocalDate.of(2020, 1, 1),
                    FactDetail.Plain.PLAIN, "test", java.time.Instant.EPOCH, "test",
                    java.util.Optional.of(new FactId("nobody"))));
            if (given.question().track() != Track.MDPH) {
                assertThat(given.decide(corrected)).isEqualTo(given.decide());
            }
        }
    }
}
