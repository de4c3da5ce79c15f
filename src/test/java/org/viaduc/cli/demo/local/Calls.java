package org.viaduc.cli.demo.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the tests say to a local system over HTTP. */
public final class Calls {
    public static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T11:00:00Z"), ZoneId.of("Europe/Paris"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private Calls() {
    }

    public static LocalSettings populated(Path folder) {
        return new LocalSettings(folder, 0, 0, true, 7, false, NOON);
    }

    public static LocalSettings empty(Path folder) {
        return new LocalSettings(folder, 0, 0, false, 7, false, NOON);
    }

    public static JsonNode post(int control, String act, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(request(control, act).POST(BodyPublishers.ofString(body)).build()).body());
    }

    public static JsonNode received(int control) throws IOException, InterruptedException {
        return JSON.readTree(send(request(control, "/received").GET().build()).body());
    }

    /** On a connection of its own: another system may since have taken the port of one that has ended. */
    public static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    /** Calls Ardoise with its own credentials; the payload has no namespace yet. */
    public static HttpResponse<String> soap(int port, Path folder, String payload)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ardoise"))
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("Authorization", basic("viaduc", password(folder)))
                .POST(BodyPublishers.ofString(envelope(payload))).build());
    }

    public static String envelope(String payload) {
        var element = payload.indexOf('>') - (payload.charAt(payload.indexOf('>') - 1) == '/' ? 1 : 0);
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + payload.substring(0, element) + " xmlns=\"urn:ardoise:dossier:v1\"" + payload.substring(element)
                + "</s:Body></s:Envelope>";
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public static String password(Path folder) throws IOException {
        var found = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("credentials.properties"))) {
            found.load(reader);
        }
        return found.getProperty("password");
    }

    private static HttpRequest.Builder request(int control, String act) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + act));
    }
}
