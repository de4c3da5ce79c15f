package org.viaduc.exchange.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.context.SmartLifecycle;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.FeedBook;
import org.viaduc.journal.Journal;
import org.viaduc.journal.StampBook;
import org.viaduc.journal.WitnessBook;
import org.viaduc.model.Department;
import org.viaduc.trust.TlsMaterial;

/** Runs what takes the journal outside by itself, as the node's settings have it, and says how far it is. */
public final class Outward implements SmartLifecycle {
    private static final Duration LOOK_FOR_HEADS = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_ENTRIES = Duration.ofSeconds(1);

    private final Department own;
    private final Journal journal;
    private final DataSource source;
    private final Optional<Stamping> stamping;
    private final Optional<Feeding> feeding;
    private final List<Round> rounds;
    private volatile boolean runs;

    public Outward(NodeSettings settings, Journal journal, DataSource source, TlsMaterial tls, Clock clock) {
        this.own = settings.department();
        this.journal = journal;
        this.source = source;
        this.stamping = settings.outlets().timestamps()
                .map(authority -> new Stamping(journal, source, clock, authority));
        this.feeding = settings.outlets().syslog().map(collector -> new Feeding(journal, settings.department(),
                source, clock, collector, tls.outward(collector.anchors())));
        this.rounds = Stream.concat(
                stamping.map(work -> new Round("stamping", LOOK_FOR_HEADS, work)).stream(),
                feeding.map(work -> new Round("feeding", LOOK_FOR_ENTRIES, work)).stream()).toList();
    }

    /**
     * How far the outside is.
     *
     * @param isStamped     whether an authority is named
     * @param stamped       its last timestamp
     * @param stampingFails since when it has not answered
     * @param isFed         whether a collector is named
     * @param waiting       how many entries it has not taken yet
     * @param feedingFails  since when it has taken nothing
     * @param contradicted  since when it is known, and nobody has looked at it, that a neighbour holds a signed head of this
     *                      journal that the journal has no longer
     */
    public record State(boolean isStamped, Optional<StampBook.Stamped> stamped, Optional<Instant> stampingFails,
            boolean isFed, long waiting, Optional<Instant> feedingFails, Optional<Instant> contradicted) {}

    public State state() throws SQLException {
        try (var connection = source.getConnection()) {
            var told = journal.feeds().of(connection, Feeding.FEED).map(FeedBook.Fed::next).orElse(0L);
            return new State(stamping.isPresent(), journal.stamps().last(connection),
                    stamping.flatMap(Stamping::failingSince), feeding.isPresent(),
                    Math.max(0, journal.size(connection) - told),
                    feeding.flatMap(Feeding::failingSince), contradicted(connection));
        }
    }

    private Optional<Instant> contradicted(Connection connection) throws SQLException {
        return journal.witnesses().charges(connection).stream().filter(each -> each.origin().equals(own))
                .map(WitnessBook.Charge::foundAt).findFirst();
    }

    @Override
    public void start() {
        rounds.forEach(Round::start);
        runs = true;
    }

    @Override
    public void stop() {
        rounds.forEach(Round::stop);
        runs = false;
    }

    @Override
    public boolean isRunning() {
        return runs;
    }
}
