package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.local.FhirFormat;

/**
 * A FHIR R4 server on this machine's own address, as far as the templates ask one: a search for what changed, page by page,
 * {@code $everything}, {@code $match}, transactions and documents that are created once.
 */
public final class PlayedFhir extends PlayedHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/played";
    private static final String DOCUMENT = "document";
    private static final int LONG = 33 << 20;
    private static final String TYPE = "application/fhir+json";

    /** What the routes say. */
    private final Map<String, String> words;
    private final FhirFormat format;
    private final Map<String, String> created = new LinkedHashMap<>();

    /** @param words parameters of the connector's routes */
    public PlayedFhir(Map<String, String> words, FhirFormat format) throws IOException {
        this.words = Map.copyOf(words);
        this.format = format;
        comeUp();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("base", address(BASE), "every", "200");
    }

    /** A number that FHIR does not take as a resource's id (R4, datatype id) is an identifier; the server has an id of its own. */
    @Override
    public void changed(String id, String answer) {
        super.changed(id.matches("[A-Za-z0-9.-]{1,64}") ? id : "file-" + Integer.toHexString(id.hashCode()), answer);
    }

    @Override
    public String garbled(String answer) {
        return answer.substring(0, answer.length() / 2);
    }

    /** With blanks before its end: longer than any answer that the door takes. */
    @Override
    public String huge(String answer) {
        var end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf("</"));
        return answer.substring(0, end) + " ".repeat(LONG) + answer.substring(end);
    }

    /** Unknown profiles, extensions and resources in pages; or files that answer with nothing about their Patient. */
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.MORE, Drift.LESS);
    }

    /** How many Patients, or documents, were created by the exchange. */
    @Override
    public synchronized OptionalLong standing(String exchange) {
        return OptionalLong.of(created.entrySet().stream()
                .filter(each -> each.getKey().contains(exchange) && each.getValue().matches("(Patient|Bundle)/.*"))
                .count());
    }

    @Override
    public Optional<List<Hint>> missing(DeliverableRecord record) throws IOException {
        var missing = new ArrayList<Hint>();
        var body = delivered().stream().filter(each -> each.contains(record.exchange().toString())).findFirst();
        if (body.isEmpty()) {
            return Optional.of(List.of(
                    new Hint("rien ne porte le numéro de l'échange", "nothing bears the exchange's id")));
        }
        var there = JSON.readTree(body.get());
        var wanted = JSON.readTree(there.path("type").asText().equals(DOCUMENT)
                ? format.document(record)
                : format.write(record));
        for (var i = 0; i < wanted.path("entry").size(); i++) {
            var resource = wanted.path("entry").path(i).path("resource");
            if (!resource.equals(there.path("entry").path(i).path("resource"))) {
                var entry = (i + 1) + " (" + resource.path("resourceType").asText() + ")";
                missing.add(new Hint("l'entrée " + entry + " n'est pas ce que les correspondances écrivent",
                        "entry " + entry + " is not what the mapping writes"));
            }
        }
        return Optional.of(missing);
    }

    @Override
    void answer(HttpExchange call, String request) throws IOException {
        var path = call.getRequestURI().getPath();
        if (call.getRequestMethod().equals("GET")) {
            var said = path.endsWith("/$everything") ? everything(path) : search(call.getRequestURI().getQuery());
            send(call, said.isEmpty() ? 404 : 200, TYPE, said.isEmpty() ? outcome() : said);
        } else if (path.endsWith("/$match")) {
            send(call, 200, TYPE, bundle("searchset").toString());
        } else {
            take(call, path, request);
        }
    }

    private void take(HttpExchange call, String path, String body) throws IOException {
        if (isRefusing()) {
            send(call, 422, TYPE, outcome());
            return;
        }
        took(body);
        if (path.equals(BASE)) {
            send(call, 200, TYPE, transaction(JSON.readTree(body)));
        } else {
            var place = place("Bundle", call.getRequestHeaders().getFirst("If-None-Exist"));
            call.getResponseHeaders().set("Location", address(BASE) + "/" + place + "/_history/1");
            send(call, 201, TYPE, body);
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
    private String search(String query) {
        var since = Instant.EPOCH;
        var page = 0;
        for (var part : query.split("&")) {
            if (part.startsWith("_lastUpdated=ge")) {
                since = OffsetDateTime.parse(part.substring("_lastUpdated=ge".length())).toInstant();
            } else if (part.startsWith("page=")) {
                page = Integer.parseInt(part.substring("page=".length()));
            }
        }
        var from = since;
        var found = changes().entrySet().stream().filter(each -> !each.getValue().isBefore(from))
                .sorted(Map.Entry.comparingByValue()).toList();
        var answer = bundle("searchset");
        if (page < found.size()) {
            resource(found.get(page), answer.withArray("entry").addObject().putObject("resource"));
        }
        if (page + 1 < found.size()) {
            answer.withArray("link").addObject().put("relation", "next").put("url",
                    address(BASE) + "/Patient?_lastUpdated=ge" + from + "&page=" + (page + 1));
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
        var meta = resource.putObject("meta").put("lastUpdated", one.getValue().toString());
        if (speaks(Drift.MORE)) {
            meta.putArray("profile").add("https://editeur.exemple.fr/fhir/StructureDefinition/profil-nouveau");
            resource.putArray("extension").addObject()
                    .put("url", "https://editeur.exemple.fr/fhir/StructureDefinition/extension-nouvelle")
                    .put("valueString", "x");
        }
    }

    private String everything(String path) {
        var file = file(path.substring((BASE + "/Patient/").length(), path.length() - "/$everything".length()));
        return speaks(Drift.LESS) && !file.isEmpty() ? bundle("searchset").toString() : file;
    }

    private static ObjectNode bundle(String type) {
        return JSON.createObjectNode().put("resourceType", "Bundle").put("type", type);
    }

    private static String outcome() {
        var outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.withArray("issue").addObject().put("severity", "error").put("code", "business-rule");
        return outcome.toString();
    }
}
