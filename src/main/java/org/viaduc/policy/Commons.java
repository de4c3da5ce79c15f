package org.viaduc.policy;

import java.util.List;
import java.util.Map;

import org.viaduc.model.Kind;
import org.viaduc.policy.Reason.Step;

/** What holds on every track ({@code book.yaml}). */
final class Commons {
    final long company;
    final long addressKinds;
    final long attested;
    final long unmaskable;
    final List<ObligationCode> peerObligations;
    final Reason attestation;
    final List<Reason> protectedAddress;
    final List<Reason> unmaskableReason;
    final Map<String, String[]> sentences;

    private final List<Reason>[] never;

    Commons(long company, long addressKinds, long attested, long unmaskable, List<ObligationCode> peerObligations,
            Map<Kind, Reason> never, Reason protectedAddress, Reason attestation, Reason unmaskableReason,
            Map<String, String[]> sentences) {
        this.company = company;
        this.addressKinds = addressKinds;
        this.attested = attested;
        this.unmaskable = unmaskable;
        this.peerObligations = List.copyOf(peerObligations);
        this.protectedAddress = List.of(protectedAddress);
        this.attestation = attestation;
        this.unmaskableReason = List.of(unmaskableReason);
        this.sentences = Map.copyOf(sentences);
        this.never = listOf(never);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Reason>[] listOf(Map<Kind, Reason> never) {
        List<Reason>[] reasons = new List[Kind.values().length];
        never.forEach((kind, reason) -> reasons[kind.ordinal()] = List.of(reason));
        return reasons;
    }

    /** Why this kind never leaves; null for the others. */
    List<Reason> never(Kind kind) {
        return never[kind.ordinal()];
    }

    List<Reason> protectedAddress() {
        return protectedAddress;
    }

    /** What withholds or masks on every track. */
    List<Reason> reasons() {
        var reasons = new java.util.ArrayList<Reason>(protectedAddress);
        reasons.addAll(unmaskableReason);
        for (var one : never) {
            if (one != null) {
                reasons.addAll(one);
            }
        }
        return reasons;
    }

    /** A reason of a road at one of the steps that all roads share. */
    Reason reason(Road road, Step step, String clause) {
        var sentence = sentences.get(clause);
        return new Reason(road.rule, step, clause, road.law, sentence[0], sentence[1]);
    }
}
