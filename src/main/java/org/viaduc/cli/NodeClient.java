package org.viaduc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Calls a running node's REST interface, over HTTPS and with a bearer token. */
public final class NodeClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI node;
    private final Supplier<String> token;
    private final HttpClient http;

    /** @param certificate the node's certificate (PEM) when no public authority vouches for it */
    public NodeClient(URI node, Optional<Path> certificate, Supplier<String> token) {
        this.node = node;
        this.token = token;
        var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1);
        certificate.ifPresent(path -> client.sslContext(trusting(path)));
        this.http = client.build();
    }

    /** What a node said that is not what was asked for. */
    public static final class NodeRefuses extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        NodeRefuses(int status, String detail) {
            super("the node answers " + status + (detail.isEmpty() ? "" : ": " + detail));
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** Whether the node says that it is up. Asks without a token. */
    boolean isUp() throws IOException {
        var asked = HttpRequest.newBuilder(node.resolve("/actuator/health")).timeout(Duration.ofSeconds(5)).build();
        return send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    public JsonNode get(String path) throws IOException {
        return json(request(path).GET().build());
    }

    public JsonNode post(String path, Object body) throws IOException {
        return json(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8))
                .build());
    }

    /** Sends a text that is JSON already. */
    public JsonNode postJson(String path, String json) throws IOException {
        return json(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)).build());
    }

    /** Writes the answer to a file as it comes. */
    public void download(String path, Path file) throws IOException {
        var response = send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), body.readAllBytes());
            }
            Files.copy(body, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve(path)).timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token.get()).header("Accept", "application/json");
    }

    private JsonNode json(HttpRequest request) throws IOException {
        var response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), response.body());
        }
        return JSON.readTree(response.body());
    }

    private static NodeRefuses refusal(int status, byte[] body) {
        try {
            var problem = JSON.readTree(body);
            var faults = problem.path("faults");
            return new NodeRefuses(status, problem.path("detail").asText("")
                    + (faults.isArray() && !faults.isEmpty() ? " " + faults : ""));
        } catch (IOException e) {
            return new NodeRefuses(status, "");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the node", e);
        }
    }

    /** Believes exactly that certificate, byte for byte, whatever host it is shown by: it was handed over, not looked up. */
    /** Believes the node that shows this certificate (PEM), and no other. @throws IllegalArgumentException when it cannot be read */
    public static SSLContext trusting(Path certificate) {
        try (var in = Files.newInputStream(certificate)) {
            var pinned = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new PinnedNode(pinned)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("`" + certificate + "` is no readable certificate (PEM)", e);
        }
    }

    private static final class PinnedNode extends X509ExtendedTrustManager {
        private final Certificate pinned;

        PinnedNode(Certificate pinned) {
            this.pinned = pinned;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !chain[0].equals(pinned)) {
                throw new CertificateException("the node shows another certificate than the one that was given");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody calls here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody calls here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("nobody calls here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
