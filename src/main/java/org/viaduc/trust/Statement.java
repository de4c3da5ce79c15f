package org.viaduc.trust;

import java.util.Optional;

import org.viaduc.journal.Checkpoint;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/** What a node says under its signature, without any content: there is no place for it. */
public sealed interface Statement {
    ExchangeId exchange();

    MessageType type();

    /**
     * The receiver's word on an exchange, which tells a peer little (never a local reference, a unit, an agent or a
     * match).
     *
     * @param number   1, 2, 3… within the exchange
     * @param isFinal  true for one of them, the last
     * @param received the envelope's digest
     * @param ledger   the digest of what the translation at the receiver lost
     */
    record Receipt(ExchangeId exchange, int number, boolean isFinal, Digest received, ReceiptState state,
            Optional<Digest> ledger, Optional<Checkpoint> checkpoint) implements Statement {
        public Receipt {
            if (number < 1) {
                throw new IllegalArgumentException("receipts are numbered from 1, not " + number);
            }
            if (isFinal == (state == ReceiptState.RECEIVED)) {
                throw new IllegalArgumentException("`received` goes on; every other state is final");
            }
        }

        @Override
        public MessageType type() {
            return MessageType.RECEIPT;
        }
    }

    /** A withdrawal, a recall or a hand-over: that it happened to an exchange, and why, in a word. */
    record Notice(ExchangeId exchange, MessageType type, String reason) implements Statement {
        public Notice {
            if (type != MessageType.WITHDRAWAL && type != MessageType.RECALL && type != MessageType.HAND_OVER) {
                throw new IllegalArgumentException("a notice is a withdrawal, a recall or a hand-over, not a " + type);
            }
            if (!reason.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException(
                        "a notice's reason is a word of the contract, as agreement-withdrawn");
            }
        }
    }

    /** A journal's signed head, for the neighbours to witness. */
    record Head(ExchangeId exchange, Checkpoint checkpoint) implements Statement {
        @Override
        public MessageType type() {
            return MessageType.CHECKPOINT;
        }
    }
}
