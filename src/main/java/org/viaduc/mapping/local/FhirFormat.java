package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.Whole;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.R4;

/**
 * FHIR R4 bundles about one person, whatever their type: each resource is a row, unknown profiles and types are kept.
 * Nothing to which a bundle refers is fetched. What is written is a transaction bundle (FHIR R4, 3.1.0.11) that creates
 * every resource; a repeat under the same exchange has the same full URLs.
 */
public final class FhirFormat implements LocalFormat {
    private static final int LARGEST = 96 << 20;
    private final SystemDescription system;

    /** @throws IllegalArgumentException when the system's words are not FHIR */
    public FhirFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Fhir)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not write FHIR");
        }
        this.system = system;
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        try {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnreadableTree(1, "the bundle is larger than " + (LARGEST >> 20) + " MB");
            }
            records.accept(record(R4.tree(bytes).orElseThrow(() -> new UnreadableTree(1,
                    "no JSON object: it breaks off, repeats a name or nests too deep"))));
        } catch (UnreadableTree e) {
            faults.accept(new Fault(source + ":" + e.line(), e.getMessage()));
        }
    }

    private LocalRecord record(ObjectNode tree) {
        var entries = new FhirEntries(tree, system);
        var documents = new ArrayList<Attachment>();
        var rows = entries.rows(documents);
        var persons = rows.stream().filter(row -> row.type().equals(system.person())).toList();
        if (persons.size() != 1) {
            throw new UnreadableTree(1,
                    "the bundle is about " + persons.size() + " `" + system.person() + "`, not one");
        }
        var id = Whole.resource(persons.getFirst()).map(person -> key(person)).orElse("");
        if (id.isEmpty()) {
            throw new UnreadableTree(1, "the bundle does not say whose it is");
        }
        var sorted = new ArrayList<>(persons);
        rows.stream().filter(row -> row != persons.getFirst()).forEach(sorted::add);
        return new LocalRecord(system.name(), id, "", sorted, documents);
    }

    private String key(ObjectNode person) {
        var type = system.row(system.person()).orElseThrow();
        return type.person().map(type.forms()::get).filter(Form.At.class::isInstance).map(Form.At.class::cast)
                .flatMap(at -> Resource.of(person).text(at.path())).map(String::strip).orElse("");
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return write(record.rows(), record.attachments(), record.exchange().toString());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return write(translation.rows(), translation.attachments(), "look");
    }

    private static byte[] write(List<LocalRow> rows, List<Attachment> attachments, String exchange) {
        Map<String, Attachment> documents = new HashMap<>();
        attachments.forEach(each -> documents.put(each.id(), each));
        var bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle").put("type", "transaction");
        var entries = bundle.putArray("entry");
        for (var row : rows) {
            var resource = Whole.resource(row).orElseThrow();
            var url = url(exchange, resource.path("id").asText());
            resource.remove("id");
            FhirEntries.putBack(resource, documents);
            Whole.references(resource, reference -> reference.startsWith("row:")
                    ? url(exchange, reference.substring("row:".length()))
                    : reference);
            var entry = entries.addObject().put("fullUrl", url);
            entry.set("resource", resource);
            entry.putObject("request").put("method", "POST").put("url", resource.path("resourceType").asText());
        }
        return bundle.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static String url(String exchange, String row) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((exchange + "/" + row).getBytes(StandardCharsets.UTF_8));
    }
}
