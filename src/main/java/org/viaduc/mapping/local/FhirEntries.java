package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.Whole;
import org.viaduc.model.Attachment;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;
import org.viaduc.model.LocalRow;

/** The resources of one bundle, with their references to each other and the documents in them. */
final class FhirEntries {
    private static final int MOST = 20_000;

    private final SystemDescription system;
    private final List<ObjectNode> resources = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final Map<String, String> rowsByReference = new HashMap<>();
    private final Map<String, ObjectNode> binaries = new HashMap<>();

    /** @throws UnreadableTree when the tree is no bundle and no resource */
    FhirEntries(JsonNode tree, SystemDescription system) {
        this.system = system;
        if (!(tree instanceof ObjectNode root) || !root.path("resourceType").isTextual()) {
            throw new UnreadableTree(1, "neither a bundle nor a resource of FHIR");
        }
        var numbers = new HashMap<String, Integer>();
        if (root.path("resourceType").asText().equals("Bundle")) {
            for (var entry : root.path("entry")) {
                if (entry.path("resource") instanceof ObjectNode resource) {
                    entry(resource, entry.path("fullUrl").asText(""), numbers);
                }
            }
        } else {
            entry(root, "", numbers);
        }
    }

    private void entry(ObjectNode resource, String url, Map<String, Integer> numbers) {
        var type = resource.path("resourceType").asText("");
        if (!type.matches("[A-Z][A-Za-z]{1,63}")) {
            throw new UnreadableTree(1, "an entry of the bundle does not say its type");
        }
        if (resources.size() == MOST) {
            throw new UnreadableTree(1, "the bundle has more than " + MOST + " entries");
        }
        var id = resource.path("id").asText("");
        if (type.equals("Binary")) {
            binaries.put(url, resource);
            binaries.put("Binary/" + id, resource);
            return;
        }
        var row = system.row(type).or(() -> system.row(RowType.OTHERS));
        var rowType = row.map(RowType::type).orElse(type);
        var number = numbers.merge(rowType, 1, Integer::sum);
        row.ifPresent(known -> {
            var stem = "row:" + known.name() + "-" + number;
            if (!url.isEmpty()) {
                rowsByReference.putIfAbsent(url, stem);
            }
            rowsByReference.putIfAbsent(type + "/" + id, stem);
        });
        resources.add(resource);
        types.add(rowType);
    }

    /** @param documents gets what the resources hold or refer to, each with its id */
    List<LocalRow> rows(List<Attachment> documents) {
        var rows = new ArrayList<LocalRow>();
        for (var i = 0; i < resources.size(); i++) {
            var resource = resources.get(i);
            if (system.never().contains(resource.path("resourceType").asText())) {
                continue;
            }
            Whole.references(resource, reference -> rowsByReference.getOrDefault(reference, reference));
            documents(resource, documents);
            check(resource);
            rows.add(Whole.row(types.get(i), resource, 0));
        }
        return rows;
    }

    /** Takes the content of every attachment out of the tree and leaves its id. */
    private void documents(JsonNode tree, List<Attachment> documents) {
        if (tree instanceof ArrayNode list) {
            list.forEach(each -> documents(each, documents));
        } else if (tree instanceof ObjectNode object) {
            var binary = binaries.get(object.path("url").asText("-"));
            var data = object.path("contentType").isTextual() && object.path("data").isTextual()
                    ? object.path("data").asText()
                    : binary == null ? "" : binary.path("data").asText("");
            if (!data.isEmpty()) {
                var media = object.path("contentType").asText(
                        binary == null ? "application/octet-stream" : binary.path("contentType").asText("application/octet-stream"));
                var attachment = attachment("doc-" + (documents.size() + 1), media, data);
                documents.add(attachment);
                object.remove("data");
                object.put("url", "cid:" + attachment.id());
            }
            object.properties().forEach(field -> documents(field.getValue(), documents));
        }
    }

    private static Attachment attachment(String id, String media, String data) {
        try {
            var bytes = Base64.getMimeDecoder().decode(data);
            return new Attachment(id, media, bytes.length, Digest.of(bytes), Content.of(bytes));
        } catch (IllegalArgumentException e) {
            throw new UnreadableTree(1, "a document of the bundle is no Base64");
        }
    }

    /** Puts the content of the documents back into a resource. */
    static void putBack(JsonNode tree, Map<String, Attachment> documents) {
        if (tree instanceof ArrayNode list) {
            list.forEach(each -> putBack(each, documents));
        } else if (tree instanceof ObjectNode object) {
            var url = object.path("url").asText("");
            var document = url.startsWith("cid:") ? documents.get(url.substring("cid:".length())) : null;
            if (document != null) {
                try {
                    object.put("data", Document.base64(document));
                    object.remove("url");
                } catch (IOException e) {
                    throw new UncheckedIOException("a document of the record cannot be read", e);
                }
            }
            object.properties().forEach(field -> putBack(field.getValue(), documents));
        }
    }

    private static void check(JsonNode tree) {
        if (tree.isTextual()) {
            JsonTrees.check(tree.asText(), 1);
        } else {
            tree.forEach(FhirEntries::check);
        }
    }
}
