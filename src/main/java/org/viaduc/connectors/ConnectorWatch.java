package org.viaduc.connectors;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * When the collect route of each connector last looked at its system, and whether it came through. Remembers since this node
 * started, and of a failure only what sort it was: its message may repeat an address or a value.
 */
public final class ConnectorWatch extends EventNotifierSupport implements CamelContextAware {
    private static final String COLLECT = "-collect";

    private final Clock clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<String, Boolean> callers = new ConcurrentHashMap<>();
    private volatile CamelContext camel;

    /**
     * The last look.
     *
     * @param at    when it ended; empty when there was none yet
     * @param fault why it did not come through; empty when it did
     */
    public record Look(Optional<Instant> at, Optional<LookFault> fault) {
        private static final Look NONE = new Look(Optional.empty(), Optional.empty());
    }

    ConnectorWatch(Clock clock) {
        this.clock = clock;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    @Override
    public void setCamelContext(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public CamelContext getCamelContext() {
        return camel;
    }

    @Override
    public void notify(CamelEvent event) {
        switch (event) {
            case ExchangeFailedEvent failed -> failed(failed.getExchange());
            case ExchangeCompletedEvent completed -> completed(completed.getExchange());
            default -> {
                // Nothing else says how a look ended.
            }
        }
    }

    private void failed(Exchange exchange) {
        var failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                : exchange.getException();
        looks.put(route(exchange), new Look(Optional.of(clock.instant()), Optional.of(LookFault.of(failure))));
    }

    /** A tick at which a route that otherwise calls its service did not is no look. */
    private void completed(Exchange exchange) {
        var called = exchange.getProperty(Exchange.TO_ENDPOINT) != null;
        var calls = callers.merge(route(exchange), called, Boolean::logicalOr);
        if (called || !calls) {
            looks.put(route(exchange), new Look(Optional.of(clock.instant()), Optional.empty()));
        }
    }

    private static String route(Exchange exchange) {
        return Optional.ofNullable(exchange.getFromRouteId()).orElse("");
    }

    /** How the connector last looked at its system; one that polls a folder or server is asked itself. */
    public Look last(String connector) {
        var id = connector + COLLECT;
        var seen = Optional.ofNullable(looks.get(id)).orElse(Look.NONE);
        if (camel == null || camel.getRoute(id) == null
                || !(camel.getRoute(id).getConsumer() instanceof ScheduledPollConsumer poll)) {
            return seen;
        }
        if (poll.getErrorCounter() > 0) {
            return new Look(Optional.of(clock.instant()), Optional.of(Optional.ofNullable(poll.getHealthCheck())
                    .flatMap(check -> Optional.ofNullable(check.call().getError().orElse(null))).map(LookFault::of)
                    .orElse(LookFault.OTHER)));
        }
        return poll.getCounter() > 0 && seen.fault.isEmpty()
                ? new Look(Optional.of(clock.instant()), Optional.empty())
                : seen;
    }
}
