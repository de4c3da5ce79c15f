package org.viaduc.exchange.reconcile;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Statement.Line;
import org.viaduc.trust.Statement.Line.Part;

/**
 * What this node's journal says of one exchange with a neighbour: what it did in it, with what ending, and the digests by which
 * the neighbour can tell whether it speaks of the same.
 *
 * @param since when it was first sent, asked for, or received
 * @param state of what was sent, as the last receipt says; of what was received, as it stands here
 * @param sent  every envelope of it that may have left
 * @param told  every ledger that went with one
 */
record Ours(ExchangeId exchange, Part part, Instant since, Optional<ReceiptState> state, Optional<Digest> received,
        Optional<Digest> ledger, Optional<Digest> senderLedger, Optional<Boolean> isOwner, Set<Digest> sent,
        Set<Digest> told) {
    Ours {
        sent = Set.copyOf(sent);
        told = Set.copyOf(told);
    }

    /** What these entries of one exchange say; empty when nothing of it went between two nodes. */
    static Optional<Ours> of(ExchangeId exchange, List<Placed> entries) {
        var reading = new Reading();
        entries.forEach(placed -> reading.hear(placed.entry()));
        return reading.ours(exchange);
    }

    /** As it is said to the neighbour. */
    Line line() {
        return new Line(exchange, part, state, received, ledger, senderLedger, isOwner);
    }

    boolean isEnded() {
        return state.filter(each -> each != ReceiptState.RECEIVED).isPresent();
    }

    private static final class Reading {
        private final Set<Digest> sent = new HashSet<>();
        private final Set<Digest> told = new HashSet<>();
        private Optional<Part> part = Optional.empty();
        private Optional<Instant> since = Optional.empty();
        private Optional<ReceiptState> state = Optional.empty();
        private Optional<Digest> received = Optional.empty();
        private Optional<Digest> ledger = Optional.empty();
        private Optional<Digest> senderLedger = Optional.empty();
        private Optional<Boolean> isOwner = Optional.empty();

        void hear(Entry entry) {
            switch (entry.step()) {
                case SENDING -> sending(entry);
                case RELEASED -> {
                    senderLedger = digest(entry, Detail.LEDGER).or(() -> senderLedger);
                    digest(entry, Detail.LEDGER).ifPresent(told::add);
                }
                case VERIFIED -> verified(entry);
                case TRANSLATED -> ledger = is(Part.RECEIVED) ? digest(entry, Detail.LEDGER).or(() -> ledger) : ledger;
                case RECEIPTED -> receipted(entry);
                case DELIVERED -> ends(ReceiptState.DELIVERED);
                case WITHHELD -> ends(ReceiptState.WITHHELD);
                case FAILED -> ends(ReceiptState.FAILED);
                case HANDED_OVER -> isOwner = Optional.of(said(entry, Detail.PART).equals("giving") != said(entry,
                        Detail.STATE).equals("confirmed"));
                default -> {
                    // Nothing that a neighbour could say otherwise.
                }
            }
        }

        private void sending(Entry entry) {
            var message = said(entry, Detail.MESSAGE);
            if (message.isEmpty()) {
                begins(Part.SENT, entry);
                received = digest(entry, Detail.DIGEST);
                received.ifPresent(sent::add);
            } else if (message.equals("request") && part.isEmpty()) {
                begins(Part.ASKED, entry);
            }
        }

        private void verified(Entry entry) {
            since = Optional.empty();
            begins(Part.RECEIVED, entry);
            state = Optional.of(ReceiptState.RECEIVED);
            received = digest(entry, Detail.RECEIVED);
            senderLedger = digest(entry, Detail.PEER_LEDGER);
        }

        private void receipted(Entry entry) {
            if (is(Part.SENT)) {
                state = Optional.of(ReceiptState.valueOf(said(entry, Detail.STATE).toUpperCase(java.util.Locale.ROOT)));
                received = digest(entry, Detail.RECEIVED).or(() -> received);
                ledger = digest(entry, Detail.PEER_LEDGER).or(() -> ledger);
            }
        }

        /** What was sent has ended once its receiver says so; what was asked for, once nobody waits any more. */
        private void ends(ReceiptState ending) {
            if (!is(Part.SENT)) {
                state = Optional.of(ending);
            }
        }

        private void begins(Part what, Entry entry) {
            part = Optional.of(what);
            since = since.or(() -> Optional.of(entry.at()));
        }

        private boolean is(Part what) {
            return part.equals(Optional.of(what));
        }

        private static String said(Entry entry, Detail key) {
            return entry.details().getOrDefault(key.word(), "");
        }

        private static Optional<Digest> digest(Entry entry, Detail key) {
            return Optional.ofNullable(entry.details().get(key.word())).map(Digest::new);
        }

        Optional<Ours> ours(ExchangeId exchange) {
            return part.map(what -> new Ours(exchange, what, since.orElseThrow(), state, received, ledger,
                    is(Part.ASKED) ? Optional.empty() : senderLedger, isOwner, sent, told));
        }
    }
}
