package org.viaduc.connectors;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * How one department's service is spoken to: with a token that no other host sees, never following a redirect, reading no
 * more than an answer may hold, and waiting when the service asks for it. A route names it, as {@code #rest-d33-estey}, so
 * that no secret stands in an address.
 */
final class RestLine implements HttpClientConfigurer {
    /** How a route's address names the line of its connector. */
    static final String NAME = "rest-";
    /** In bytes: a person's file with its documents. */
    static final int LONGEST_ANSWER = 96 << 20;
    /** A look may wait that long before it goes on; whoever delivers has others to serve. */
    private static final Duration WHILE_LOOKING = Duration.ofSeconds(60);
    private static final Duration WHILE_DELIVERING = Duration.ofSeconds(5);
    private static final Duration UNSAID = Duration.ofSeconds(5);
    private static final int MOST_WAITS = 20;

    private final RestHost host;
    private final RestToken token;
    private final Clock clock;
    private final Pause pause;
    private volatile Instant notBefore = Instant.MIN;

    /** How time passes. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    RestLine(Connector connector, Clock clock, Pause pause) {
        this.host = RestHost.of(connector.values().get("address"), connector.name() + ".address");
        this.token = new RestToken(connector, clock);
        this.clock = clock;
        this.pause = pause;
    }

    /** What node.yaml would have to say of the connector. */
    static List<String> missing(Connector connector) {
        return List.of("address", "token", "client", "secret").stream()
                .filter(key -> !connector.values().containsKey(key)).toList();
    }

    /** The service asked to be left alone for longer than anybody waits. */
    static final class AskedToWait extends IOException {
        private static final long serialVersionUID = 1L;

        AskedToWait() {
            super("the service asks to wait");
        }
    }

    RestHost host() {
        return host;
    }

    /** Whether the service may be asked at this time. */
    boolean isOpen() {
        return !clock.instant().isBefore(notBefore);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableRedirectHandling().disableCookieManagement().disableAuthCaching().disableAutomaticRetries()
                .disableContentCompression()
                .addExecInterceptorFirst("bounded-answer", BoundedAnswer.upTo(LONGEST_ANSWER))
                .addExecInterceptorFirst("rest-line", this::ask);
    }

    private ClassicHttpResponse ask(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!host.isHere(scope.route.getTargetHost())) {
            throw new IOException("a route leads to another host than its connector's `address`: it is not asked");
        }
        if (!isOpen()) {
            throw new AskedToWait();
        }
        var shown = token.current();
        var renewed = false;
        for (var waits = 0;;) {
            var answer = chain.proceed(with(shown, request), scope);
            if (answer.getCode() == 401 && !renewed) {
                answer.close();
                shown = token.instead(shown);
                renewed = true;
            } else if (answer.getCode() == 429 || answer.getCode() == 503 && answer.containsHeader("Retry-After")) {
                var asked = asked(answer);
                answer.close();
                if (waits++ == MOST_WAITS || asked.compareTo(patience(request)) > 0) {
                    notBefore = clock.instant().plus(asked);
                    throw new AskedToWait();
                }
                await(asked);
            } else {
                return answer;
            }
        }
    }

    private static ClassicHttpRequest with(String token, ClassicHttpRequest request) {
        var copy = ClassicRequestBuilder.copy(request).build();
        copy.setHeader("Authorization", "Bearer " + token);
        return copy;
    }

    private static Duration patience(ClassicHttpRequest request) {
        return request.getMethod().equals("GET") ? WHILE_LOOKING : WHILE_DELIVERING;
    }

    /** How long the service asks to wait: seconds, or until a moment (RFC 9110, 10.2.3). */
    private Duration asked(ClassicHttpResponse answer) {
        var header = Optional.ofNullable(answer.getFirstHeader("Retry-After")).map(each -> each.getValue().strip())
                .orElse("");
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return until.isAfter(clock.instant()) ? Duration.between(clock.instant(), until) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return UNSAID;
        }
    }

    private void await(Duration time) throws InterruptedIOException {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node stops while it waits");
        }
    }

    @Override
    public String toString() {
        return "RestLine";
    }
}
