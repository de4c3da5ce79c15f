package org.viaduc.web.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;

/** The issuer, asked over the network: what it says of itself and which keys it signs with. Answers are small and quick, or none. */
public final class IssuerLine {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final URI issuer;
    private final HttpClient http;
    private volatile Map<String, Object> description = Map.of();

    /** @param authority vouches for the issuer's certificate; without one, the authorities that Java knows do */
    public IssuerLine(URI issuer, Optional<Path> authority) {
        this.issuer = issuer;
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        authority.ifPresent(file -> client.sslContext(believing(file)));
        this.http = client.build();
    }

    /** The issuer cannot be reached, or says what no issuer says. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    URI issuer() {
        return issuer;
    }

    HttpClient http() {
        return http;
    }

    /**
     * What the issuer says of itself (OpenID Connect Discovery 4); asked for once, when it is first needed.
     *
     * @throws Unreachable also when it says that it is another issuer
     */
    Map<String, Object> description() throws Unreachable {
        if (description.isEmpty()) {
            try {
                var said = JSONObjectUtils.parse(get(URI.create(issuer + DESCRIPTION)));
                if (!issuer.toString().equals(said.get("issuer"))) {
                    throw new Unreachable("the issuer `" + issuer + "` names itself differently", null);
                }
                description = Map.copyOf(withoutNulls(said));
            } catch (ParseException e) {
                throw new Unreachable("the issuer `" + issuer + "` does not describe itself in JSON", e);
            }
        }
        return description;
    }

    /** The address under that name of the description. */
    URI at(String name) throws Unreachable {
        if (description().get(name) instanceof String address) {
            return URI.create(address);
        }
        throw new Unreachable("the issuer `" + issuer + "` does not say its `" + name + "`", null);
    }

    /** The keys it signs with, as of now. */
    JWKSet keys() throws Unreachable {
        try {
            return JWKSet.parse(get(at("jwks_uri")));
        } catch (ParseException e) {
            throw new Unreachable("the keys of the issuer `" + issuer + "` are no JWK set", e);
        }
    }

    private String get(URI address) throws Unreachable {
        try {
            var answer = http.send(HttpRequest.newBuilder(address).timeout(PATIENCE)
                    .header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var bytes = body.readNBytes(LONGEST_ANSWER + 1);
                if (answer.statusCode() != 200 || bytes.length > LONGEST_ANSWER) {
                    throw new Unreachable("the issuer `" + issuer + "` answers " + answer.statusCode(), null);
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw e instanceof Unreachable known
                    ? known
                    : new Unreachable("the issuer `" + issuer + "` does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while waiting for the issuer `" + issuer + "`", e);
        }
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> map) {
        map.values().removeIf(java.util.Objects::isNull);
        return map;
    }

    private static SSLContext believing(Path authority) {
        try (var in = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("node.yaml: issuer: `authority`: `" + authority
                    + "` holds no readable certificate (PEM)", e);
        }
    }
}
