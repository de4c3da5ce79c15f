package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.desk.Receipts;
import org.viaduc.exchange.glass.GlassAnswer;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.exchange.proof.Witnesses;
import org.viaduc.exchange.reconcile.Comparing;
import org.viaduc.exchange.request.Answering;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.way.Receiving;
import org.viaduc.exchange.way.Sending;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.Opening;
import org.viaduc.trust.Statement;
import org.viaduc.trust.VerifiedRecord;
import org.viaduc.trust.VerifiedRequest;
import org.viaduc.trust.VerifiedStatement;

/** Takes each message that a neighbour sends to whom it is for. What is not believed, or not on the list, is refused. */
public final class Reception {
    private final Desk desk;
    private final Sending sending;
    private final Receiving receiving;
    private final Answering answering;
    private final Rights rights;
    private final HandingOver handingOver;
    private final Witnesses witnesses;

    Reception(Desk desk, Sending sending, Receiving receiving, Answering answering, Rights rights,
            HandingOver handingOver) {
        this.desk = desk;
        this.sending = sending;
        this.receiving = receiving;
        this.answering = answering;
        this.rights = rights;
        this.handingOver = handingOver;
        this.witnesses = new Witnesses(desk);
    }

    /** What a neighbour is told on the same connection. */
    public sealed interface Answer {
        /** A signed receipt. */
        @SuppressWarnings("ArrayRecordComponent")
        record Receipt(byte[] bytes) implements Answer {
            @Override
            public String toString() {
                return "Receipt";
            }
        }

        /** Taken; there is nothing to say. */
        record Nothing() implements Answer {}

        /** Not believed. @param reason one word */
        record Disbelief(String reason) implements Answer {}
    }

    /** @param from whose certificate the connection showed */
    public Answer take(Opening opening, Department from) {
        try {
            var answer = believed(opening, from);
            if (!(opening instanceof Opening.Refused)) {
                desk.outbox().heard(from, desk.clock().instant());
            }
            return answer;
        } catch (NotBelieved e) {
            return refused(from, e.reason());
        }
    }

    private Answer believed(Opening opening, Department from) {
        return switch (opening) {
            case VerifiedRecord record when record.header().type() == MessageType.OFFER ->
                new Answer.Receipt(receiving.receive(record));
            case VerifiedRecord other -> refused(from, "unknown-message");
            case VerifiedRequest request when GlassAnswer.concerns(request) ->
                new Answer.Receipt(new GlassAnswer(desk).answer(request));
            case VerifiedRequest request -> new Answer.Receipt(answering.take(request));
            case VerifiedStatement statement -> stated(statement, from);
            case Opening.Refused refused -> refused.exchange().flatMap(id -> latest(id, from))
                    .<Answer>map(Answer.Receipt::new)
                    .orElseGet(() -> refused(from, refused.reason().word()));
        };
    }

    private Answer stated(VerifiedStatement signed, Department from) {
        return switch (signed.statement()) {
            case Statement.Receipt receipt -> {
                sending.receipted(receipt, signed);
                yield new Answer.Nothing();
            }
            case Statement.Head head -> {
                witness(head.checkpoint(), from);
                yield new Answer.Nothing();
            }
            case Statement.Growth asked -> new Answer.Receipt(witnesses.answer(asked, from));
            case Statement.Comparison asked -> {
                asked.checkpoint().ifPresent(head -> witness(head, from));
                yield new Answer.Receipt(new Comparing(desk).answer(asked, from));
            }
            case Statement.Notice notice when notice.type() == MessageType.HAND_OVER ->
                new Answer.Receipt(handingOver.take(notice, from));
            case Statement.Notice notice -> rights.take(notice, signed).<Answer>map(Answer.Receipt::new)
                    .orElseGet(Answer.Nothing::new);
        };
    }

    /** A head is proof only under its own signature. */
    private void witness(Checkpoint head, Department from) {
        if (!head.origin().equals(from) || !desk.transactions().run(tx -> witnesses.keep(tx, head))) {
            throw new NotBelieved("wrong-signature", null);
        }
    }

    private Optional<byte[]> latest(ExchangeId id, Department from) {
        return desk.transactions()
                .run(tx -> desk.journeys().find(tx, id).filter(each -> each.cameFrom(from)).isPresent()
                        ? desk.receipts().latest(tx, id)
                        : Optional.<Receipts.Given>empty())
                .map(Receipts.Given::bytes);
    }

    private Answer refused(Department from, String reason) {
        desk.transactions().run(tx -> {
            entry(tx, from, reason);
            return null;
        });
        return new Answer.Disbelief(reason);
    }

    private void entry(Connection tx, Department from, String reason) throws SQLException {
        desk.pages(Actor.peer(from)).say(Step.REFUSED, entry -> entry.with(Detail.PEER, from.code())
                .with(Detail.REASON, Detail.listed(reason))).into(desk.journal(), tx);
    }
}
