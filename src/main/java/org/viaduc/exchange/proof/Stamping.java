package org.viaduc.exchange.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.node.Outlets.Authority;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Journal;
import org.viaduc.journal.StampBook;
import org.viaduc.trust.time.TimestampAuthority;

/** Has the journal's newest head timestamped now and then. What an authority that is away leaves out, it never makes up. */
public final class Stamping implements Round.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);

    private final Journal journal;
    private final DataSource source;
    private final Clock clock;
    private final Authority settings;
    private final TimestampAuthority authority;
    private volatile Optional<Instant> failingSince = Optional.empty();

    public Stamping(Journal journal, DataSource source, Clock clock, Authority settings) {
        this.journal = journal;
        this.source = source;
        this.clock = clock;
        this.settings = settings;
        this.authority = new TimestampAuthority(settings.url(), settings.anchors());
    }

    /** Since when the authority has not answered; empty while it does. */
    public Optional<Instant> failingSince() {
        return failingSince;
    }

    /** Asks when it is time, and only when the log has grown. @return whether a head was timestamped */
    @Override
    public boolean once() throws SQLException {
        var head = due();
        if (head.isEmpty()) {
            return false;
        }
        try {
            var token = authority.stamp(head.get().stamped());
            try (var connection = source.getConnection()) {
                journal.stamps().keep(connection, head.get(), token.bytes(), token.stamp().at());
            }
            failingSince.ifPresent(since -> LOG.info("the timestamp authority answers again"));
            failingSince = Optional.empty();
            return true;
        } catch (IOException e) {
            if (failingSince.isEmpty()) {
                LOG.atWarn().addKeyValue("fault", e.getMessage())
                        .log("the journal's head is not timestamped; it is tried again: check the authority");
                failingSince = Optional.of(clock.instant());
            }
            return false;
        }
    }

    private Optional<Checkpoint> due() throws SQLException {
        try (var connection = source.getConnection()) {
            var last = journal.stamps().last(connection).map(StampBook.Stamped::at).orElse(Instant.EPOCH);
            return last.plus(settings.every()).isAfter(clock.instant())
                    ? Optional.empty()
                    : journal.stamps().unstamped(connection).filter(head -> head.size() > 0);
        }
    }
}
