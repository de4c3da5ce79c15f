package org.viaduc.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.viaduc.model.Track;
import org.viaduc.policy.FactDetail.MeasureType;

/** The rules of one track, read and made ready. */
final class Road {
    /** Between whom a road may lead. */
    enum Ends {
        FRENCH,
        BELGIAN,
        ANY;

        static Ends of(String word) {
            return new Words<>("kind of ends", values(), each -> each.name().toLowerCase(java.util.Locale.ROOT))
                    .of(word);
        }

        boolean fit(Question question) {
            var from = question.from().department().isBelgian();
            var to = question.to().department().isBelgian();
            return switch (this) {
                case FRENCH -> !from && !to;
                case BELGIAN -> from && to;
                case ANY -> true;
            };
        }
    }

    /** Kinds that a fact leaves alone (the others stay), or closes while it runs. */
    record Narrowing(FactKind fact, FactKind ended, long kinds, Reason reason) {}

    final Track track;
    final String rule;
    final List<String> law;
    final String french;
    final String english;
    final List<String> counsel;
    Ends ends = Ends.FRENCH;
    EnumSet<org.viaduc.model.Purpose> purposes = EnumSet.noneOf(org.viaduc.model.Purpose.class);
    List<Trigger> triggers = List.of();
    boolean ase;
    boolean inHost;
    boolean toPeer = true;
    boolean transport = true;
    boolean companySuffices;
    List<Passage> passages = List.of();
    List<Track> asTracks = List.of();
    List<Road> inner = List.of();
    List<Condition> conditions = List.of();
    Track riskTrack;
    Road risk;
    Narrowing onlyUnder;
    Narrowing closedWhile;
    long closedToParents;
    boolean oppositionCloses;
    long refusalCloses;
    List<ObligationCode> obligations = List.of();
    Map<MeasureType, ObligationCode> retention = Map.of();
    boolean informAfterwards;

    Reason endsFail;
    Reason purposeFails;
    Reason triggerFails;
    Reason majority;
    Reason sender;
    Reason recipient;
    Reason nothingLeft;
    Reason released;
    Reason attestation;
    List<Reason> category;
    List<Reason> narrowed;
    List<Reason> opposition;
    List<Reason> secretFromParents;
    List<Reason> closed;
    List<Reason> releasedPiece;
    List<Reason> maskedPiece;
    List<Reason> carryingPiece;
    Map<Condition, List<Reason>> held = Map.of();

    Road(Track track, String rule, List<String> law, String french, String english, List<String> counsel) {
        this.track = track;
        this.rule = rule;
        this.law = law;
        this.french = french;
        this.english = english;
        this.counsel = counsel;
    }

    /** The same rules, read from below; which of the tracks it goes on as comes first is itself a rule and stays. */
    Road reversed() {
        var turned = new Road(track, rule, law.reversed(), french, english, counsel);
        turned.ends = ends;
        turned.purposes = purposes;
        turned.triggers = triggers.reversed();
        turned.ase = ase;
        turned.inHost = inHost;
        turned.toPeer = toPeer;
        turned.transport = transport;
        turned.companySuffices = companySuffices;
        turned.passages = passages.reversed();
        turned.asTracks = asTracks;
        turned.inner = inner;
        turned.conditions = conditions.reversed();
        turned.riskTrack = riskTrack;
        turned.risk = risk;
        turned.onlyUnder = onlyUnder;
        turned.closedWhile = closedWhile;
        turned.closedToParents = closedToParents;
        turned.oppositionCloses = oppositionCloses;
        turned.refusalCloses = refusalCloses;
        turned.obligations = obligations.reversed();
        turned.retention = retention;
        turned.informAfterwards = informAfterwards;
        turned.endsFail = endsFail;
        turned.purposeFails = purposeFails;
        turned.triggerFails = triggerFails;
        turned.majority = majority;
        turned.sender = sender;
        turned.recipient = recipient;
        turned.nothingLeft = nothingLeft;
        turned.released = released;
        turned.attestation = attestation;
        turned.category = category;
        turned.narrowed = narrowed;
        turned.opposition = opposition;
        turned.secretFromParents = secretFromParents;
        turned.closed = closed;
        turned.releasedPiece = releasedPiece;
        turned.maskedPiece = maskedPiece;
        turned.carryingPiece = carryingPiece;
        turned.held = held;
        return turned;
    }

    /** All that this road may answer. */
    List<Reason> reasons() {
        var reasons = new java.util.ArrayList<>(List.of(endsFail, purposeFails, triggerFails, majority, sender,
                recipient, nothingLeft, released, attestation));
        for (var some : List.of(category, narrowed, opposition, secretFromParents, closed, releasedPiece, maskedPiece,
                carryingPiece)) {
            reasons.addAll(some);
        }
        conditions.forEach(condition -> reasons.add(condition.reason()));
        return reasons;
    }

    boolean asksAgreement() {
        return riskTrack != null;
    }

    boolean isTriggered(Situation situation) {
        for (var trigger : triggers) {
            if (trigger.met(situation) == null) {
                return false;
            }
        }
        return true;
    }

    /** The retention that this type of measure asks for (CASF R221-9); the shortest when the type is unknown. */
    ObligationCode retention(java.util.Optional<MeasureType> type) {
        return retention.get(type.orElse(MeasureType.OTHER));
    }
}
