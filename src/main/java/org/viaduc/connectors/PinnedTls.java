package org.viaduc.connectors;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Lets a route use a context in which only one neighbour's published certificate is believed. */
final class PinnedTls extends SSLContextParameters {
    private final SSLContext pinned;

    PinnedTls(SSLContext pinned) {
        this.pinned = pinned;
    }

    @Override
    public SSLContext createSSLContext(CamelContext camel) {
        return pinned;
    }
}
