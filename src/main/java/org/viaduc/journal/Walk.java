package org.viaduc.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.viaduc.journal.Journal.Placed;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** Reads entries exchange by exchange. */
final class Walk {
    private static final int AT_ONCE = 2_000;

    private Walk() {
    }

    static Map<ExchangeId, List<Placed>> of(Connection connection, Collection<ExchangeId> exchanges)
            throws SQLException {
        var found = new LinkedHashMap<ExchangeId, List<Placed>>();
        try (var select = connection.prepareStatement("""
                select l.leaf_index, %s from journal_entry e left join journal_leaf l on l.entry = e.id
                where e.exchange = any(?) order by e.id""".formatted(EntryRows.COLUMNS))) {
            exchanges.forEach(id -> found.put(id, new ArrayList<>()));
            select.setArray(1, connection.createArrayOf("uuid", exchanges.stream().map(ExchangeId::value).toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var placed = EntryRows.placed(rows);
                    found.get(placed.entry().exchange().orElseThrow()).add(placed);
                }
            }
        }
        found.values().removeIf(List::isEmpty);
        return found;
    }

    static List<ExchangeId> about(Connection connection, Pseudonym person) throws SQLException {
        try (var select = connection.prepareStatement("""
                select exchange from journal_entry where details->>'pseudonym' = ? and exchange is not null
                group by exchange order by min(id)""")) {
            select.setString(1, person.value().toString());
            var found = new ArrayList<ExchangeId>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new ExchangeId(rows.getObject(1, UUID.class)));
                }
            }
            return found;
        }
    }

    /** The order of the exchanges, and of the entries of each, follows from the log alone. */
    static void all(Connection connection, long size, Instant from, Instant to, Consumer<List<Placed>> each)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                with begun as (
                    select e.exchange from journal_entry e join journal_leaf l on l.entry = e.id
                    where e.exchange is not null and l.leaf_index < ? and e.at < ?
                    group by e.exchange having min(e.at) >= ?)
                select l.leaf_index, %s from begun join journal_entry e on e.exchange = begun.exchange
                join journal_leaf l on l.entry = e.id where l.leaf_index < ?
                order by e.exchange, l.leaf_index""".formatted(EntryRows.COLUMNS))) {
            select.setFetchSize(AT_ONCE);
            select.setLong(1, size);
            select.setObject(2, Search.utc(to));
            select.setObject(3, Search.utc(from));
            select.setLong(4, size);
            var one = new ArrayList<Placed>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var placed = EntryRows.placed(rows);
                    if (!one.isEmpty() && !one.getLast().entry().exchange().equals(placed.entry().exchange())) {
                        each.accept(List.copyOf(one));
                        one.clear();
                    }
                    one.add(placed);
                }
            }
            if (!one.isEmpty()) {
                each.accept(List.copyOf(one));
            }
        }
    }
}
