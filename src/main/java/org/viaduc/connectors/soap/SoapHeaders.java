package org.viaduc.connectors.soap;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps a route's headers and a call's apart: nothing that one service answered goes on to the next call, its security
 * header least of all, and nothing of ours goes out beside the request.
 */
public final class SoapHeaders implements HeaderFilterStrategy {
    /** How a route's address names it. */
    public static final String NAME = "soapHeaders";

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
