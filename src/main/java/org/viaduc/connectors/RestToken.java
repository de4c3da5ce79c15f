package org.viaduc.connectors;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * The token with which this node speaks to a department's service, by its own credentials (RFC 6749, 4.4; the secret goes in
 * the header, 2.3.1). Kept until shortly before it ends.
 */
final class RestToken {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the issuer does not say how long a token lasts. */
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);

    private final RestHost issuer;
    private final String client;
    private final NodeSettings.Password secret;
    private final String scope;
    private final Clock clock;
    private final CloseableHttpClient http = client();
    private Kept kept = new Kept("", Instant.MIN);

    private record Kept(String value, Instant until) {
        @Override
        public String toString() {
            return "Kept[hidden]";
        }
    }

    RestToken(Connector connector, Clock clock) {
        var values = connector.values();
        this.issuer = RestHost.of(values.get("token"), connector.name() + ".token");
        this.client = values.get("client");
        this.secret = new NodeSettings.Password(values.get("secret"));
        this.scope = values.getOrDefault("scope", "");
        this.clock = clock;
    }

    /** The issuer answered with something that is no token. */
    static final class NoToken extends IOException {
        private static final long serialVersionUID = 1L;

        NoToken(String reason) {
            super(reason);
        }
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom().disableRedirectHandling().disableCookieManagement().disableAuthCaching()
                .disableAutomaticRetries().disableContentCompression()
                .addExecInterceptorFirst("bounded-answer", BoundedAnswer.upTo(BoundedAnswer.LIMIT))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build()).build();
    }

    /** One that is good for a while. @throws NoToken when the issuer gives none */
    synchronized String current() throws IOException {
        if (!clock.instant().isBefore(kept.until)) {
            kept = http.execute(request(), this::kept);
        }
        return kept.value;
    }

    /** Another than the one that was just refused. */
    synchronized String instead(String refused) throws IOException {
        if (kept.value.equals(refused)) {
            kept = new Kept("", Instant.MIN);
        }
        return current();
    }

    private HttpPost request() {
        var request = new HttpPost(issuer.address());
        request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                (encoded(client) + ":" + encoded(secret.value())).getBytes(StandardCharsets.UTF_8)));
        request.setHeader("Accept", "application/json");
        var form = new java.util.ArrayList<>(List.of(new BasicNameValuePair("grant_type", "client_credentials")));
        if (!scope.isEmpty()) {
            form.add(new BasicNameValuePair("scope", scope));
        }
        request.setEntity(new UrlEncodedFormEntity(form, StandardCharsets.UTF_8));
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Kept kept(ClassicHttpResponse answer) throws IOException {
        if (answer.getCode() != 200 || answer.getEntity() == null) {
            throw new NoToken("the issuer of tokens answers " + answer.getCode());
        }
        try (var in = answer.getEntity().getContent()) {
            Map<?, ?> said = JSON.readValue(in, Map.class);
            if (!(said.get("access_token") instanceof String token) || !token.matches("[A-Za-z0-9._~+/-]+=*")
                    || !(said.get("token_type") instanceof String type) || !type.equalsIgnoreCase("bearer")) {
                throw new NoToken("the issuer of tokens answers with something that is no bearer token");
            }
            var lasts = said.get("expires_in") instanceof Number seconds
                    ? Duration.ofSeconds(Math.clamp(seconds.longValue(), 0, 86_400))
                    : UNSAID;
            var early = EARLY.compareTo(lasts.dividedBy(2)) < 0 ? EARLY : lasts.dividedBy(2);
            return new Kept(token, clock.instant().plus(lasts).minus(early));
        } catch (JacksonException e) {
            throw new NoToken("the issuer of tokens answers with something that is no JSON");
        }
    }

    @Override
    public String toString() {
        return "RestToken";
    }
}
