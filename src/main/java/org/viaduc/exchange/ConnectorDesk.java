package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey.Direction;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.model.ExchangeId;

/** What passed through one connector lately and what is parked behind it, for whoever looks after it: nothing of a person. */
public final class ConnectorDesk {
    private static final int EXCHANGES = 12;
    private static final int STEPS = 60;
    private static final int PARKED = 50;
    /** What an integrator needs of a step; who, where and on which road is not theirs. */
    private static final Set<Detail> TOLD = Set.of(Detail.CONNECTOR, Detail.SYSTEM, Detail.ROUTE, Detail.DOOR,
            Detail.MAPPING, Detail.REASON, Detail.STATE, Detail.ATTEMPT, Detail.STATUS, Detail.BYTES, Detail.ROWS,
            Detail.RECORDS, Detail.MAPPED, Detail.CODED_DOWN, Detail.KEPT_AS_TEXT, Detail.DROPPED, Detail.LINE,
            Detail.COLUMN);
    private static final String LATEST = """
            (select id, changed_at from exchange where direction = 'out' and connector = ?
                order by changed_at desc limit ?)
            union all
            (select id, changed_at from exchange where ? and direction = 'in' and connector = ''
                order by changed_at desc limit ?)
            order by changed_at desc limit ?""";
    private static final String BEHIND = """
            select e.id, e.direction, e.reason, e.changed_at, p.id is null from exchange e left join parked p on p.id = e.id
            where e.state = 'parked' and (case e.direction when 'in' then ? else e.connector = ? end)
            union all
            select p.id, trim(p.direction), p.reasons, p.opened_at, false from parked p
            where (case trim(p.direction) when 'in' then ? else p.connector = ? end)
                and not exists (select 1 from exchange e where e.id = p.id and e.state = 'parked')
            order by 4 desc limit ?""";

    private final Desk desk;
    private final Readings readings;

    ConnectorDesk(Desk desk) {
        this.desk = desk;
        this.readings = new Readings(desk);
    }

    /**
     * Something that waits for a person.
     *
     * @param reasons  code words
     * @param replayable whether it may be tried again; otherwise a person has to say first who is meant, or whether it goes on
     */
    public record Parked(ExchangeId id, Direction direction, List<String> reasons, Instant since,
            boolean replayable) {
        public Parked {
            reasons = List.copyOf(reasons);
        }
    }

    /** The fifty that were parked last, newest first. */
    public List<Parked> parked(Connector connector) {
        return desk.transactions().run(tx -> {
            try (var select = tx.prepareStatement(BEHIND)) {
                var at = 1;
                for (var part = 0; part < 2; part++) {
                    select.setBoolean(at++, delivers(connector));
                    select.setString(at++, connector.name());
                }
                select.setInt(at, PARKED);
                try (var rows = select.executeQuery()) {
                    var found = new ArrayList<Parked>();
                    while (rows.next()) {
                        found.add(new Parked(new ExchangeId(rows.getObject(1, UUID.class)),
                                rows.getString(2).equals("in") ? Direction.IN : Direction.OUT,
                                Arrays.stream(rows.getString(3).split(",")).filter(word -> !word.isBlank()).toList(),
                                rows.getTimestamp(4).toInstant(), rows.getBoolean(5)));
                    }
                    return found;
                }
            }
        });
    }

    /** The latest steps of the exchanges that moved last through the connector, newest first; that they were read is an entry. */
    public List<Entry> steps(Connector connector, Actor reader) {
        return desk.transactions().run(tx -> {
            var latest = latest(tx, connector);
            readings.of(tx, reader, "exchanges", latest.size());
            return desk.journal().of(tx, latest).values().stream().flatMap(List::stream).map(Journal.Placed::entry)
                    .sorted(Comparator.comparing(Entry::at).reversed()).limit(STEPS).map(ConnectorDesk::told)
                    .toList();
        });
    }

    private List<ExchangeId> latest(Connection tx, Connector connector) throws SQLException {
        try (var select = tx.prepareStatement(LATEST)) {
            select.setString(1, connector.name());
            select.setInt(2, EXCHANGES);
            select.setBoolean(3, delivers(connector));
            select.setInt(4, EXCHANGES);
            select.setInt(5, EXCHANGES);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<ExchangeId>();
                while (rows.next()) {
                    found.add(new ExchangeId(rows.getObject(1, UUID.class)));
                }
                return found;
            }
        }
    }

    /** Without a neighbour's name, too: of somebody who must not be found, not even the department is told. */
    private static Entry told(Entry entry) {
        var details = new HashMap<>(entry.details());
        details.keySet().retainAll(TOLD.stream().map(Detail::word).toList());
        var actor = entry.actor().kind() == Actor.Kind.PEER
                ? Actor.peer(org.viaduc.model.Department.UNKNOWN)
                : entry.actor();
        return new Entry(entry.exchange(), actor, entry.step(), entry.at(), details);
    }

    private boolean delivers(Connector connector) {
        return desk.settings().delivering().filter(connector::equals).isPresent();
    }
}
