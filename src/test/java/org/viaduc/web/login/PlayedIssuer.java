package org.viaduc.web.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/** An issuer on this machine, played by a test: it describes itself, publishes keys and counts how often they are asked for. */
final class PlayedIssuer implements AutoCloseable {
    final AtomicInteger keysAsked = new AtomicInteger();
    private final HttpServer server;
    private volatile List<? extends JWK> published = List.of();
    private volatile String namesItself;
    private volatile boolean isDown;
    private volatile String tokenAnswer = "{\"error\":\"invalid_grant\"}";
    final AtomicInteger tokensAsked = new AtomicInteger();

    private PlayedIssuer(HttpServer server) {
        this.server = server;
        this.namesItself = uri().toString();
    }

    static PlayedIssuer open(JWK... keys) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var issuer = new PlayedIssuer(server);
        issuer.published = List.of(keys);
        server.createContext("/.well-known/openid-configuration", call -> issuer.answer(call,
                "{\"issuer\":\"" + issuer.namesItself + "\",\"jwks_uri\":\"" + issuer.uri() + "/keys\"}"));
        server.createContext("/keys", call -> {
            issuer.keysAsked.incrementAndGet();
            issuer.answer(call, new JWKSet(issuer.published.stream().map(JWK::toPublicJWK).toList()).toString());
        });
        server.createContext("/token", call -> {
            issuer.tokensAsked.incrementAndGet();
            call.getRequestBody().readAllBytes();
            call.getResponseHeaders().set("Content-Type", "application/json");
            var bytes = issuer.tokenAnswer.getBytes(StandardCharsets.UTF_8);
            try (call) {
                call.sendResponseHeaders(issuer.tokenAnswer.contains("error") ? 400 : 200, bytes.length);
                call.getResponseBody().write(bytes);
            }
        });
        server.start();
        return issuer;
    }

    private void answer(com.sun.net.httpserver.HttpExchange call, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.sendResponseHeaders(isDown ? 503 : 200, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void publishes(JWK... keys) {
        published = List.of(keys);
    }

    void namesItself(String other) {
        namesItself = other;
    }

    /** What it answers to whoever asks for a token; a refusal unless told otherwise. */
    void answersTokens(String json) {
        tokenAnswer = json;
    }

    void isDown(boolean down) {
        isDown = down;
    }

    static ECKey aKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a good access token for the audience {@code viaduc-d35}. */
    JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder().issuer(uri().toString()).audience("viaduc-d35").subject("7d1c")
                .claim("preferred_username", "m.kerouedan").claim("roles", List.of("case-worker"))
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(300)));
    }

    static String signed(ECKey key, JWTClaimsSet claims) {
        return signed(key, new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key.getKeyID())
                .build(), claims);
    }

    static String signed(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
