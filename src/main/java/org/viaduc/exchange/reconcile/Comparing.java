package org.viaduc.exchange.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.Journey.Direction;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.trust.ReceiptState;
import org.viaduc.trust.Statement;
import org.viaduc.trust.Statement.Line;
import org.viaduc.trust.Statement.Line.Part;

/**
 * Answers a neighbour that compares: for each exchange that it asks about, what this node's journal says of it, if the two
 * share it in the way that is asked. Anything else gets the line of an exchange that never was. A request for a file gets the
 * same word whatever came of it here.
 */
public final class Comparing {
    private final Desk desk;

    public Comparing(Desk desk) {
        this.desk = desk;
    }

    /** @return the signed answer, with the latest head of our journal @throws NotBelieved for an answer that nobody asked */
    public byte[] answer(Statement.Comparison asked, Department from) {
        if (asked.isAnswer()) {
            throw new NotBelieved("misdirected", null);
        }
        var peer = desk.peers().peer(from).orElseThrow();
        return desk.transactions().run(tx -> {
            var lines = new ArrayList<Line>();
            for (var line : asked.lines()) {
                lines.add(answer(tx, line, from));
            }
            var head = desk.journal().latestCheckpoint(tx);
            desk.pages(Actor.peer(from)).say(Step.RECONCILED, entry -> {
                var told = entry.with(Detail.PEER, from.code()).with(Detail.RECORDS, lines.size());
                return head.isPresent() ? told.with(Detail.SIZE, head.get().size()) : told;
            }).into(desk.journal(), tx);
            return desk.sealer().sign(new Statement.Comparison(asked.exchange(), true, lines, head), peer).bytes();
        });
    }

    private Line answer(Connection tx, Line asked, Department from) throws SQLException {
        var journey = desk.journeys().find(tx, asked.exchange()).filter(each -> each.peer().equals(from));
        return switch (asked.part()) {
            case ASKED -> Line.bare(asked.exchange(), Part.ASKED,
                    journey.filter(Journey::isHostAsked).map(any -> ReceiptState.RECEIVED));
            case SENT -> said(tx, journey, Direction.IN, Part.RECEIVED, asked.exchange());
            case RECEIVED -> said(tx, journey, Direction.OUT, Part.SENT, asked.exchange());
        };
    }

    private Line said(Connection tx, Optional<Journey> journey, Direction direction, Part part, ExchangeId id)
            throws SQLException {
        var ours = journey.filter(each -> each.direction() == direction).isPresent()
                ? Ours.of(id, desk.journal().of(tx, id)).filter(each -> each.part() == part)
                : Optional.<Ours>empty();
        return ours.map(Ours::line).orElse(Line.bare(id, part, Optional.empty()));
    }

    /** What our journal says of these exchanges, those of which nothing went between two nodes left out. */
    List<Ours> ours(Connection tx, List<ExchangeId> ids) throws SQLException {
        var found = new ArrayList<Ours>();
        desk.journal().of(tx, ids).forEach((id, entries) -> Ours.of(id, entries).ifPresent(found::add));
        return found;
    }
}
