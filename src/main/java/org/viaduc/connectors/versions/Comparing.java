package org.viaduc.connectors.versions;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.connectors.RouteSwap;
import org.viaduc.exchange.PastExchanges;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingsInForce;

/**
 * Says what a version would change before it is switched on. What a department handed over is not kept once it is
 * translated; so the answer rests on what stands in the connector's own archive, a folder here or on the department's SFTP server, and for
 * every other exchange on its ledger, which knows the fields and not what they held.
 */
public final class Comparing {
    private static final Logger LOG = LoggerFactory.getLogger(Comparing.class);

    private final Versions versions;
    private final MappingsInForce mappings;
    private final RouteSwap routes;
    private final NodeSettings settings;
    private final PastExchanges past;
    private final Clock clock;

    Comparing(Versions versions, MappingsInForce mappings, RouteSwap routes, NodeSettings settings, PastExchanges past,
            Clock clock) {
        this.versions = versions;
        this.mappings = mappings;
        this.routes = routes;
        this.settings = settings;
        this.past = past;
        this.clock = clock;
    }

    /**
     * Compares the version in force with a candidate.
     *
     * @param since the first day looked at; a month ago without one
     * @throws NotInForce when the candidate has faults
     * @throws java.util.NoSuchElementException for an unknown connector or version
     */
    public Difference compare(String name, String day, Optional<LocalDate> since, Actor by) {
        var connector = versions.connector(name);
        var system = connector.system();
        var before = mappings.book();
        var after = versions.candidate(system, day);
        var from = since.orElse(settings.day(clock.instant()).minusMonths(1));
        past.read(name, by);
        var exchanges = past.through(name, from.atStartOfDay(settings.zone()).toInstant());
        var files = new Replay(system, before, after, exchanges);
        var rests = files.rest(replay(connector, from.atStartOfDay(settings.zone()).toInstant(), files));
        return new Difference(name, before.version(system), after.version(system), from, rests,
                TableTexts.compare(before.texts(system), after.texts(system)), files.changes.fields(),
                files.changes.pieces(), files.changes.facts(), files.changes.budget(), files.changes.exchanges());
    }

    /** Reads again what the archive holds. @return why the files of the other exchanges were not read */
    private String replay(Connector connector, Instant since, Replay files) {
        try {
            var archive = new Archives(settings.connectors(), routes.running()).of(connector.name());
            if (archive.isEmpty()) {
                return "no-archive";
            }
            try (var open = archive.get()) {
                files.read(open, open.since(since));
            }
            return "not-in-archive";
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("connector", connector.name()).addKeyValue("fault", e.getMessage())
                    .log("an archive was not read again: see that the connector's system answers");
            return "archive-unreachable";
        }
    }
}
