package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.policy.FactDetail.Moved;

/** Tries the laws on a book, one trial at a time. Knows what the law asks of a track, and nothing of the book's rules. */
final class Laws {
    /** On these, the recipient is in the department that the last move names. */
    static final Set<Track> TO_THE_HOST = Set.of(Track.ASE_IP, Track.ASE_ADMINISTRATIVE, Track.ASE_JUDICIAL,
            Track.ASE_ADDRESS_UNKNOWN, Track.MDPH, Track.AIDE_SOCIALE, Track.RSA, Track.PMI, Track.AGREMENT);
    private static final Set<Track> OPEN_TO_CONSENT = Set.of(Track.SECRET_PARTAGE, Track.PERSON_ACCESS,
            Track.BE_CPAS);
    private static final long NEVER = Kinds.of(Section.S17) | Kinds.of(Section.S18);
    private static final long ATTESTED = Kinds.of(Section.S10) | Kinds.of(Section.S11);
    private static final long EMERGENCY = Kinds.of(Kind.IDENTITY) | Kinds.of(Kind.PARENTAL_AUTHORITY)
            | Kinds.of(Kind.ASE_DECISION) | Kinds.of(Kind.AE_DECISION);
    private static final Set<String> MASKED_NAMES = Set.of("address", "telecom", "text", "note", "description",
            "summary", "payload", "display", "contentString", "line", "data", "title", "attachment", "content", "url",
            "valueString", "valueAddress", "postalCode", "city", "sender", "source", "author", "valueMarkdown", "div");

    private final RuleBook book;
    private final RuleBook reversed;
    private final TrialsOfLessAgreement lessAgreement;
    private final Map<String, Road> byRule = new java.util.HashMap<>();
    private final Map<Role, Boolean> bound = new EnumMap<>(Role.class);
    private long decisions;

    Laws(RuleBook book) {
        this.book = book;
        this.reversed = book.reversed();
        this.lessAgreement = new TrialsOfLessAgreement(book);
        book.roads.values().forEach(road -> byRule.put(road.rule, road));
        for (var role : Role.values()) {
            bound.put(role, book.roles.isBound(role));
        }
    }

    /** How many decisions were taken so far. */
    long decisions() {
        return decisions;
    }

    /**
     * The first law that this trial shows to be broken.
     *
     * @param compared true to try also what takes a second decision: less agreement, and another order
     */
    Optional<Law> broken(Trial trial, boolean compared) {
        var decision = decide(book, trial);
        if (decision.isEmpty() || !isEveryPieceDecided(trial, decision.get())) {
            return Optional.of(Law.EVERY_PIECE);
        }
        var leaving = Leaving.by(decision.get());
        if (!leaving.isNothing()) {
            var broken = byWhatLeaves(trial, decision.get(), leaving);
            if (broken != null) {
                return Optional.of(broken);
            }
        }
        if (isAddressLeaving(trial, decision.get(), leaving)) {
            return Optional.of(Law.PROTECTED_ADDRESS);
        }
        return compared ? compared(trial, decision.get(), leaving) : Optional.empty();
    }

    private Optional<Decision> decide(RuleBook by, Trial trial) {
        decisions++;
        try {
            return Optional.of(trial.decide(by));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isEveryPieceDecided(Trial trial, Decision decision) {
        var pieces = trial.file().pieces();
        if (decision.verdicts().size() != pieces.size()) {
            return false;
        }
        for (var i = 0; i < pieces.size(); i++) {
            var verdict = decision.verdicts().get(i);
            if (!verdict.piece().equals(pieces.get(i)) || verdict.reasons().isEmpty()
                    || verdict.leaves() && !decision.isRelease()) {
                return false;
            }
        }
        return true;
    }

    private Law byWhatLeaves(Trial trial, Decision decision, Leaving leaving) {
        var question = trial.question();
        var track = question.track();
        if ((leaving.any() & NEVER) != 0) {
            return Law.NOTES_AND_ORIGINS;
        }
        if (isDenied(trial, decision, leaving)) {
            return Law.DENIAL;
        }
        if (!mayReceive(question)) {
            return Law.BOUND_RECIPIENT;
        }
        if (track != Track.PERSON_ACCESS && question.from().department().isBelgian() != question.to().department()
                .isBelgian()) {
            return Law.BORDER;
        }
        if (TO_THE_HOST.contains(track) && !isNamedByTheLastMove(trial)) {
            return isConsentAlone(trial) ? Law.CONSENT_ALONE : Law.UNKNOWN;
        }
        if (!OPEN_TO_CONSENT.contains(track) && isConsentAlone(trial)) {
            return Law.CONSENT_ALONE;
        }
        if (!LegalBasis.holds(trial, leaving)) {
            return LegalBasis.wouldHoldIfAllWereKnown(trial, leaving) ? Law.UNKNOWN : Law.LEGAL_BASIS;
        }
        if ((leaving.whole() & Kinds.of(Kind.MEDICAL)) != 0 && !isMedicalOpenTo(question)) {
            return Law.MEDICAL;
        }
        if (track == Track.BREAK_GLASS && (leaving.any() & ~EMERGENCY) != 0) {
            return Law.MINIMUM_IN_EMERGENCY;
        }
        if ((leaving.any() & ATTESTED) != 0 && track != Track.PERSON_ACCESS && !isAttested(trial)) {
            return Law.ATTESTATION;
        }
        return null;
    }

    /** What table B closes to the recipient, or a passage of this road excepts, or a fact narrows. */
    private boolean isDenied(Trial trial, Decision decision, Leaving leaving) {
        var denied = book.closedTo(trial.question().to().role());
        var way = way(decision);
        if (way != null) {
            for (var passage : way.passages) {
                denied |= passage.fits(trial.question()) ? passage.except() : 0;
            }
            if (way.onlyUnder != null && trial.has(way.onlyUnder.fact())) {
                denied |= ~way.onlyUnder.kinds();
            }
        }
        return (leaving.any() & denied) != 0;
    }

    private Road way(Decision decision) {
        for (var verdict : decision.verdicts()) {
            if (verdict.treatment() == Treatment.RELEASE) {
                return byRule.get(verdict.reasons().getFirst().rule());
            }
        }
        return book.road(decision.question().track());
    }

    private boolean mayReceive(Question question) {
        var to = question.to();
        if (!to.role().isOffice()) {
            return question.track() == Track.PERSON_ACCESS && to.named();
        }
        return to.named() && to.boundFor().isPresent() && bound.get(to.role());
    }

    private static boolean isNamedByTheLastMove(Trial trial) {
        var to = trial.question().to().department();
        Fact last = null;
        for (var fact : trial.facts()) {
            if (fact.detail() instanceof Moved moved && moved.host().isPresent()
                    && (last == null || fact.on().isAfter(last.on()))) {
                last = fact;
            }
        }
        return last != null && ((Moved) last.detail()).host().filter(to::equals).isPresent();
    }

    /** An attestation concerns the transport and is no legal basis. */
    private static boolean isConsentAlone(Trial trial) {
        for (var fact : trial.facts()) {
            if (fact.kind() != FactKind.CONSENT && fact.kind() != FactKind.WRITTEN_AGREEMENT
                    && fact.kind() != FactKind.RGS_ATTESTATION) {
                return false;
            }
        }
        return trial.has(FactKind.CONSENT, FactKind.WRITTEN_AGREEMENT);
    }

    private static boolean isMedicalOpenTo(Question question) {
        return switch (question.track()) {
            case MDPH -> question.from().role() == Role.MED_EPE && question.to().role() == Role.MED_EPE;
            case SECRET_PARTAGE -> question.to().boundFor().filter(Mission.SOIN::equals).isPresent();
            case PERSON_ACCESS -> true;
            default -> false;
        };
    }

    private static boolean isAttested(Trial trial) {
        var from = Optional.of(trial.question().from().department());
        for (var fact : trial.facts()) {
            if (fact.detail() instanceof FactDetail.Attestation said && said.by().equals(from)) {
                return true;
            }
        }
        return false;
    }

    /** Asked again with the address in every piece, when anything leaves or stays for the transport alone. */
    private boolean isAddressLeaving(Trial trial, Decision decision, Leaving leaving) {
        if (leaving.isNothing() && decision.decidedBy().step() != Reason.Step.TRANSPORT) {
            return false;
        }
        var marked = decide(book, trial.withProtectedAddress());
        if (marked.isEmpty()) {
            return true;
        }
        var still = Leaving.by(marked.get());
        return still.whole() != 0 || (still.masked() & Kinds.of(Section.S02)) != 0;
    }

    private Optional<Law> compared(Trial trial, Decision decision, Leaving leaving) {
        var road = book.road(trial.question().track());
        var turned = trial.with(trial.facts().reversed());
        var other = decide(reversed, turned.and(lessAgreement.atOnce(road, decision)));
        if (other.isEmpty() || !Leaving.by(other.get()).equals(leaving)) {
            return Optional.of(differing(turned, leaving));
        }
        for (var less : lessAgreement.oneByOne(road, decision)) {
            var after = decide(book, trial.and(List.of(less)));
            if (after.isEmpty()) {
                return Optional.of(Law.EVERY_PIECE);
            }
            if (after.get().isRelease() && Leaving.by(after.get()).isMoreThan(leaving)) {
                return Optional.of(Law.LESS_AGREEMENT);
            }
        }
        return Optional.empty();
    }

    /** Which law it is, when the other order together with less agreement gives another answer. */
    private Law differing(Trial turned, Leaving leaving) {
        var inOtherOrder = decide(reversed, turned);
        return inOtherOrder.isEmpty() || !Leaving.by(inOtherOrder.get()).equals(leaving)
                ? Law.ORDER
                : Law.LESS_AGREEMENT;
    }

    /** The masks that keep what no mask may; empty when the law is kept. */
    List<String> maskBreaches() {
        var breaches = new ArrayList<String>();
        for (var kind : Kind.values()) {
            for (var path : book.maskKeeps(kind)) {
                if (path.names().stream().anyMatch(MASKED_NAMES::contains) && !path.toString().contains(
                        "patient-birthPlace")) {
                    breaches.add(kind + ": " + path);
                }
            }
        }
        return breaches;
    }
}
