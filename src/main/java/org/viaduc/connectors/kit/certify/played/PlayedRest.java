package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * A service in JSON on this machine's own address, in the words of a connector's route: it gives tokens, lists files, gives
 * them, and takes deliveries under an idempotency key.
 */
public final class PlayedRest extends PlayedHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENS = "/played-tokens";
    private static final String BASE = "/played";
    private static final int LONG = 3 << 20;
    private static final String TYPE = "application/json";

    /** What the routes say: paths, and where in the answers things stand. */
    private final Map<String, String> words;

    /** @param words parameters of the connector's routes */
    public PlayedRest(Map<String, String> words) throws IOException {
        this.words = Map.copyOf(words);
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("address", address(BASE), "every", "200");
    }

    /** The door reads its login from there. */
    @Override
    public Map<String, String> values() {
        return Map.of("address", address(BASE), "token", address(TOKENS), "client", "kit", "secret", "rehearsal",
                "scope", "played");
    }

    @Override
    public String garbled(String answer) {
        return answer.substring(0, answer.length() / 2);
    }

    /** With a text that is longer than any text of a file may be. */
    @Override
    public String huge(String answer) {
        var end = answer.lastIndexOf('}');
        return answer.substring(0, end) + ", \"texteDemesure\": \"" + "x".repeat(LONG) + "\"" + answer.substring(end);
    }

    /** A member more in the page and in each listed file; or listed files without their id. */
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.MORE, Drift.LESS);
    }

    @Override
    void answer(HttpExchange call, String request) throws IOException {
        var path = call.getRequestURI().getRawPath();
        if (path.equals(TOKENS)) {
            send(call, 200, TYPE, "{\"access_token\":\"played\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        } else if (call.getRequestMethod().equals("POST")) {
            var number = took(call.getRequestHeaders().getFirst("Idempotency-Key") + " " + request);
            send(call, isRefusing() ? 422 : 200, TYPE, isRefusing()
                    ? "{}"
                    : at(words.getOrDefault("reference", "/reference"),
                            JSON.getNodeFactory().textNode(REFERENCE + number)).toString());
        } else if (path.equals(BASE + plain("list"))) {
            send(call, 200, TYPE, list());
        } else {
            var file = asked(path);
            send(call, file.isEmpty() ? 404 : 200, TYPE, file.isEmpty() ? "{}" : file);
        }
    }

    private String plain(String word) {
        return words.getOrDefault(word, "").replaceFirst("[?].*", "");
    }

    /** Everything on one page; whoever asks remembers how far it has read. */
    private String list() {
        var items = JSON.createArrayNode();
        changes().forEach((id, at) -> {
            var item = items.addObject();
            if (!speaks(Drift.LESS)) {
                place(item, words.getOrDefault("id", "id"), id);
            }
            place(item, words.getOrDefault("changed", "changed"), at.toString());
            more(item);
        });
        var page = at(words.getOrDefault("items", ""), items);
        if (page instanceof ObjectNode object) {
            more(object);
        }
        return page.toString();
    }

    private void more(ObjectNode node) {
        if (speaks(Drift.MORE)) {
            node.put("membreNouveau", "x").putObject("objetNouveau").put("a", 1);
        }
    }

    /** A member, as its name or as a pointer. */
    private static void place(ObjectNode item, String name, String value) {
        item.put(name.startsWith("/") ? name.substring(1) : name, value);
    }

    private static JsonNode at(String pointer, JsonNode value) {
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

    private String asked(String path) {
        var read = plain("read");
        if (!read.contains("{id}")) {
            return "";
        }
        var before = BASE + read.substring(0, read.indexOf("{id}"));
        var after = read.substring(read.indexOf("{id}") + 4);
        return path.startsWith(before) && path.endsWith(after)
                ? file(URLDecoder.decode(path.substring(before.length(), path.length() - after.length()),
                        StandardCharsets.UTF_8))
                : "";
    }
}
