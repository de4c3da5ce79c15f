package org.viaduc.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.ExchangeId;

/** What the ledgers of past exchanges say, for whoever looks after a mapping: names of fields and counts, never contents. */
public final class PastExchanges {
    private static final int MOST = 10_000;
    private final Desk desk;

    PastExchanges(Desk desk) {
        this.desk = desk;
    }

    /** @param localId only to find the exchange of a file that is read again; never shown */
    public record Past(ExchangeId id, boolean isOutgoing, String localId, LossLedger ledger) {
        @Override
        public String toString() {
            return "Past[" + id + "]";
        }
    }

    /** The exchanges through a connector that were opened since then and translated, newest first; at most ten thousand. */
    public List<Past> through(String connector, Instant since) {
        return desk.transactions().run(tx -> {
            try (var statement = tx.prepareStatement("""
                    select id, direction, local_id, ledger from exchange join account on exchange = id
                    where connector = ? and opened_at >= ? and ledger <> '' order by opened_at desc limit ?""")) {
                statement.setString(1, connector);
                statement.setTimestamp(2, Timestamp.from(since));
                statement.setInt(3, MOST);
                try (var rows = statement.executeQuery()) {
                    var found = new ArrayList<Past>();
                    while (rows.next()) {
                        found.add(new Past(new ExchangeId(rows.getObject(1, UUID.class)),
                                rows.getString(2).strip().equals("out"), rows.getString(3),
                                LossLedger.fromJson(rows.getString(4))));
                    }
                    return found;
                }
            }
        });
    }

    /** Files and exchanges are looked at for a comparison of mappings: an entry, before anything is read. */
    public void read(String connector, Actor by) {
        desk.transactions().run(tx -> {
            desk.pages(by).say(Step.READ,
                    entry -> entry.with(Detail.PART, "mappings").with(Detail.CONNECTOR, connector))
                    .into(desk.journal(), tx);
            return null;
        });
    }
}
