package org.viaduc.exchange.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.node.Outlets.Collector;
import org.viaduc.journal.Journal;
import org.viaduc.journal.feed.SyslogMessage;
import org.viaduc.model.Department;

/** Tells a collector each entry of the journal, from the first one on. While it is away its entries wait in the log itself. */
public final class Feeding implements Round.Work {
    /** The name under which the log remembers how far the collector is. */
    public static final String FEED = "syslog";
    private static final Logger LOG = LoggerFactory.getLogger(Feeding.class);
    private static final int LOAD = 2_000;

    private final Journal journal;
    private final Department own;
    private final DataSource source;
    private final Clock clock;
    private final SyslogLine line;
    private volatile Optional<Instant> failingSince = Optional.empty();

    public Feeding(Journal journal, Department own, DataSource source, Clock clock, Collector collector,
            SSLContext tls) {
        this.journal = journal;
        this.own = own;
        this.source = source;
        this.clock = clock;
        this.line = new SyslogLine(collector, tls);
    }

    /** Since when the collector has not taken anything; empty while it does. */
    public Optional<Instant> failingSince() {
        return failingSince;
    }

    /** One load. @return whether one was told */
    @Override
    public boolean once() throws SQLException {
        try (var connection = source.getConnection()) {
            var told = journal.feeds().tell(connection, FEED, LOAD, entries -> line.carry(
                    entries.stream().map(entry -> SyslogMessage.frame(own, entry)).toList()));
            if (told > 0 && failingSince.isPresent()) {
                LOG.info("the syslog collector takes entries again");
                failingSince = Optional.empty();
            }
            return told > 0;
        } catch (IOException e) {
            if (failingSince.isEmpty()) {
                LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName())
                        .log("the syslog collector takes no entries; they wait, nothing is lost: check the collector");
                failingSince = Optional.of(clock.instant());
            }
            return false;
        }
    }
}
