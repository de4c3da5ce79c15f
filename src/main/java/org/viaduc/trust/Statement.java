package org.viaduc.trust;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

    /**
     * What happened to an exchange after its file was carried, or a word on that: a withdrawal, a recall, a rectification
     * or a hand-over.
     *
     * @param matter  what happened, as {@code agreement-withdrawn}
     * @param answer  what became of it at the one who answers, as {@code suspended}; empty in the notice itself
     * @param related another exchange that matters to it, as the one whose file takes the place of this one's
     */
    record Notice(ExchangeId exchange, MessageType type, String matter, Optional<String> answer,
            Optional<ExchangeId> related) implements Statement {
        private static final Set<MessageType> TYPES = EnumSet.of(MessageType.WITHDRAWAL, MessageType.RECALL,
                MessageType.RECTIFICATION, MessageType.HAND_OVER);

        public Notice {
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException("a notice is one of " + TYPES + ", not a " + type);
            }
            word(matter);
            answer.ifPresent(Notice::word);
        }

        private static void word(String word) {
            if (!word.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException("a notice is made of the contract's words, as agreement-withdrawn");
            }
        }

        /** A notice that answers none. */
        public static Notice of(ExchangeId exchange, MessageType type, String matter) {
            return new Notice(exchange, type, matter, Optional.empty(), Optional.empty());
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
