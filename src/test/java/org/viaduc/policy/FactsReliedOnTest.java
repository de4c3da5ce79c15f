package org.viaduc.policy;

import java.io.IOException;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.viaduc.policy.Asked.TODAY;
import static org.viaduc.policy.Asked.aboutAChild;
import static org.viaduc.policy.Asked.fact;
import static org.viaduc.policy.Asked.ids;
import static org.viaduc.policy.FactKind.*;

/** Which facts an answer names: all that carry it, no other, and of several that say the same always the same one. */
class FactsReliedOnTest {
    private static final LocalDate DAY = TODAY.minusDays(10);
    private static final Question ADMINISTRATIVE = Asked.ofTheCrip(Track.ASE_ADMINISTRATIVE);
    private static final Question JUDICIAL = Asked.ofTheCrip(Track.ASE_JUDICIAL);
    private static final Question DOMICILE = Asked.question(Track.AIDE_SOCIALE, Purpose.INSTR_APA,
            Role.GEST_APA_PCH, Role.GEST_APA_PCH, Mission.APA);
    private static final Fact MOVED = fact("moved", FAMILY_MOVED, TODAY.minusDays(200), "to", "D44", "address",
            "known");
    private static final Fact ATTESTED = fact("attested", RGS_ATTESTATION, DAY, "by", "D35");
    private static final Fact BENEFIT = fact("benefit", ASE_ADMINISTRATIVE_BENEFIT, DAY, "only-financial", "false");
    private static final Fact INFORMED = fact("informed", PARENTS_INFORMED, DAY);

    private static void reliesOn(Decision decision, String... ids) {
        assertThat(decision.factsReliedOn()).containsExactlyElementsOf(ids(ids));
    }

    @Test
    void of_two_agreements_of_one_day_the_first_id_is_named_in_either_order() {
        var a = fact("a", WRITTEN_AGREEMENT, DAY, "by", "parents");
        var b = fact("b", WRITTEN_AGREEMENT, DAY, "by", "parents");
        reliesOn(aboutAChild(ADMINISTRATIVE, MOVED, ATTESTED, BENEFIT, INFORMED, a, b), "a", "attested", "benefit",
                "informed", "moved");
        reliesOn(aboutAChild(ADMINISTRATIVE, b, a, MOVED, ATTESTED, BENEFIT, INFORMED), "a", "attested", "benefit",
                "informed", "moved");
    }

    @Test
    void of_two_evaluations_of_one_day_the_first_id_is_named_in_either_order() {
        var a = fact("a", EVALUATED_AFTER_REFUSAL, DAY, "by", "CADRE-CRIP", "result", "danger");
        var b = fact("b", EVALUATED_AFTER_REFUSAL, DAY, "by", "CADRE-CRIP", "result", "danger");
        for (var two : new Fact[][]{{a, b}, {b, a}}) {
            var decision = aboutAChild(ADMINISTRATIVE, MOVED, BENEFIT, INFORMED, two[0], two[1]);
            assertThat(decision.awaits()).containsExactly(JUDICIAL_AUTHORITY_SEIZED);
            reliesOn(decision, "a", "benefit", "informed", "moved");
        }
    }

    @Test
    void of_two_facts_of_one_kind_and_day_the_first_id_is_named_in_either_order() {
        var a = fact("a", PARENTS_INFORMED, DAY);
        var b = fact("b", PARENTS_INFORMED, DAY);
        var agreed = fact("z", WRITTEN_AGREEMENT, DAY, "by", "parents");
        for (var two : new Fact[][]{{a, b}, {b, a}}) {
            reliesOn(aboutAChild(ADMINISTRATIVE, two[0], two[1], MOVED, ATTESTED, BENEFIT, agreed), "a", "attested",
                    "benefit", "moved", "z");
        }
    }

    @Test
    void of_two_measures_of_one_day_the_one_kept_for_the_shorter_time_counts() {
        var aemo = fact("b-aemo", JUDICIAL_MEASURE, DAY, "type", "aemo");
        var placement = fact("a-placement", JUDICIAL_MEASURE, DAY, "type", "placement");
        var released = fact("released", JUDGE_RELEASED, DAY);
        for (var two : new Fact[][]{{aemo, placement}, {placement, aemo}}) {
            var decision = aboutAChild(JUDICIAL, two[0], two[1], MOVED, ATTESTED, INFORMED, released);
            assertThat(decision.obligations()).extracting(Obligation::code)
                    .contains(ObligationCode.RETENTION_5_YEARS)
                    .doesNotContain(ObligationCode.RETENTION_10_YEARS, ObligationCode.RETENTION_2_YEARS);
            assertThat(decision.factsReliedOn()).contains(aemo.id());
        }
    }

    @Test
    void of_two_equal_measures_of_one_day_the_first_id_is_named() {
        var a = fact("a", JUDICIAL_MEASURE, DAY, "type", "placement");
        var b = fact("b", JUDICIAL_MEASURE, DAY, "type", "placement");
        var released = fact("released", JUDGE_RELEASED, DAY);
        for (var two : new Fact[][]{{a, b}, {b, a}}) {
            reliesOn(aboutAChild(JUDICIAL, two[0], two[1], MOVED, ATTESTED, INFORMED, released), "a", "attested",
                    "informed", "moved", "released");
        }
    }

    @Test
    void a_measure_of_an_earlier_day_is_not_the_one_kept_by() {
        var before = fact("a", JUDICIAL_MEASURE, DAY.minusDays(1), "type", "aemo");
        var placement = fact("b", JUDICIAL_MEASURE, DAY, "type", "placement");
        var released = fact("released", JUDGE_RELEASED, DAY);
        var decision = aboutAChild(JUDICIAL, before, placement, MOVED, ATTESTED, INFORMED, released);
        assertThat(decision.obligations()).extracting(Obligation::code).contains(ObligationCode.RETENTION_10_YEARS);
        assertThat(decision.factsReliedOn()).doesNotContain(before.id());
    }

    @Test
    void the_moves_of_the_last_day_and_of_the_last_named_host_are_named_and_no_earlier_one() {
        var first = fact("first", FAMILY_MOVED, TODAY.minusDays(300), "to", "D85", "address", "known");
        var last = fact("last", FAMILY_MOVED, TODAY.minusDays(30), "address", "unknown");
        var agreed = fact("agreed", WRITTEN_AGREEMENT, DAY, "by", "parents");
        var decision = aboutAChild(ADMINISTRATIVE, first, MOVED, last, ATTESTED, BENEFIT, INFORMED, agreed);
        assertThat(decision.awaits()).containsExactly(ADDRESS_ANSWERED);
        assertThat(decision.factsReliedOn()).containsAll(ids("last", "moved")).doesNotContain(first.id());
    }

    @Test
    void the_stays_that_gave_the_domicile_are_named() throws IOException {
        var home = fact("home", RESIDENCE, TODAY.minusDays(150), "since", TODAY.minusDays(150).toString(), "in",
                "home");
        var care = fact("care", RESIDENCE, DAY, "since", DAY.toString(), "in", "establishment");
        var before = fact("before", RESIDENCE, TODAY.minusDays(400), "since", TODAY.minusDays(400).toString(), "in",
                "home");
        var decision = Asked.about(new Age.Years(80), DOMICILE, MOVED, home, care, before);
        assertThat(decision.isRelease()).isTrue();
        reliesOn(decision, "care", "home", "moved");
    }

    @Test
    void of_two_stays_that_begin_on_one_day_the_one_that_gives_less_counts_last() {
        var since = TODAY.minusDays(150);
        var home = fact("d", RESIDENCE, since, "since", since.toString(), "in", "home");
        var unknown = fact("c", RESIDENCE, since, "since", since.toString());
        var care = fact("b", RESIDENCE, since, "since", since.toString(), "in", "foster-carer");
        assertThat(domicile(home).isRelease()).isTrue();
        assertThat(domicile(home, unknown).awaits()).containsExactly(RESIDENCE);
        assertThat(domicile(home, care).outcome()).isEqualTo(Outcome.Withhold.TOLD);
        assertThat(domicile(unknown, care).outcome()).isEqualTo(Outcome.Withhold.TOLD);
    }

    private static Decision domicile(Fact... stays) {
        var facts = new java.util.ArrayList<>(java.util.List.of(stays));
        facts.add(MOVED);
        return Asked.about(new Age.Years(80), DOMICILE, facts.toArray(Fact[]::new));
    }

    /** What is not known of the age is owed to both: the parents and the person. */
    @Test
    void of_a_person_whose_age_is_not_known_both_are_informed() {
        var question = Asked.question(Track.SECRET_PARTAGE, Purpose.EVAL_IP, Role.CADRE_CRIP, Role.CADRE_CRIP,
                Mission.PE);
        var own = fact("own", PERSON_INFORMED, DAY);
        assertThat(Asked.about(new Age.Unknown(), question, INFORMED, ATTESTED).awaits())
                .containsExactly(INFORMATION_WAIVED, PARENTS_INFORMED);
        assertThat(Asked.about(new Age.Unknown(), question, own, ATTESTED).isRelease()).isFalse();
        var decision = Asked.about(new Age.Unknown(), question, INFORMED, own, ATTESTED);
        assertThat(decision.isRelease()).isTrue();
        reliesOn(decision, "attested", "informed", "own");
        reliesOn(aboutAChild(question, INFORMED, own, ATTESTED), "attested", "informed");
        reliesOn(Asked.about(new Age.Years(30), question, INFORMED, own, ATTESTED), "attested", "own");
    }

    @Test
    void a_waiver_that_is_not_needed_is_not_named() throws IOException {
        var decision = Asked.decided("waiver-beside-an-information-is-not-relied-on");
        var waiver = Asked.given("waiver-beside-an-information-is-not-relied-on").facts().stream()
                .filter(fact -> fact.kind() == INFORMATION_WAIVED).findFirst().orElseThrow();
        assertThat(decision.factsReliedOn()).doesNotContain(waiver.id());
    }

    @Test
    void facts_of_a_case_are_named_by_their_place() throws IOException {
        assertThat(Asked.given("refusal-waits-for-an-evaluation").facts()).extracting(fact -> fact.id().value())
                .startsWith("fact-1", "fact-2").doesNotHaveDuplicates();
    }
}
