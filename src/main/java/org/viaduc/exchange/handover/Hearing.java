package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.NotBelieved;
import org.viaduc.exchange.handover.HandOver.Stage;
import org.viaduc.journal.Actor;
import org.viaduc.model.Department;
import org.viaduc.trust.MessageType;
import org.viaduc.trust.Statement;

/** Hears where a hand-over stands at the other side, and answers with our signed word. */
final class Hearing {
    private final Desk desk;
    private final HandOvers handOvers;

    Hearing(Desk desk, HandOvers handOvers) {
        this.desk = desk;
        this.handOvers = handOvers;
    }

    /** What the other side says. @return our signed word */
    byte[] take(Statement.Notice notice, Department from) {
        return desk.transactions().run(tx -> {
            var answer = heeded(tx, notice, from);
            var signed = new Statement.Notice(notice.exchange(), MessageType.HAND_OVER, notice.matter(),
                    Optional.of(answer.word()), answer.latest());
            return desk.sealer().sign(signed, desk.peers().peer(from).orElseThrow()).bytes();
        });
    }

    private Word heeded(Connection tx, Statement.Notice notice, Department from) throws SQLException {
        var journey = desk.journeys().locked(tx, notice.exchange()).filter(each -> each.peer().equals(from));
        if (journey.isEmpty()) {
            return Word.UNKNOWN;
        }
        var known = handOvers.locked(tx, notice.exchange());
        if (notice.matter().equals(Word.OFFERED)) {
            return offered(tx, journey.get(), known, notice);
        }
        if (known.isEmpty()) {
            return Word.UNKNOWN;
        }
        var matter = notice.matter();
        return switch (matter) {
            case Word.ACCEPTED -> accepted(tx, journey.get(), known.get(), notice);
            case Word.WITHDRAWN -> taken(tx, known.get(), HandOver.Side.TAKING, Stage.WITHDRAWN, "");
            default -> {
                var reason = matter.startsWith(Word.REFUSED + "-") ? matter.substring(Word.REFUSED.length() + 1) : "";
                if (!HandingOver.REASONS.contains(reason)) {
                    throw new NotBelieved("unknown-message", null);
                }
                yield taken(tx, known.get(), HandOver.Side.GIVING, Stage.REFUSED, reason);
            }
        };
    }

    /** One who is responsible for the file here takes no offer for it. */
    private Word offered(Connection tx, Journey journey, Optional<HandOver> known, Statement.Notice notice)
            throws SQLException {
        var latest = notice.related().orElse(journey.id());
        var isOurs = known.map(HandOver::isOurs).orElse(journey.direction() == Journey.Direction.OUT);
        if (isOurs) {
            return Word.NOT_COMPETENT;
        }
        if (known.filter(each -> each.side() == HandOver.Side.TAKING
                && (each.stage() == Stage.OFFERED || each.stage() == Stage.ACCEPTING)).isEmpty()) {
            var now = desk.clock().instant();
            handOvers.moved(tx,
                    known.map(each -> each.again(HandOver.Side.TAKING, latest, now)).orElseGet(() -> new HandOver(
                            journey.id(), HandOver.Side.TAKING, journey.peer(), Stage.OFFERED, "", latest, 1, now,
                            now)),
                    Actor.peer(journey.peer()));
        }
        return Word.PENDING;
    }

    private Word accepted(Connection tx, Journey journey, HandOver known, Statement.Notice notice)
            throws SQLException {
        if (known.side() != HandOver.Side.GIVING) {
            return Word.GONE;
        }
        if (known.stage() == Stage.CONFIRMED) {
            return Word.YOURS;
        }
        if (known.stage() != Stage.OFFERED) {
            return Word.GONE;
        }
        var latest = handOvers.latest(tx, journey);
        if (!notice.related().equals(Optional.of(latest))) {
            handOvers.save(tx, known.upTo(latest));
            return Word.added(latest);
        }
        handOvers.moved(tx, known.to(Stage.CONFIRMED, "", desk.clock().instant()), Actor.peer(known.peer()));
        return Word.YOURS;
    }

    private Word taken(Connection tx, HandOver known, HandOver.Side side, Stage next, String reason)
            throws SQLException {
        if (known.side() == side && (known.stage() == Stage.OFFERED || known.stage() == Stage.ACCEPTING)) {
            handOvers.moved(tx, known.to(next, reason, desk.clock().instant()), Actor.peer(known.peer()));
        }
        return Word.NOTED;
    }

}
