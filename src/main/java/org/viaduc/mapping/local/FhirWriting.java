package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRow;
import org.viaduc.model.fhir.ForeignFhir;

/**
 * One person's file as a transaction Bundle (ANS, Transfert de données DUI v2) or as a document. In a transaction each
 * resource is created unless one with the same identifier is there, so that the second time has no effect. The identifier
 * is the exchange and the place within it.
 */
final class FhirWriting {
    /** The system of the identifiers by which a repeat is recognised. */
    static final String EXCHANGE = "urn:viaduc:exchange";
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final SystemDescription system;
    private final Map<String, FhirFields> fields;
    private final Map<String, Attachment> documents = new HashMap<>();
    private final Optional<ExchangeId> exchange;

    FhirWriting(SystemDescription system, Map<String, FhirFields> fields, List<Attachment> attachments,
            Optional<ExchangeId> exchange) {
        this.system = system;
        this.fields = fields;
        this.exchange = exchange;
        attachments.forEach(each -> documents.put(each.id(), each));
    }

    byte[] write(List<LocalRow> rows) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        var resources = resources(rows);
        for (var i = 0; i < resources.size(); i++) {
            entry(entries.addObject(), resources.get(i), i);
        }
        return bytes(bundle);
    }

    /** The resources in the order in which they are written. What is no person says whom it is about. */
    private List<ObjectNode> resources(List<LocalRow> rows) {
        var ordered = FhirFormat.ordered(system, rows);
        var person = ordered.stream().filter(row -> row.type().equals(system.person())).findFirst();
        return ordered.stream().map(row -> {
            var resource = fields.get(row.type()).write(withContent(row));
            if (person.isPresent() && !row.type().equals(system.person())) {
                about(resource, url(ordered.indexOf(person.get())));
            }
            return resource;
        }).toList();
    }

    /** The same as a document, dated by the exchange: the same exchange is the same text. */
    byte[] document(List<LocalRow> rows, ExchangeId id) {
        var resources = resources(rows);
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle");
        bundle.putObject("identifier").put("system", EXCHANGE).put("value", id.toString());
        bundle.put("type", "document").put("timestamp", id.made().toString());
        var entries = bundle.putArray("entry");
        var person = IntStream.range(0, resources.size())
                .filter(place -> resources.get(place).path("resourceType").asText().equals("Patient")).findFirst();
        var composition = entries.addObject().put("fullUrl", "urn:uuid:" + id).putObject("resource");
        FhirComposition.write(composition, id,
                person.isEmpty() ? Optional.empty() : Optional.of(url(person.getAsInt())),
                sections(resources));
        for (var place = 0; place < resources.size(); place++) {
            entries.addObject().put("fullUrl", url(place)).set("resource", resources.get(place));
        }
        return bytes(bundle);
    }

    private Map<String, List<String>> sections(List<ObjectNode> resources) {
        var sections = new LinkedHashMap<String, List<String>>();
        for (var place = 0; place < resources.size(); place++) {
            sections.computeIfAbsent(resources.get(place).path("resourceType").asText(), type -> new ArrayList<>())
                    .add(url(place));
        }
        return sections;
    }

    private static byte[] bytes(ObjectNode bundle) {
        try {
            return JSON.writeValueAsBytes(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON can be written to memory", e);
        }
    }

    private void entry(ObjectNode entry, ObjectNode resource, int place) {
        var type = resource.path("resourceType").asText();
        entry.put("fullUrl", url(place));
        entry.set("resource", resource);
        var request = entry.putObject("request");
        if (exchange.isEmpty() || ForeignFhir.isIdentified(type)) {
            request.put("method", "POST").put("url", type);
            exchange.ifPresent(id -> {
                var value = id + "." + (place + 1);
                resource.withArray("identifier").addObject().put("system", EXCHANGE).put("value", value);
                request.put("ifNoneExist", "identifier=" + EXCHANGE + "|" + value);
            });
        } else {
            var id = uuid(place).toString();
            resource.put("id", id);
            request.put("method", "PUT").put("url", type + "/" + id);
        }
    }

    private static void about(ObjectNode resource, String person) {
        ForeignFhir.aboutElement(resource.path("resourceType").asText())
                .filter(name -> !resource.path(name).has("reference"))
                .ifPresent(name -> (resource.get(name) instanceof ObjectNode said ? said : resource.putObject(name))
                        .put("reference", person));
    }

    /** The same for the same exchange and place, so that a repeat is the same text. */
    private UUID uuid(int place) {
        return UUID.nameUUIDFromBytes((exchange.map(ExchangeId::toString).orElse(system.name()) + "." + (place + 1))
                .getBytes(StandardCharsets.UTF_8));
    }

    private String url(int place) {
        return "urn:uuid:" + uuid(place);
    }

    private Map<String, String> withContent(LocalRow row) {
        var values = new LinkedHashMap<>(row.fields());
        system.row(row.type()).flatMap(RowType::document).map(field -> field.content()).filter(values::containsKey)
                .ifPresent(content -> values.put(content, content(values.get(content))));
        return values;
    }

    private String content(String id) {
        try {
            return documents.containsKey(id) ? Document.base64(documents.get(id)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("a document of the record cannot be read", e);
        }
    }
}
