package org.viaduc.exchange.node;

import org.viaduc.model.ExchangeId;
import org.viaduc.trust.Envelope;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Peer;

/** The need to carry something to another node; the doors fulfil it. */
public interface PeerLine {
    /**
     * Carries an envelope with its attachments and brings back what the peer answers, opened.
     *
     * @throws LineBroken when the outcome is unknown: the same bytes may be carried again
     */
    Answer carry(Peer peer, Envelope envelope, ExchangeId exchange);

    /** Carries a signed statement's bytes and brings back what the peer answers. @throws LineBroken as above */
    Answer carry(Peer peer, byte[] statement);

    /** What came back. */
    sealed interface Answer {
        /** A message, opened and believed or not. */
        record Message(Opening opening) implements Answer {}

        /** The peer took it and has nothing to say. */
        record Silence() implements Answer {}

        /** The peer did not believe us. @param reason its word for it, as {@code wrong-key} */
        record Disbelief(String reason) implements Answer {}
    }
}
