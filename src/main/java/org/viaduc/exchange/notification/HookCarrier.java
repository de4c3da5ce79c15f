package org.viaduc.exchange.notification;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.viaduc.exchange.node.Notifications.Correspondent;
import org.viaduc.exchange.node.Notifications.Hook;
import org.viaduc.trust.HintSignature;
import org.viaduc.trust.TlsMaterial;

/**
 * Posts letters to a program of the department, as JSON. The header {@code Viaduc-Signature} holds {@code sha256=} and the
 * HMAC-SHA256 of the body (RFC 2104) in hexadecimal; {@code Viaduc-Delivery} is the same for the same letter. What answers 2xx has
 * taken it; redirections are not followed.
 */
final class HookCarrier implements Carrier {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final TlsMaterial tls;

    HookCarrier(TlsMaterial tls) {
        this.tls = tls;
    }

    @Override
    public void carry(Letter letter, Correspondent to) {
        if (!(to.way() instanceof Hook hook)) {
            throw new IllegalArgumentException("no webhook");
        }
        var body = LetterCodec.toProgram(letter, to.link());
        var request = HttpRequest.newBuilder(hook.url()).timeout(PATIENCE)
                .header("Content-Type", "application/json").header("User-Agent", "Viaduc")
                .header("Viaduc-Delivery", letter.id().toString())
                .header("Viaduc-Signature", new HintSignature(hook.secret().value()).of(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        try (var client = client(hook)) {
            var status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotCarried("status-" + status);
            }
        } catch (IOException e) {
            throw new NotCarried(e instanceof javax.net.ssl.SSLException ? "tls-refused" : "unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotCarried("interrupted", e);
        }
    }

    private HttpClient client(Hook hook) {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        if (!hook.anchors().isEmpty()) {
            client.sslContext(tls.outward(hook.anchors()));
        }
        return client.build();
    }
}
