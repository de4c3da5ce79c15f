package org.viaduc.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;

/** One question, file and set of facts on which the laws of a book are tried; the file has one piece of a kind at most. */
record Trial(Question question, FileFace file, List<Fact> facts) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final List<PieceFace> ALL = pieces(Set.of());
    private static final List<PieceFace> PROTECTED = pieces(Set.of(Mark.PROTECTED_ADDRESS));

    private static List<PieceFace> pieces(Set<Mark> marks) {
        var pieces = new ArrayList<PieceFace>();
        for (var kind : EnumSet.allOf(Kind.class)) {
            pieces.add(new PieceFace(kind.code(), kind, marks));
        }
        return List.copyOf(pieces);
    }

    /** A file with a piece of every kind. */
    static FileFace wholeFile(Age age, boolean discernment) {
        return new FileFace(ALL, age, discernment);
    }

    Decision decide(RuleBook book) {
        return new DecisionPoint(book).decide(question, file, facts, TODAY);
    }

    Leaving leaving(RuleBook book) {
        return Leaving.by(decide(book));
    }

    /** The same with a protected address in every piece. */
    Trial withProtectedAddress() {
        return with(new FileFace(file.pieces().size() == ALL.size() ? PROTECTED : marked(), file.age(), file
                .discernment()));
    }

    private List<PieceFace> marked() {
        return file.pieces().stream().map(piece -> new PieceFace(piece.pieceId(), piece.kind(), Set.of(
                Mark.PROTECTED_ADDRESS))).toList();
    }

    Trial with(FileFace otherFile) {
        return new Trial(question, otherFile, facts);
    }

    Trial with(List<Fact> otherFacts) {
        return new Trial(question, file, otherFacts);
    }

    Trial and(List<Fact> others) {
        var more = new ArrayList<>(facts);
        more.addAll(others);
        return with(more);
    }

    boolean has(FactKind... kinds) {
        for (var fact : facts) {
            for (var kind : kinds) {
                if (fact.kind() == kind && isComplete(fact)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** False when the fact leaves unknown what the law needs to know of it. */
    static boolean isComplete(Fact fact) {
        return switch (fact.detail()) {
            case FactDetail.Benefit benefit -> benefit.onlyFinancial().isPresent() && !benefit.onlyFinancial().get();
            case FactDetail.Motivated said -> said.by().isPresent() && said.motive().isPresent();
            case FactDetail.Word word -> word.by().isPresent();
            case FactDetail.Evaluation evaluation -> evaluation.by().isPresent() && evaluation.result().isPresent();
            case FactDetail.Stay stay -> stay.since().isPresent() && stay.in().isPresent();
            case FactDetail.Consent consent -> consent.by().isPresent()
                    && consent.until().map(last -> !last.isBefore(TODAY)).orElse(true);
            case FactDetail.Attestation attestation -> attestation.by().isPresent();
            case FactDetail.Assessment assessment -> assessment.discernment().isPresent();
            case FactDetail.Item item -> item.section().isPresent();
            case FactDetail.Plain plain -> true;
            case FactDetail.Moved moved -> true;
            case FactDetail.Measure measure -> true;
            case FactDetail.Fund fund -> true;
            case FactDetail.Opposition opposition -> true;
        };
    }

    boolean isAddressProtected() {
        return file.pieces().stream().anyMatch(piece -> piece.kind().section() == Section.S02 && isProtected(piece));
    }

    static boolean isProtected(PieceFace piece) {
        return piece.marks().contains(Mark.PROTECTED) || piece.marks().contains(Mark.PROTECTED_ADDRESS);
    }
}
