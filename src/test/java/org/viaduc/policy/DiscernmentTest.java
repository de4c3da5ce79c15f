package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Department;
import org.viaduc.model.Kind;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What changes when a professional has found a minor of sixteen able to discern (dossier, D08), recorded as a fact. */
class DiscernmentTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final DecisionPoint POINT = new DecisionPoint(RuleBook.bundled());

    @Test
    void the_minors_own_consent_counts_once_discernment_was_assessed() {
        var consent = fact("consent", Map.of("by", "person", "for", "S09"), 3);

        assertThat(followUp(consent).awaits()).containsExactly(FactKind.CONSENT);
        assertThat(followUp(consent, assessed(true, 5)).isRelease()).isTrue();
        assertThat(followUp(consent, assessed(true, 5), assessed(false, 2)).isRelease()).isFalse();
    }

    @Test
    void the_assessment_is_relied_on_so_that_it_travels_with_the_file() {
        var assessed = assessed(true, 5);

        var decision = followUp(fact("consent", Map.of("by", "person", "for", "S09"), 3), assessed);

        assertThat(decision.factsReliedOn()).contains(assessed.id());
        assertThat(FactResources.read(FactResources.write(assessed), "D35", Instant.EPOCH, "peer").detail())
                .isEqualTo(assessed.detail());
    }

    @Test
    void a_child_able_to_discern_is_informed_before_professionals_share() {
        var informed = fact("parents-informed", Map.of(), 9);

        assertThat(shared(informed).isRelease()).isTrue();
        assertThat(shared(informed, assessed(true, 5)).awaits()).contains(FactKind.CHILD_INFORMED);
        assertThat(shared(informed, assessed(true, 5), fact("child-informed", Map.of(), 1)).isRelease()).isTrue();
    }

    @Test
    void a_case_gives_discernment_with_the_person() {
        var text = """
                given:
                  today: 2026-11-21
                  person: {age: 16}
                  file: {S09: [child-health]}
                  facts:
                    - {fact: discernment-assessed, on: 2026-11-01, discernment: "true"}
                when:
                  track: pmi
                  from: {department: D35, role: MED-PMI}
                  to: {department: D44, role: MED-RESP-PMI, bound-for: PMI}
                  purpose: SUIVI_PMI
                """;

        assertThatThrownBy(() -> DecisionCase.read("case", text, Set.of())).isInstanceOf(YamlFault.class)
                .hasMessageContaining("given.person.discernment");
    }

    @Test
    void a_consent_that_is_limited_to_others_is_none_here() {
        var elsewhere = fact("consent", Map.of("by", "parents", "for", "S09", "recipients", "D85"), 3);
        var here = fact("consent", Map.of("by", "parents", "for", "S09", "recipients", "D44", "purposes",
                "SUIVI_PMI"), 3);

        assertThat(followUp(elsewhere).isRelease()).isFalse();
        assertThat(followUp(here).isRelease()).isTrue();
    }

    private static Decision followUp(Fact... facts) {
        return decide(Track.PMI, Purpose.SUIVI_PMI, Role.MED_PMI, new Recipient(new Department("D44"),
                Role.MED_RESP_PMI, true, Optional.of(Mission.PMI)), "S09.child-health", facts);
    }

    private static Decision shared(Fact... facts) {
        return decide(Track.SECRET_PARTAGE, Purpose.EVAL_IP, Role.ASS, new Recipient(new Department("D44"),
                Role.REF_ASE, true, Optional.of(Mission.PE)), "S14.synthesis", facts);
    }

    private static Decision decide(Track track, Purpose purpose, Role from, Recipient to, String kind,
            Fact... facts) {
        var pieces = new ArrayList<PieceFace>();
        for (var each : List.of("S01.identity", kind)) {
            pieces.add(new PieceFace(each, Kind.of(each), Set.of()));
        }
        var known = new ArrayList<>(List.of(facts));
        known.add(fact("family-moved", Map.of("to", "D44", "address", "known"), 20));
        return POINT.decide(new Question(track, purpose, new Party(new Department("D35"), from), to),
                new FileFace(pieces, new Age.Years(16), false), known, TODAY);
    }

    private static Fact assessed(boolean discernment, int daysAgo) {
        return fact("discernment-assessed", Map.of("discernment", String.valueOf(discernment)), daysAgo);
    }

    private static Fact fact(String kind, Map<String, String> fields, int daysAgo) {
        return FactCodec.fact(new FactId(kind + daysAgo), FactKind.of(kind), TODAY.minusDays(daysAgo), fields, "test",
                Instant.EPOCH, "test", Optional.empty());
    }
}
