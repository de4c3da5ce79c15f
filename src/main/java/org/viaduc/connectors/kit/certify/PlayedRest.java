package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A service in JSON on this machine's own address, in the words of a connector's route: it gives tokens, lists files, gives
 * them, and takes deliveries under an idempotency key.
 */
final class PlayedRest implements PlayedService {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENS = "/played-tokens";
    private static final String BASE = "/played";

    /** What the routes say: paths, and where in the answers things stand. */
    private final Map<String, String> words;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new LinkedHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean slow;
    private volatile boolean refusing;
    private HttpServer server;
    private int port;
    private Instant last = Instant.parse("2026-11-20T00:00:00Z");

    PlayedRest(Map<String, String> words) throws IOException {
        this.words = Map.copyOf(words);
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("address", address(), "every", "200");
    }

    /** The door reads its login from there. */
    @Override
    public Map<String, String> values() {
        return Map.of("address", address(), "token", "http://127.0.0.1:" + port + TOKENS, "client", "kit", "secret",
                "rehearsal", "scope", "played");
    }

    private String address() {
        return "http://127.0.0.1:" + port + BASE;
    }

    @Override
    public synchronized void changed(String id, String answer) {
        last = last.plusSeconds(60);
        files.put(id, answer);
        changed.put(id, last);
    }

    @Override
    public String garbled(String answer) {
        return answer.substring(0, answer.length() / 2);
    }

    @Override
    public void goDown() {
        server.stop(0);
    }

    @Override
    public void comeUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void beSlow(boolean now) {
        slow = now;
    }

    @Override
    public void refuse(boolean now) {
        refusing = now;
    }

    @Override
    public List<String> delivered() {
        return List.copyOf(delivered);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (slow) {
                Waiting.pause(SLOW);
            }
            var path = call.getRequestURI().getRawPath();
            if (path.equals(TOKENS)) {
                send(call, 200, "{\"access_token\":\"played\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
            } else if (call.getRequestMethod().equals("POST")) {
                delivered.add(call.getRequestHeaders().getFirst("Idempotency-Key") + " " + request);
                send(call, refusing ? 422 : 200, refusing
                        ? "{}"
                        : at(words.getOrDefault("reference", "/reference"),
                                JSON.getNodeFactory().textNode(REFERENCE + delivered.size())).toString());
            } else if (path.equals(BASE + plain("list"))) {
                send(call, 200, list());
            } else {
                var file = file(path);
                send(call, file.isEmpty() ? 404 : 200, file.isEmpty() ? "{}" : file);
            }
        }
    }

    private String plain(String word) {
        return words.getOrDefault(word, "").replaceFirst("[?].*", "");
    }

    /** Everything on one page; whoever asks remembers how far it has read. */
    private synchronized String list() {
        var items = JSON.createArrayNode();
        changed.forEach((id, at) -> {
            var item = items.addObject();
            place(item, words.getOrDefault("id", "id"), id);
            place(item, words.getOrDefault("changed", "changed"), at.toString());
        });
        return at(words.getOrDefault("items", ""), items).toString();
    }

    /** A member, as its name or as a pointer. */
    private static void place(ObjectNode item, String name, String value) {
        item.put(name.startsWith("/") ? name.substring(1) : name, value);
    }

    private static com.fasterxml.jackson.databind.JsonNode at(String pointer,
            com.fasterxml.jackson.databind.JsonNode value) {
        var path = JsonPointer.compile(pointer);
        if (path.matches()) {
            return value;
        }
        var tree = JSON.createObjectNode();
        var below = tree;
        for (; !path.tail().matches(); path = path.tail()) {
            below = below.putObject(path.getMatchingProperty());
        }
        below.set(path.getMatchingProperty(), value);
        return tree;
    }

    private synchronized String file(String path) {
        var read = plain("read");
        var before = BASE + read.substring(0, Math.max(0, read.indexOf("{id}")));
        var after = read.substring(read.indexOf("{id}") + 4);
        if (!read.contains("{id}") || !path.startsWith(before) || !path.endsWith(after)) {
            return "";
        }
        return files.getOrDefault(URLDecoder.decode(path.substring(before.length(), path.length() - after.length()),
                StandardCharsets.UTF_8), "");
    }

    private static void send(HttpExchange call, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
