package org.viaduc.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.cli.demo.population.StoryFamily.LaterEvent;

/** One of the demonstration's local systems, which runs in a process of its own, and the hand on its control. */
final class LocalSystem {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Path folder;
    private final int port;
    private final int control;
    private final HttpClient http = HttpClient.newHttpClient();

    private LocalSystem(String name, Path folder, Map<String, String> ready) {
        this.name = name;
        this.folder = folder;
        this.port = Integer.parseInt(ready.get("port"));
        this.control = Integer.parseInt(ready.get("control"));
    }

    /** @param ready what the program said when it was ready */
    static LocalSystem of(String name, Path folder, Map<String, String> ready) {
        return new LocalSystem(name, folder, ready);
    }

    /** Where its door to the gateway listens. */
    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    /** A nightly drop, of all households or of those that changed. @return its file and how many it holds */
    JsonNode drop(boolean all) throws IOException {
        return post("/drop", all ? Map.of("all", true) : Map.of());
    }

    /** Something happens to a person. */
    void happens(String person, LaterEvent event) throws IOException {
        post("/event", Map.of("person", person, "code", event.code(), "value1", event.value1(), "value2", event.value2(),
                "author", event.author()));
    }

    /** What was delivered here, in its order: exchange, person, rows and repeats. */
    List<JsonNode> received() throws IOException {
        var answer = send(request("/received").GET().build());
        var exchanges = new java.util.ArrayList<JsonNode>();
        answer.path("exchanges").forEach(exchanges::add);
        return exchanges;
    }

    private JsonNode post(String act, Map<String, Object> body) throws IOException {
        return send(request(act).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build());
    }

    private HttpRequest.Builder request(String act) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + act)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(name + " refuses `" + request.uri().getPath() + "`: "
                        + JSON.readTree(response.body()).path("error").asText());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + name, e);
        }
    }
}
