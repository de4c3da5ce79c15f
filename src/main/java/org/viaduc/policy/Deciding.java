package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.policy.Conditions.Missing;
import org.viaduc.policy.Outcome.Await;
import org.viaduc.policy.Outcome.Release;
import org.viaduc.policy.Outcome.Withhold;

/**
 * One question being answered, in the steps of the dossier (end of part B): hard masks, legal basis, sender, recipient,
 * category, conditions, transport, masks, obligations. The first step that fails decides. Used once.
 */
final class Deciding {
    private final RuleBook book;
    private final Road road;
    private final Question question;
    private final FileFace file;
    private final Situation situation;
    private final Relied relied = new Relied();
    private final Conditions conditions;
    private final List<Obligation> obligations = new ArrayList<>(6);

    private Road acting;
    private Agreement agreement;
    private boolean asRisk;

    Deciding(RuleBook book, Road road, Question question, FileFace file, Situation situation) {
        this.book = book;
        this.road = road;
        this.question = question;
        this.file = file;
        this.situation = situation;
        this.conditions = new Conditions(situation, question, relied);
        findActingRoad();
    }

    /** The road whose senders, recipients, kinds and conditions hold: for most tracks the track's own. */
    private void findActingRoad() {
        acting = road;
        if (!road.asTracks.isEmpty()) {
            acting = null;
            for (var inner : road.inner) {
                if (inner.isTriggered(situation)) {
                    acting = inner;
                    break;
                }
            }
        }
        if (acting != null && acting.asksAgreement()) {
            agreement = Agreement.of(situation);
            asRisk = agreement.state() == Agreement.State.RISK;
        }
    }

    Decision decide() {
        var basis = basis();
        if (basis != null) {
            return withheld(basis == road.majority && rolesFit() ? Withhold.TOLD : Withhold.NEUTRAL, basis,
                    changing(basis));
        }
        if (!senderFits()) {
            return withheld(Withhold.NEUTRAL, road.sender, List.of());
        }
        if (!recipientFits()) {
            return withheld(Withhold.NEUTRAL, road.recipient, changing(road.recipient));
        }
        var category = new Category(book, road, way(), question, file, situation, relied);
        if (!category.leavesSomething()) {
            return withheld(Withhold.NEUTRAL, road.nothingLeft, category.isClosedByOpposition()
                    ? List.of(FactKind.CONSENT)
                    : List.of());
        }
        return conditions(category);
    }

    private Road way() {
        return asRisk ? acting.risk : acting;
    }

    private Reason basis() {
        if (!road.ends.fit(question)) {
            return road.endsFail;
        }
        if (acting != null && !way().purposes.contains(question.purpose())) {
            return road.purposeFails;
        }
        if (acting == null || !isTriggered(road) || !isTriggered(acting)) {
            return road.triggerFails;
        }
        if (road.ase && !situation.minor) {
            if (!situation.has(FactKind.ACTION_EDUCATIVE)) {
                return situation.adult ? road.majority : road.triggerFails;
            }
            relied.on(situation.latest(FactKind.ACTION_EDUCATIVE));
        }
        return null;
    }

    private boolean isTriggered(Road some) {
        for (var trigger : some.triggers) {
            var fact = trigger.met(situation);
            if (fact == null) {
                return false;
            }
            relied.on(fact);
        }
        return true;
    }

    private boolean rolesFit() {
        return senderFits() && recipientFits();
    }

    private boolean senderFits() {
        for (var passage : way().passages) {
            if (passage.isFrom(question.from().role())) {
                return true;
            }
        }
        return false;
    }

    private boolean recipientFits() {
        var to = question.to();
        if (!to.named() || to.role() == Role.PARENTS && !situation.minor) {
            return false;
        }
        if (road.inHost && !isInHostDepartment()) {
            return false;
        }
        for (var passage : way().passages) {
            if (passage.fits(question)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInHostDepartment() {
        relied.onMoves(situation);
        var department = question.to().department();
        return department.isKnown()
                ? situation.isHost(department)
                : road.ase && situation.moveToHost() == null;
    }

    private Decision conditions(Category category) {
        if (agreement != null) {
            relied.on(agreement.word());
            relied.on(agreement.evaluation());
            var closed = conditions.closedByAgreement(agreement);
            if (closed != null) {
                return missing(closed, reasonOf(Condition.Type.AGREED, acting));
            }
        }
        Missing firstHeld = null;
        Condition firstCondition = null;
        var wouldChange = new TreeSet<>(Missing.BY_WORD);
        for (var step = road == acting ? 1 : 0; step < 2; step++) {
            for (var condition : (step == 0 ? road : way()).conditions) {
                if (!condition.isAskedOf(question)) {
                    continue;
                }
                var missing = conditions.missing(condition, agreement, category.leaving());
                if (missing == null) {
                    continue;
                }
                if (condition.guards() == 0) {
                    return missing(missing, condition.reason());
                }
                category.hold(missing.held(), condition);
                wouldChange.addAll(missing.awaits());
                if (firstHeld == null) {
                    firstHeld = missing;
                    firstCondition = condition;
                }
            }
        }
        if (firstHeld != null && !category.leavesSomething()) {
            return missing(firstHeld, firstCondition.reason());
        }
        return transported(category, List.copyOf(wouldChange));
    }

    private static Reason reasonOf(Condition.Type type, Road some) {
        return some.conditions.stream().filter(condition -> condition.type() == type).findFirst().orElseThrow()
                .reason();
    }

    private Decision missing(Missing missing, Reason reason) {
        obligations.addAll(missing.obligations());
        return missing.withhold() == null
                ? decision(new Await(missing.awaits()), withholdAll(reason), reason, missing.awaits())
                : withheld(missing.withhold(), reason, missing.awaits());
    }

    private Decision transported(Category category, List<FactKind> wouldChange) {
        if (road.transport && (category.leaving() & book.commons.attested) != 0) {
            var attestation = situation.attestationOf(question.from().department());
            if (attestation == null) {
                obligations.add(new Obligation(ObligationCode.PAPER_LRAR, java.util.Optional.empty()));
                return withheld(Withhold.TOLD, road.attestation, List.of(FactKind.RGS_ATTESTATION));
            }
            relied.on(attestation);
        }
        obligations.addAll(new Obligations(book, road, way(), situation, relied, conditions.isWaiverReliedOn()).all());
        return decision(Release.RELEASE, category.verdicts(), road.released, wouldChange);
    }

    private Decision withheld(Withhold withhold, Reason reason, List<FactKind> wouldChange) {
        return decision(withhold, withholdAll(reason), reason, wouldChange);
    }

    private List<Verdict> withholdAll(Reason reason) {
        var reasons = List.of(reason);
        var verdicts = new ArrayList<Verdict>(file.pieces().size());
        for (var piece : file.pieces()) {
            var never = book.commons.never(piece.kind());
            verdicts.add(new Verdict(piece, Treatment.WITHHOLD, never == null ? reasons : never));
        }
        return verdicts;
    }

    private Decision decision(Outcome outcome, List<Verdict> verdicts, Reason reason, List<FactKind> wouldChange) {
        obligations.sort(null);
        return new Decision(question, outcome, verdicts, reason, rules(), obligations, wouldChange, relied.ids(),
                situation.today, book.version(), book.digest());
    }

    /** The ids of the rules that spoke, sorted. */
    private List<String> rules() {
        var bits = 1L << road.track.ordinal();
        if (acting != null) {
            bits |= 1L << acting.track.ordinal();
        }
        if (asRisk) {
            bits |= 1L << acting.risk.track.ordinal();
        }
        var isProtected = false;
        var hasNotes = false;
        var hasOrigins = false;
        for (var piece : file.pieces()) {
            var kind = piece.kind();
            hasNotes |= kind == Kind.NOTE;
            hasOrigins |= kind == Kind.ORIGINS;
            isProtected |= !piece.marks().isEmpty()
                    && (piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS));
        }
        return book.ruleIds(bits, isProtected, hasNotes, hasOrigins);
    }

    private List<FactKind> changing(Reason basis) {
        if (basis == road.majority) {
            return List.of(FactKind.ACTION_EDUCATIVE);
        }
        if (basis == road.recipient) {
            return road.inHost && situation.moveToHost() == null ? List.of(FactKind.FAMILY_MOVED) : List.of();
        }
        if (basis != road.triggerFails || acting == null) {
            return List.of();
        }
        var missing = new TreeSet<>(Missing.BY_WORD);
        for (var trigger : acting.triggers) {
            if (trigger.met(situation) == null) {
                missing.add(trigger.fact());
            }
        }
        return List.copyOf(missing);
    }
}
