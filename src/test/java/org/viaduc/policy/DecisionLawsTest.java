package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.viaduc.model.Mark;
import org.viaduc.model.Section;

import static org.assertj.core.api.Assertions.assertThat;

/** The laws that every decision keeps, whatever the case. */
class DecisionLawsTest {
    private static final Set<FactKind> ONLY_OPENING = EnumSet.of(FactKind.INFORMATION_WAIVED,
            FactKind.WRITTEN_AGREEMENT, FactKind.CONSENT, FactKind.ASE_ADMINISTRATIVE_BENEFIT,
            FactKind.RGS_ATTESTATION, FactKind.EMERGENCY, FactKind.SIX_CONDITIONS, FactKind.RESIDENCE);

    @Property(tries = 3000)
    void every_piece_is_decided_once_in_order_and_with_a_reason(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var decision = given.decide();
        assertThat(decision.verdicts().stream().map(Verdict::piece).toList()).isEqualTo(given.file().pieces());
        assertThat(decision.verdicts()).allSatisfy(verdict -> assertThat(verdict.reasons()).isNotEmpty());
        assertThat(decision.isRelease()).isEqualTo(decision.verdicts().stream().anyMatch(Verdict::leaves));
    }

    @Property(tries = 3000)
    void the_order_of_the_facts_does_not_matter(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var shuffled = new ArrayList<>(given.facts());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(given.decide(shuffled)).isEqualTo(given.decide());
        assertThat(given.decide(shuffled).digest()).isEqualTo(given.decide().digest());
    }

    @Property(tries = 3000)
    void an_opposition_never_releases_more(@ForAll long seed) {
        addingNeverReleasesMore(seed, FactKind.OPPOSITION);
    }

    @Property(tries = 3000)
    void an_agreement_taken_back_never_releases_more(@ForAll long seed) {
        addingNeverReleasesMore(seed, FactKind.AGREEMENT_WITHDRAWN);
    }

    @Property(tries = 3000)
    void an_agreement_refused_never_releases_more(@ForAll long seed) {
        addingNeverReleasesMore(seed, FactKind.AGREEMENT_REFUSED);
    }

    @Property(tries = 3000)
    void a_closed_evaluation_of_an_alert_never_releases_more_to_a_peer(@ForAll long seed) {
        if (RandomCase.of(seed).question().to().role().isOffice()
                && RandomCase.of(seed).question().track() != org.viaduc.model.Track.ASE_ADDRESS_UNKNOWN) {
            addingNeverReleasesMore(seed, FactKind.IP_CLOSED);
        }
    }

    private static void addingNeverReleasesMore(long seed, FactKind kind) {
        var given = RandomCase.of(seed);
        var more = new ArrayList<>(given.facts());
        more.add(RandomCase.fact(new Random(seed + 1), kind, 1000));
        releasesNoMore(given, given.decide(more), given.decide());
    }

    @Property(tries = 3000)
    void what_is_unknown_never_releases_more(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var before = given.decide();
        for (var fact : given.facts()) {
            for (var field : FactFields.names(fact.kind())) {
                if (ONLY_OPENING.contains(fact.kind()) && !field.equals("until")) {
                    releasesNoMore(given, given.decide(without(given.facts(), fact, field)), before);
                }
            }
        }
    }

    private static List<Fact> without(List<Fact> facts, Fact fact, String field) {
        var fields = FactFields.write(fact.detail());
        fields.remove(field);
        var other = new ArrayList<>(facts);
        other.set(other.indexOf(fact), FactCodec.fact(fact.id(), fact.kind(), fact.on(), fields, fact.author(),
                fact.recordedAt(), fact.source(), Optional.empty()));
        return other;
    }

    /**
     * Says nothing of a file that stays as a whole for want of an attestation: the contract lets the rest of it leave as soon
     * as its S10 and S11 do not, so that less agreement can release more there.
     */
    private static void releasesNoMore(RandomCase given, Decision after, Decision before) {
        if (before.decidedBy().step() == Reason.Step.TRANSPORT) {
            return;
        }
        for (var i = 0; i < before.verdicts().size(); i++) {
            assertThat(after.verdicts().get(i).treatment()).as("%s %s", given.question(), given.told())
                    .isGreaterThanOrEqualTo(before.verdicts().get(i).treatment());
        }
    }

    @Property(tries = 3000)
    void notes_origins_and_a_protected_address_never_leave(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var isProtected = given.file().pieces().stream().anyMatch(piece -> piece.kind().section() == Section.S02
                && (piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS)));
        for (var verdict : given.decide().verdicts()) {
            var section = verdict.piece().kind().section();
            if (section.neverLeaves() || isProtected && section == Section.S02) {
                assertThat(verdict.treatment()).isEqualTo(Treatment.WITHHOLD);
            }
            if (verdict.piece().marks().stream().anyMatch(mark -> mark != Mark.SECRET_FROM_PARENTS)) {
                assertThat(verdict.treatment()).isNotEqualTo(Treatment.RELEASE);
            }
        }
    }

    @Property(tries = 3000)
    void a_fact_of_tomorrow_changes_nothing(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var past = given.facts().stream().filter(fact -> !fact.on().isAfter(given.today())).toList();
        assertThat(given.decide(past)).isEqualTo(given.decide());
    }

    @Property(tries = 5000)
    void a_release_or_an_await_is_the_same_by_the_facts_it_relied_on_alone(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var decision = given.decide();
        if (decision.isRelease() || !decision.awaits().isEmpty()) {
            var relied = given.facts().stream().filter(fact -> decision.factsReliedOn().contains(fact.id())).toList();
            assertThat(given.decide(relied).digest()).as("%s %s %s", given.question(), given.told(), decision)
                    .isEqualTo(decision.digest());
        }
    }

    @Property(tries = 3000)
    void consent_alone_opens_nothing(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var consents = given.facts().stream().filter(fact -> fact.kind() == FactKind.CONSENT
                || fact.kind() == FactKind.WRITTEN_AGREEMENT).toList();
        var free = Set.of("secret-partage", "person-access", "be-cpas");
        if (!free.contains(given.question().track().word())) {
            assertThat(given.decide(consents).isRelease()).isFalse();
        }
    }

    @Property(tries = 2000)
    void a_voided_fact_counts_for_nothing(@ForAll long seed) {
        var given = RandomCase.of(seed);
        if (given.facts().isEmpty()) {
            return;
        }
        var voided = given.facts().getFirst();
        var correction = new Fact(new FactId("z-correction"), FactKind.HOST_ASKED, LocalDate.of(2026, 1, 1),
                FactDetail.Plain.PLAIN, "test", Instant.EPOCH, "test", Optional.of(voided.id()));
        var corrected = new ArrayList<>(given.facts());
        corrected.add(correction);
        var never = new ArrayList<>(corrected);
        never.remove(voided);
        assertThat(given.decide(corrected)).isEqualTo(given.decide(never));
    }

    @Property(tries = 500)
    void an_answer_that_stays_the_same_has_the_same_digest_tomorrow(@ForAll long seed) {
        var given = RandomCase.of(seed);
        var point = new DecisionPoint(RuleBook.bundled());
        var past = given.facts().stream().filter(fact -> !fact.on().isAfter(given.today())).toList();
        var today = point.decide(given.question(), given.file(), past, given.today());
        var tomorrow = point.decide(given.question(), given.file(), past, given.today().plusDays(1));
        if (today.outcome().equals(tomorrow.outcome()) && today.verdicts().equals(tomorrow.verdicts())
                && today.rules().equals(tomorrow.rules()) && codes(today).equals(codes(tomorrow))
                && today.factsReliedOn().equals(tomorrow.factsReliedOn())
                && today.decidedBy().equals(tomorrow.decidedBy())) {
            assertThat(tomorrow.digest()).isEqualTo(today.digest());
        }
    }

    private static List<ObligationCode> codes(Decision decision) {
        return decision.obligations().stream().map(Obligation::code).toList();
    }

}
