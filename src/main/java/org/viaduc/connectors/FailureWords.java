package org.viaduc.connectors;

import java.util.StringJoiner;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.connectors.soap.SoapFaults;

/**
 * Says that a route failed: which, and by what kind of fault. Messages of foreign systems are left out, since they may
 * repeat what a file says about someone.
 */
final class FailureWords extends EventNotifierSupport {
    private static final Logger LOG = LoggerFactory.getLogger(FailureWords.class);

    FailureWords() {
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.ExchangeFailedEvent failed) {
            var exchange = failed.getExchange();
            var failure = exchange.getException() == null
                    ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                    : exchange.getException();
            LOG.atWarn().addKeyValue("route", exchange.getFromRouteId()).addKeyValue("fault", kinds(failure))
                    .addKeyValue("at", where(failure))
                    .log("the route failed and is tried again: {}", SoapFaults.security(failure)
                            .orElse("look at the system at its other end"));
        }
    }

    /** Where the innermost fault arose. */
    private static String where(Throwable failure) {
        var root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null || root.getStackTrace().length == 0 ? "" : root.getStackTrace()[0].toString();
    }

    private static String kinds(Throwable failure) {
        var kinds = new StringJoiner(" < ");
        for (var each = failure; each != null; each = each.getCause()) {
            kinds.add(each.getClass().getSimpleName());
        }
        return kinds.toString();
    }
}
