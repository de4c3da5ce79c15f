package org.viaduc.journal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.viaduc.model.UnknownCode;

/** What was done. The journey's steps in their order, then what happens around it. A closed list. */
public enum Step {
    ACCEPTED,
    REFUSED_AT_DOOR,
    TRANSLATED,
    MATCHED,
    OPENED,
    QUESTION_OPENED,
    DECIDED,
    QUEUED, //
    /** An extract of their own file lies ready for the person who asked. */
    READY,
    CONFIRMED,
    RELEASED, //
    /** Before the bytes go out: the outcome may stay unknown. */
    SENDING,
    SENT,
    VERIFIED,
    REFUSED,
    REPEATED, //
    /** Before the local system is reached: the outcome may stay unknown. */
    DELIVERING,
    DELIVERED,
    RECEIPTED,
    PARKED,
    AWAITING,
    WITHHELD,
    FAILED, //
    /** Someone asked something of this node. */
    ASKED, //
    /** The department that a family moved to asked for its file. */
    HOST_ASKED,
    ANSWERED,
    FACT_RECORDED,
    RESOLVED,
    RETRIED,
    WITHDRAWN,
    RECALLED,
    RECTIFIED,
    HANDED_OVER,
    BROKEN_GLASS, //
    READ,
    EXPORTED,
    /** An auditor drew exchanges by lot, wrote a note, signed a report. */
    SAMPLED,
    ANNOTATED,
    REPORTED, //
    /** What a neighbour says of the exchanges that both know was held against what is known here. */
    RECONCILED,
    SHREDDED, //
    /** What was exchanged is kept under a key of its own, for a term of the rule book; then the key is destroyed. */
    RETAINED,
    DESTROYED,
    KEY_ROTATED, //
    /** A user states that the node's clock was set back, and why the times of the log run backwards there. */
    CLOCK_SET,
    WITNESSED, //
    /** Somebody was written to that something waits here: how much, never about whom. */
    NOTIFIED,
    STARTED,
    STOPPED,
    RELOADED;

    private static final Map<String, Step> BY_WORD = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(step -> BY_WORD.put(step.word, step));
    }

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in the journal, as {@code refused-at-door}. */
    public String word() {
        return word;
    }

    /** @throws UnknownCode for a word of no step */
    public static Step of(String word) {
        var step = BY_WORD.get(word);
        if (step == null) {
            throw new UnknownCode("step", word, BY_WORD.keySet().stream().sorted().toList());
        }
        return step;
    }

    @Override
    public String toString() {
        return word;
    }
}
