package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.node.Notifications.Audience;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.exchange.notification.Item;
import org.viaduc.exchange.notification.Item.Nearness;
import org.viaduc.exchange.question.Road;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;

/** What the tray shows, as those are told who do not look at it: kinds and days. Terms of the law are told once they are near. */
final class TrayItems implements Corresponding.Waits {
    private final WhatWaits waits;
    private final Clocks clocks;

    TrayItems(Desk desk, Rights rights, Clocks clocks) {
        this.waits = new WhatWaits(desk, rights);
        this.clocks = clocks;
    }

    @Override
    public List<Item> now(Connection tx) throws SQLException {
        var waiting = waits.all(tx);
        var tracks = tracks(tx, waiting.stream().map(TrayDesk.Waiting::id).toList());
        var items = new ArrayList<Item>();
        waiting.forEach(each -> items.add(new Item(each.what() + ":" + each.id() + ":" + each.on(), each.what(),
                nearness(clocks.nearness(each)), each.due(), audience(each.what()),
                Optional.ofNullable(tracks.get(each.id().value())).flatMap(TrayItems::mission))));
        clocks.running().stream().filter(each -> each.nearness() != Deadline.Nearness.RUNNING)
                .forEach(each -> items.add(new Item(each.code() + ":" + each.id(), each.code(),
                        nearness(each.nearness()), each.deadline().map(Deadline::due), Audience.CASE_WORKER,
                        mission(each.track()))));
        return items;
    }

    private static Nearness nearness(Deadline.Nearness nearness) {
        return switch (nearness) {
            case RUNNING -> Nearness.WAITS;
            case SOON -> Nearness.SOON;
            case OVERDUE -> Nearness.OVERDUE;
        };
    }

    private static Audience audience(String what) {
        return switch (what) {
            case "breach" -> Audience.DPO;
            case "disagreement", "rewritten" -> Audience.AUDITOR;
            default -> Audience.CASE_WORKER;
        };
    }

    private static Optional<Mission> mission(Track track) {
        return Road.of(track).map(Road::mission);
    }

    /** The tracks of what is an exchange, or follows one. */
    private static Map<UUID, Track> tracks(Connection tx, Collection<ExchangeId> ids) throws SQLException {
        var tracks = new HashMap<UUID, Track>();
        try (var select = tx.prepareStatement(
                """
                        select id, track from exchange where id = any (?)
                        union all select f.id, e.track from follow_up f join exchange e on e.id = f.exchange where f.id = any (?)""")) {
            var wanted = tx.createArrayOf("uuid", ids.stream().map(ExchangeId::value).toArray());
            select.setArray(1, wanted);
            select.setArray(2, wanted);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    tracks.put(rows.getObject(1, UUID.class), Track.of(rows.getString(2)));
                }
            }
        }
        return tracks;
    }
}
