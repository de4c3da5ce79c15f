package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.TrayDesk.Gist;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;

/** What waiting things are about, read for those that a page shows: of exchanges, of follow-ups, of files without an exchange. */
final class Gists {
    private static final String ABOUT = """
            select e.id, e.id, e.peer, e.track, e.connector from exchange e where e.id = any (?)
            union all
            select f.id, e.id, e.peer, e.track, e.connector from follow_up f join exchange e on e.id = f.exchange
                where f.id = any (?)
            union all
            select p.id, p.id, '', '', p.connector from parked p where p.id = any (?)
                and not exists (select 1 from exchange e where e.id = p.id)""";
    private static final int PARTS = 3;
    private final Shelter shelter;

    Gists(Desk desk) {
        this.shelter = new Shelter(desk);
    }

    /** Where somebody must not be found, whoever may not know it is not told the other department either. */
    Map<ExchangeId, Gist> of(Connection tx, Collection<ExchangeId> ids, Actor reader) throws SQLException {
        var found = new HashMap<ExchangeId, Gist>();
        var exchanges = new HashMap<ExchangeId, ExchangeId>();
        try (var select = tx.prepareStatement(ABOUT)) {
            var all = tx.createArrayOf("uuid", ids.stream().map(ExchangeId::value).toArray());
            for (var part = 1; part <= PARTS; part++) {
                select.setArray(part, all);
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = new ExchangeId(rows.getObject(1, UUID.class));
                    exchanges.put(id, new ExchangeId(rows.getObject(2, UUID.class)));
                    found.put(id, new Gist(Optional.of(rows.getString(4)).filter(word -> !word.isEmpty())
                            .map(Track::of), peer(rows.getString(3)), rows.getString(5)));
                }
            }
        }
        var hidden = shelter.hidden(tx, new HashSet<>(exchanges.values()), reader);
        found.replaceAll((id, gist) -> hidden.contains(exchanges.get(id)) ? gist.withoutPeer() : gist);
        return found;
    }

    private static Optional<Department> peer(String code) {
        return List.of("", Department.UNKNOWN.code()).contains(code)
                ? Optional.empty()
                : Optional.of(new Department(code));
    }
}
