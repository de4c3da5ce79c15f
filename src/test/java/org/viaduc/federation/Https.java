package org.viaduc.federation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

/** Raw calls to a node, whose answers are looked at as they come. */
final class Https {
    private final HttpClient http;

    /** @param tls believes the node's certificate, and shows one if the port asks for it */
    Https(SSLContext tls) {
        this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(5))
                .version(HttpClient.Version.HTTP_1_1).build();
    }

    /** An answer. */
    record Answer(int status, String type, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + type + " " + text();
        }
    }

    Answer call(URI uri, UnaryOperator<HttpRequest.Builder> how) throws IOException {
        try {
            var answer = http.send(how.apply(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30))).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Answer post(URI uri, String type, byte[] body) throws IOException {
        return call(uri, request -> request.header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
}
