package org.viaduc.trust.time;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

import org.viaduc.journal.Timestamp.Stamp;
import org.viaduc.model.Digest;

/** Asks one authority for timestamps (RFC 3161, section 3.4). It learns a digest and nothing else. */
public final class TimestampAuthority {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;
    private static final int NONCE_BITS = 64;

    private final URI url;
    private final TimestampCheck check;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /** @param anchors the authority's certificate, or the one that it follows from; a token under another is not taken */
    public TimestampAuthority(URI url, List<X509Certificate> anchors) {
        this.url = url;
        this.check = new TimestampCheck(anchors);
    }

    /** A token and what it says. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Token(byte[] bytes, Stamp stamp) {
        @Override
        public String toString() {
            return "Token[" + stamp + "]";
        }
    }

    /**
     * The authority's token over these bytes, verified.
     *
     * @throws IOException when it does not answer within ten seconds, or not with a token that stands
     */
    public Token stamp(byte[] bytes) throws IOException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        var request = generator.generate(TSPAlgorithms.SHA256, Digest.of(bytes).bytes(),
                new BigInteger(NONCE_BITS, random));
        var token = token(request, ask(request.getEncoded()));
        return new Token(token, check.read(bytes, token).filter(Stamp::isTrusted).orElseThrow(
                () -> new IOException("the timestamp authority answers under a certificate that is not its own")));
    }

    private byte[] ask(byte[] query) throws IOException {
        try {
            var response = http.send(HttpRequest.newBuilder(url).timeout(PATIENCE)
                    .header("Content-Type", "application/timestamp-query")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(query)).build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var answer = body.readNBytes(LARGEST + 1);
                if (response.statusCode() != 200 || answer.length > LARGEST) {
                    throw new IOException("the timestamp authority answers " + response.statusCode()
                            + (answer.length > LARGEST ? " with more than a token" : ""));
                }
                return answer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the timestamp authority", e);
        }
    }

    /** Holds the answer against what was asked: digest, nonce, policy, status. */
    private static byte[] token(TimeStampRequest request, byte[] answer) throws IOException {
        try {
            var response = new TimeStampResponse(answer);
            response.validate(request);
            return Optional.ofNullable(response.getTimeStampToken()).orElseThrow(
                    () -> new IOException("the timestamp authority refuses: " + response.getStatus())).getEncoded();
        } catch (TSPException e) {
            throw new IOException("the timestamp authority's answer is not to what was asked: " + e.getMessage(), e);
        }
    }
}
