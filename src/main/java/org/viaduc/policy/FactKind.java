package org.viaduc.policy;

import java.util.Locale;

import org.viaduc.policy.FactDetail.Shape;

import static org.viaduc.policy.FactDetail.Shape.*;

/** The dated things that the law attaches something to: the closed list of the contract, and one of our own. */
public enum FactKind {
    FAMILY_MOVED(MOVED),
    IP_RECEIVED(PLAIN),
    IP_UNDER_EVALUATION(PLAIN),
    IP_CLOSED(PLAIN),
    ASE_ADMINISTRATIVE_BENEFIT(
            BENEFIT),
    JUDICIAL_MEASURE(MEASURE),
    JUDGE_RELEASED(PLAIN),
    JUDGE_KEEPS_MEASURE_WITH_ORIGIN(
            PLAIN),
    PARENTS_INFORMED(PLAIN),
    PERSON_INFORMED(PLAIN),
    CHILD_INFORMED(PLAIN),
    INFORMATION_WAIVED(
            MOTIVATED),
    WRITTEN_AGREEMENT(WORD),
    AGREEMENT_REFUSED(WORD),
    AGREEMENT_WITHDRAWN(
            WORD),
    EVALUATED_AFTER_REFUSAL(EVALUATION),
    JUDICIAL_AUTHORITY_SEIZED(
            PLAIN),
    INTERRUPTION_ENDANGERS(PLAIN),
    ADDRESS_REQUESTED(
            FUND),
    ADDRESS_ANSWERED(FUND),
    PERSON_REQUEST(
            PLAIN),
    FAVOURABLE_DECISION(PLAIN),
    RESIDENCE(
            STAY),
    CONSENT(Shape.CONSENT),
    OPPOSITION(
            Shape.OPPOSITION),
    ACTION_EDUCATIVE(
            PLAIN),
    HOST_ASKED(
            PLAIN),
    RGS_ATTESTATION(
            ATTESTATION),
    EMERGENCY(
            MOTIVATED),
    SIX_CONDITIONS(
            ITEM),
    /** Not of the contract's list: there, discernment is given with the person. It is recorded like any other fact. */
    DISCERNMENT_ASSESSED(
            ASSESSMENT);

    private static final Words<FactKind> WORDS = new Words<>("fact", values(), FactKind::word);

    private final String word;
    private final Shape shape;

    FactKind(Shape shape) {
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.shape = shape;
    }

    /** The word of the contract, as {@code family-moved}. */
    public String word() {
        return word;
    }

    Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return word;
    }

    /** The kind of a word. @throws org.viaduc.model.UnknownCode for any other */
    public static FactKind of(String word) {
        return WORDS.of(word);
    }
}
