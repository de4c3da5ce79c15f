package org.viaduc.exchange.handover;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/** Where responsibilities stand, as the node's database keeps it, and what the journal says of each move. */
final class HandOvers {
    private final Desk desk;

    HandOvers(Desk desk) {
        this.desk = desk;
    }

    /** It stands there now, by somebody's act: kept and said in one. */
    void moved(Connection tx, HandOver now, Actor by) throws SQLException {
        save(tx, now);
        desk.pages(by).say(now.exchange(), Step.HANDED_OVER, entry -> {
            var told = entry.with(Detail.PEER, now.peer().code()).with(Detail.PART, now.side().word())
                    .with(Detail.STATE, now.stage().word()).with(Detail.NUMBER, now.round())
                    .with(Detail.RELATED, now.latest().toString());
            return now.reason().isEmpty() ? told : told.with(Detail.REASON, now.reason());
        }).into(desk.journal(), tx);
    }

    void save(Connection tx, HandOver each) throws SQLException {
        try (var upsert = tx.prepareStatement("""
                insert into hand_over (exchange, side, peer, state, reason, latest, round, opened_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (exchange) do update set side = excluded.side, state = excluded.state,
                    reason = excluded.reason, latest = excluded.latest, round = excluded.round,
                    changed_at = excluded.changed_at""")) {
            upsert.setObject(1, each.exchange().value());
            upsert.setString(2, each.side().word());
            upsert.setString(3, each.peer().code());
            upsert.setString(4, each.stage().word());
            upsert.setString(5, each.reason());
            upsert.setObject(6, each.latest().value());
            upsert.setInt(7, each.round());
            upsert.setTimestamp(8, Timestamp.from(each.openedAt()));
            upsert.setTimestamp(9, Timestamp.from(each.changedAt()));
            upsert.executeUpdate();
        }
    }

    Optional<HandOver> locked(Connection tx, ExchangeId exchange) throws SQLException {
        return list(tx, "where exchange = ? for update", exchange.value()).stream().findFirst();
    }

    /** What is offered or on its way, oldest first. */
    List<HandOver> open(Connection tx) throws SQLException {
        return list(tx, "where state in ('offered', 'accepting') order by opened_at");
    }

    private static List<HandOver> list(Connection tx, String where, Object... values) throws SQLException {
        try (var select = tx.prepareStatement("select * from hand_over " + where)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var row = select.executeQuery()) {
                var found = new ArrayList<HandOver>();
                while (row.next()) {
                    found.add(new HandOver(new ExchangeId(row.getObject("exchange", UUID.class)),
                            HandOver.Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                            new Department(row.getString("peer")),
                            HandOver.Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getString("reason"), new ExchangeId(row.getObject("latest", UUID.class)),
                            row.getInt("round"), row.getTimestamp("opened_at").toInstant(),
                            row.getTimestamp("changed_at").toInstant()));
                }
                return found;
            }
        }
    }

    /** The last exchange by which the same person's file went to the same department on the same track. */
    ExchangeId latest(Connection tx, Journey journey) throws SQLException {
        return journey.direction() == Journey.Direction.OUT
                ? desk.journeys().copies(tx, journey.person().orElseThrow()).stream()
                        .filter(each -> each.peer().equals(journey.peer()) && each.track() == journey.track())
                        .map(Journey::id).reduce(journey.id(), (first, second) -> second)
                : journey.id();
    }
}
