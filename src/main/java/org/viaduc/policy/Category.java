package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.policy.FactDetail.Consent;
import org.viaduc.policy.FactDetail.Giver;
import org.viaduc.policy.FactDetail.Opposition;
import org.viaduc.policy.FactDetail.Word;

/** Which pieces of a file are of the kinds that a road permits to this recipient: hard masks, step 6 and step 9. */
final class Category {
    private final RuleBook book;
    private final Road road;
    private final Road way;
    private final FileFace file;
    private final List<Reason>[] held;

    private final boolean isAddressProtected;
    private final boolean isToParents;
    private final boolean isNarrowed;
    private final long mask;
    private final long permitted;
    private final long opposed;
    private final long secret;
    private final long closed;
    private long heldKinds;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Category(RuleBook book, Road road, Road way, Question question, FileFace file, Situation situation,
            Relied relied) {
        this.book = book;
        this.road = road;
        this.way = way;
        this.file = file;
        this.held = new List[Kind.values().length];
        this.isAddressProtected = isAddressProtected();
        var release = 0L;
        var masked = 0L;
        for (var passage : way.passages) {
            if (passage.fits(question)) {
                release |= passage.release();
                masked |= passage.mask();
            }
        }
        var kinds = (release | masked) & ~book.closedTo(question.to().role());
        this.isNarrowed = way.onlyUnder != null && situation.has(way.onlyUnder.fact());
        if (isNarrowed) {
            relied.on(situation.latest(way.onlyUnder.fact()));
            kinds &= way.onlyUnder.kinds();
        }
        var shut = 0L;
        if (way.closedWhile != null) {
            var running = situation.running(way.closedWhile.fact(), way.closedWhile.ended(), true);
            if (running != null) {
                relied.on(running);
                shut = way.closedWhile.kinds();
            }
        }
        this.mask = masked;
        this.permitted = kinds;
        this.closed = shut;
        this.opposed = way.oppositionCloses ? opposed(situation, question, relied) : 0;
        this.isToParents = question.to().role() == Role.PARENTS;
        this.secret = isToParents ? opposedToParents(situation, question, relied) : 0;
    }

    private boolean isAddressProtected() {
        for (var piece : file.pieces()) {
            if (!piece.marks().isEmpty() && Kinds.has(book.commons.addressKinds, piece.kind())
                    && carriesAddress(piece.marks())) {
                return true;
            }
        }
        return false;
    }

    private static boolean carriesAddress(Set<Mark> marks) {
        return marks.contains(Mark.PROTECTED) || marks.contains(Mark.PROTECTED_ADDRESS);
    }

    /** The kinds that an opposition closes and no later consent has opened again. */
    private long opposed(Situation situation, Question question, Relied relied) {
        var kinds = 0L;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            var named = closes(fact, question);
            if (named != 0) {
                relied.on(fact);
                kinds |= named & ~consentedAfter(fact, situation, question, relied);
            }
        }
        return kinds;
    }

    private long closes(Fact fact, Question question) {
        if (fact.detail() instanceof Opposition opposition) {
            return opposition.scope().covers(question) ? sections(opposition) : 0;
        }
        return fact.detail() instanceof Word && fact.kind() != FactKind.WRITTEN_AGREEMENT ? way.refusalCloses : 0;
    }

    private static long sections(Opposition opposition) {
        if (opposition.to().isEmpty()) {
            return Kinds.ALL;
        }
        var kinds = 0L;
        for (var section : opposition.to()) {
            kinds |= Kinds.of(section);
        }
        return kinds;
    }

    private static long consentedAfter(Fact opposed, Situation situation, Question question, Relied relied) {
        var kinds = 0L;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.detail() instanceof Consent consent && fact.on().isAfter(opposed.on())
                    && Conditions.stands(consent, situation, question)) {
                relied.on(fact);
                for (var section : consent.sections()) {
                    kinds |= Kinds.of(section);
                }
            }
        }
        return kinds;
    }

    private long opposedToParents(Situation situation, Question question, Relied relied) {
        var kinds = 0L;
        for (var i = 0; i < situation.count(); i++) {
            var fact = situation.fact(i);
            if (fact.detail() instanceof Opposition opposition && isMinors(opposition)
                    && opposition.scope().covers(question)) {
                relied.on(fact);
                kinds |= sections(opposition);
            }
        }
        return kinds & way.closedToParents;
    }

    /** The parents' own opposition is not the minor's; one whose author is unknown may be. */
    private static boolean isMinors(Opposition opposition) {
        return opposition.by().isEmpty() || opposition.by().get() != Giver.PARENTS;
    }

    boolean isClosedByOpposition() {
        return (opposed & permitted) != 0;
    }

    /** The kinds of all pieces that leave, less what conditions hold back so far. */
    long leaving() {
        var kinds = 0L;
        for (var piece : file.pieces()) {
            if (treatment(piece) != Treatment.WITHHOLD) {
                kinds |= Kinds.of(piece.kind());
            }
        }
        return kinds;
    }

    private long kinds() {
        return permitted & ~opposed & ~closed & ~secret;
    }

    void hold(long kinds, Condition condition) {
        heldKinds |= kinds;
        for (var kind : Kinds.list(kinds)) {
            held[kind.ordinal()] = way.held.get(condition);
        }
    }

    /** True when, less what conditions hold back so far, something else than the company of other pieces leaves. */
    boolean leavesSomething() {
        for (var piece : file.pieces()) {
            if (treatment(piece) != Treatment.WITHHOLD
                    && (road.companySuffices || !Kinds.has(book.commons.company, piece.kind()))) {
                return true;
            }
        }
        return false;
    }

    private Treatment treatment(PieceFace piece) {
        var kind = piece.kind();
        if (book.commons.never(kind) != null || !Kinds.has(kinds() & ~heldKinds, kind)) {
            return Treatment.WITHHOLD;
        }
        if (isAddressProtected && Kinds.has(book.commons.addressKinds, kind)) {
            return Treatment.WITHHOLD;
        }
        if (!piece.marks().isEmpty()) {
            if (isSecretFromParents(piece)) {
                return Treatment.WITHHOLD;
            }
            if (carries(piece.marks())) {
                return Kinds.has(book.commons.unmaskable, kind) ? Treatment.WITHHOLD : Treatment.MASK;
            }
        }
        return Kinds.has(mask, kind) ? Treatment.MASK : Treatment.RELEASE;
    }

    private boolean isSecretFromParents(PieceFace piece) {
        return isToParents && Kinds.has(way.closedToParents, piece.kind())
                && piece.marks().contains(Mark.SECRET_FROM_PARENTS);
    }

    private static boolean carries(Set<Mark> marks) {
        return marks.size() > 1 || !marks.contains(Mark.SECRET_FROM_PARENTS);
    }

    List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>(file.pieces().size());
        for (var piece : file.pieces()) {
            var treatment = treatment(piece);
            verdicts.add(new Verdict(piece, treatment, reasons(piece, treatment)));
        }
        return verdicts;
    }

    private List<Reason> reasons(PieceFace piece, Treatment treatment) {
        var kind = piece.kind();
        return switch (treatment) {
            case RELEASE -> way.releasedPiece;
            case MASK -> !carries(piece.marks()) || piece.marks().isEmpty()
                    ? way.maskedPiece
                    : carriesAddress(piece.marks()) ? book.commons.protectedAddress : way.carryingPiece;
            case WITHHOLD -> withheld(piece, kind);
        };
    }

    private List<Reason> withheld(PieceFace piece, Kind kind) {
        if (book.commons.never(kind) != null) {
            return book.commons.never(kind);
        }
        if (isAddressProtected && Kinds.has(book.commons.addressKinds, kind)) {
            return book.commons.protectedAddress;
        }
        if (!Kinds.has(permitted, kind)) {
            return isNarrowed ? way.narrowed : way.category;
        }
        if (Kinds.has(closed, kind)) {
            return way.closed;
        }
        if (Kinds.has(opposed, kind)) {
            return way.opposition;
        }
        if (Kinds.has(secret, kind) || isSecretFromParents(piece)) {
            return way.secretFromParents;
        }
        return held[kind.ordinal()] != null ? held[kind.ordinal()] : book.commons.unmaskableReason;
    }
}
