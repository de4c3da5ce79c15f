package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.local.FhirFormat;

/**
 * A FHIR R4 server on this machine's own address, as far as the templates ask one: a search for what changed, page by page,
 * {@code $everything}, {@code $match}, transactions and documents that are created once.
 */
final class PlayedFhir implements PlayedService {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/played";
    private static final String DOCUMENT = "document";

    /** What the routes say. */
    private final Map<String, String> words;
    private final FhirFormat format;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new LinkedHashMap<>();
    private final Map<String, String> created = new LinkedHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean slow;
    private volatile boolean refusing;
    private HttpServer server;
    private int port;
    private Instant last = Instant.parse("2026-11-20T00:00:00Z");

    PlayedFhir(Map<String, String> words, FhirFormat format) throws IOException {
        this.words = Map.copyOf(words);
        this.format = format;
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("base", base(), "every", "200");
    }

    private String base() {
        return "http://127.0.0.1:" + port + BASE;
    }

    /** A number that FHIR does not take as a resource's id (R4, datatype id) is an identifier; the server has an id of its own. */
    @Override
    public synchronized void changed(String id, String answer) {
        last = last.plusSeconds(60);
        var own = id.matches("[A-Za-z0-9.-]{1,64}") ? id : "file-" + Integer.toHexString(id.hashCode());
        files.put(own, answer);
        changed.put(own, last);
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

    /** How many Patients, or documents, were created by the exchange. */
    @Override
    public synchronized OptionalLong standing(String exchange) {
        return OptionalLong.of(created.entrySet().stream()
                .filter(each -> each.getKey().contains(exchange) && each.getValue().matches("(Patient|Bundle)/.*"))
                .count());
    }

    @Override
    public List<String> missing(DeliverableRecord record) throws IOException {
        var missing = new ArrayList<String>();
        var body = delivered.stream().filter(each -> each.contains(record.exchange().toString())).findFirst();
        if (body.isEmpty()) {
            return List.of("nothing bears the exchange's id");
        }
        var there = JSON.readTree(body.get());
        var wanted = JSON.readTree(there.path("type").asText().equals(DOCUMENT)
                ? format.document(record)
                : format.write(record));
        for (var i = 0; i < wanted.path("entry").size(); i++) {
            var resource = wanted.path("entry").path(i).path("resource");
            if (!resource.equals(there.path("entry").path(i).path("resource"))) {
                missing.add("entry " + (i + 1) + " (" + resource.path("resourceType").asText()
                        + ") is not what the mapping writes");
            }
        }
        return missing;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (slow) {
                Waiting.pause(SLOW);
            }
            var path = call.getRequestURI().getPath();
            if (call.getRequestMethod().equals("GET")) {
                var said = path.endsWith("/$everything") ? file(path) : search(call.getRequestURI().getQuery());
                send(call, said.isEmpty() ? 404 : 200, said.isEmpty() ? outcome() : said);
            } else if (path.endsWith("/$match")) {
                send(call, 200, bundle("searchset").toString());
            } else {
                take(call, path, body);
            }
        }
    }

    private void take(HttpExchange call, String path, String body) throws IOException {
        if (refusing) {
            send(call, 422, outcome());
            return;
        }
        delivered.add(body);
        if (path.equals(BASE)) {
            send(call, 200, transaction(JSON.readTree(body)));
        } else {
            var place = place("Bundle", call.getRequestHeaders().getFirst("If-None-Exist"));
            call.getResponseHeaders().set("Location", base() + "/" + place + "/_history/1");
            send(call, 201, body);
        }
    }

    private String transaction(JsonNode bundle) {
        var answer = bundle("transaction-response");
        for (var entry : bundle.path("entry")) {
            var request = entry.path("request");
            var place = request.path("method").asText().equals("PUT")
                    ? request.path("url").asText()
                    : place(request.path("url").asText(), request.path("ifNoneExist").asText(null));
            answer.withArray("entry").addObject().putObject("response").put("status", "201 Created").put("location",
                    place + "/_history/1");
        }
        return answer.toString();
    }

    /** Where it is: a new place, or the one of what fulfils the condition already (FHIR R4, conditional create). */
    private synchronized String place(String type, String condition) {
        var place = type + "/" + REFERENCE + (created.size() + 1);
        return condition == null ? place : created.computeIfAbsent(type + "?" + condition, each -> place);
    }

    /** One to a page, in the order of the changes. */
    private synchronized String search(String query) {
        var since = Instant.EPOCH;
        var page = 0;
        for (var part : query.split("&")) {
            if (part.startsWith("_lastUpdated=ge")) {
                since = java.time.OffsetDateTime.parse(part.substring("_lastUpdated=ge".length())).toInstant();
            } else if (part.startsWith("page=")) {
                page = Integer.parseInt(part.substring("page=".length()));
            }
        }
        var from = since;
        var found = changed.entrySet().stream().filter(each -> !each.getValue().isBefore(from))
                .sorted(Map.Entry.comparingByValue()).toList();
        var answer = bundle("searchset");
        if (page < found.size()) {
            resource(found.get(page), answer.withArray("entry").addObject().putObject("resource"));
        }
        if (page + 1 < found.size()) {
            answer.withArray("link").addObject().put("relation", "next").put("url",
                    base() + "/Patient?_lastUpdated=ge" + from + "&page=" + (page + 1));
        }
        return answer.toString();
    }

    private void resource(Map.Entry<String, Instant> one, ObjectNode resource) {
        var type = words.getOrDefault("changed", "Patient");
        resource.put("resourceType", type);
        if (type.equals("Patient")) {
            resource.put("id", one.getKey());
        } else {
            resource.putObject("subject").put("reference", "Patient/" + one.getKey());
        }
        resource.putObject("meta").put("lastUpdated", one.getValue().toString());
    }

    private synchronized String file(String path) {
        var id = path.substring((BASE + "/Patient/").length(), path.length() - "/$everything".length());
        return files.getOrDefault(id, "");
    }

    private static ObjectNode bundle(String type) {
        return JSON.createObjectNode().put("resourceType", "Bundle").put("type", type);
    }

    private static String outcome() {
        var outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.withArray("issue").addObject().put("severity", "error").put("code", "business-rule");
        return outcome.toString();
    }

    private static void send(HttpExchange call, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/fhir+json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
