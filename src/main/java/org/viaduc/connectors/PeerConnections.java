package org.viaduc.connectors;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * How connections to neighbouring nodes are used. Each peer has an endpoint of its own, with its own pinned certificate, so
 * a connection may be used again by whoever calls that peer next: without this the client ties it to one caller, because
 * we show a certificate, and pays a TLS handshake for every message. A failure is not retried here: the outbox does that.
 * An answer is a receipt or a word of refusal; what is longer is cut off.
 */
final class PeerConnections implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableConnectionState().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableRedirectHandling()
                .addExecInterceptorFirst("bounded-answer", BoundedAnswer::bound);
    }
}
