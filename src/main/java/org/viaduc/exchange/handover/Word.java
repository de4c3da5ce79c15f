package org.viaduc.exchange.handover;

import java.util.Optional;

import org.viaduc.model.ExchangeId;

/**
 * What one side answers the other when it was told where a hand-over stands. The words are those on the wire.
 *
 * @param latest the last exchange of the file, where something was added to it
 */
record Word(String word, Optional<ExchangeId> latest) {
    static final String OFFERED = "offered";
    static final String ACCEPTED = "accepted";
    static final String WITHDRAWN = "withdrawn";
    static final String REFUSED = "refused";
    static final String CONFIRMED = "confirmed";
    static final String ADDED = "added";

    static final Word UNKNOWN = new Word("unknown");
    static final Word NOT_COMPETENT = new Word("not-competent");
    static final Word PENDING = new Word("pending");
    static final Word NOTED = new Word("noted");
    static final Word GONE = new Word(WITHDRAWN);
    static final Word YOURS = new Word(CONFIRMED);

    private Word(String word) {
        this(word, Optional.empty());
    }

    static Word added(ExchangeId latest) {
        return new Word(ADDED, Optional.of(latest));
    }
}
