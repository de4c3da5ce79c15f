package org.viaduc.connectors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHeaders;

import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.node.NodeSettings.Password;

/**
 * How a connector speaks HTTP: with the user and password, or the token, that node.yaml gives it (RFC 7617, RFC 6750), and
 * only to the address that it was given. A route names it, as {@code #httpLogin-d29-tddui}, so that no secret stands in an
 * address. A redirection is not followed.
 */
final class HttpLogin implements HttpClientConfigurer {
    /** How a route's address names the login of its connector. */
    static final String NAME = "httpLogin-";

    private final Optional<Password> authorization;

    private HttpLogin(Optional<Password> authorization) {
        this.authorization = authorization;
    }

    static HttpLogin of(Connector connector) {
        var values = connector.values();
        if (values.containsKey("token")) {
            return new HttpLogin(Optional.of(new Password("Bearer " + values.get("token"))));
        }
        return new HttpLogin(!values.containsKey("user")
                ? Optional.empty()
                : Optional.of(new Password("Basic " + Base64.getEncoder().encodeToString(
                        (values.get("user") + ":" + values.getOrDefault("password", ""))
                                .getBytes(StandardCharsets.UTF_8)))));
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableRedirectHandling();
        authorization.ifPresent(said -> client.addRequestInterceptorFirst(
                (request, entity, context) -> request.setHeader(HttpHeaders.AUTHORIZATION, said.value())));
    }

    @Override
    public String toString() {
        return "HttpLogin";
    }
}
