package org.viaduc.trust;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

    /**
     * What a node says of exchanges that it shares with a neighbour: asked, or in answer, for as many of those that were asked
     * about. It goes as a checkpoint that has a matter.
     *
     * @param isAnswer   false of the question
     * @param checkpoint the head of the journal that it is said from; empty before the first
     */
    record Comparison(ExchangeId exchange, boolean isAnswer, List<Line> lines, Optional<Checkpoint> checkpoint)
            implements
                Statement {
        /** So many that an answer stays below the length that is read of one. */
        public static final int MOST = 100;

        public Comparison {
            lines = List.copyOf(lines);
            if (lines.size() > MOST) {
                throw new IllegalArgumentException("at most " + MOST + " exchanges are compared at once");
            }
        }

        @Override
        public MessageType type() {
            return MessageType.CHECKPOINT;
        }
    }

    /**
     * Holds a neighbour to its journal: asked, or in answer. It goes as a checkpoint that has a matter.
     *
     * @param isAnswer   false of the question
     * @param sizes      of heads that the asker keeps of the other, ascending
     * @param paths      in answer, how its log grew from each of them to the next (RFC 9162, section 2.1.4)
     * @param checkpoint the head of the journal of whoever says it; empty before the first
     * @param heads      of third nodes, each under its own signature
     */
    record Growth(ExchangeId exchange, boolean isAnswer, List<Long> sizes, List<List<Digest>> paths,
            Optional<Checkpoint> checkpoint, List<Checkpoint> heads) implements Statement {
        /** So many sizes that an answer stays below the length that is read of one. */
        public static final int MOST = 8;

        public Growth {
            sizes = List.copyOf(sizes);
            paths = paths.stream().map(List::copyOf).toList();
            heads = List.copyOf(heads);
            if (sizes.size() > MOST) {
                throw new IllegalArgumentException("at most " + MOST + " sizes are asked about at once");
            }
            for (var at = 0; at < sizes.size(); at++) {
                if (sizes.get(at) < 0 || at > 0 && sizes.get(at) <= sizes.get(at - 1)) {
                    throw new IllegalArgumentException("sizes of a log ascend");
                }
            }
        }

        @Override
        public MessageType type() {
            return MessageType.CHECKPOINT;
        }
    }

    /**
     * What a node says of one exchange.
     *
     * @param part         what this node did in it
     * @param state        empty while no receipt of what was sent has come, and where it knows of no such exchange
     * @param received     the digest of the envelope that the receiver has, or that was sent last; empty where it knows of no
     *                     such exchange
     * @param ledger       of what the receiver's translation lost
     * @param senderLedger of what the sender told that its own lost
     * @param isOwner      whether it says that it is responsible for the person; empty while nobody handed over
     */
    record Line(ExchangeId exchange, Part part, Optional<ReceiptState> state, Optional<Digest> received,
            Optional<Digest> ledger, Optional<Digest> senderLedger, Optional<Boolean> isOwner) {
        /** What a node did in an exchange. */
        public enum Part {
            SENT,
            RECEIVED,
            ASKED;

            public String word() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }

            static Part of(String word) {
                return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst().orElseThrow(
                        () -> new IllegalArgumentException("a line's part is one of the few words"));
            }
        }

        /** Whether the node that says it knows of the exchange. */
        public boolean isKnown() {
            return state.isPresent() || received.isPresent();
        }

        /** Of an exchange of which a node says nothing more. */
        public static Line bare(ExchangeId exchange, Part part, Optional<ReceiptState> state) {
            return new Line(exchange, part, state, Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty());
        }
    }
}
