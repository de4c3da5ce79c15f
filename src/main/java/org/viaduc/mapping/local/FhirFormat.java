package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.FhirRow;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.fhir.ForeignFhir;
import org.viaduc.model.fhir.UnreadableDocument;

/**
 * FHIR R4 as a local system's words, in JSON or XML: a Bundle of any type, or a resource alone. Each resource is a row, the
 * paths that the system describes are its fields, and what stands at no path is kept as JSON in the row's last field: an
 * unknown profile, extension or resource is neither refused nor lost. What is written is a transaction.
 */
public final class FhirFormat implements LocalFormat {
    static final int LARGEST = 32 << 20;

    private final SystemDescription system;
    private final Wire.Fhir wire;
    private final Map<String, FhirFields> fields = new HashMap<>();

    /** @throws IllegalArgumentException when the system does not speak FHIR */
    public FhirFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Fhir fhir)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not speak FHIR");
        }
        this.system = system;
        this.wire = fhir;
        fhir.rows().forEach((type, row) -> fields.put(type, new FhirFields(row)));
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        var bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            faults.accept(new Fault(source, "the Bundle is larger than " + (LARGEST >> 20) + " MB"));
            return;
        }
        try {
            var bundle = new FhirBundle(ForeignFhir.read(bytes), source);
            var read = new ArrayList<LocalRecord>();
            var unnamed = new ArrayList<Fault>();
            bundle.persons().forEach((patient, about) -> record(bundle, patient, about, source, unnamed::add)
                    .ifPresent(read::add));
            if (read.stream().map(LocalRecord::localId).distinct().count() < read.size()) {
                unnamed.add(
                        new Fault(source + ":Bundle", "two Patients bear the same number: whose is whose is in doubt"));
                read.clear();
            }
            bundle.faults().forEach(faults);
            unnamed.forEach(faults);
            read.forEach(records);
        } catch (UnreadableDocument e) {
            e.faults().forEach(fault -> faults.accept(new Fault(source + ":" + fault.place(), fault.reason())));
        }
    }

    private Optional<LocalRecord> record(FhirBundle bundle, FhirEntry patient, List<FhirEntry> about, String source,
            Consumer<Fault> faults) {
        var rows = new ArrayList<LocalRow>();
        var documents = new ArrayList<Attachment>();
        for (var entry : about) {
            var type = entry != patient && bundle.isDoubtful(entry) ? any() : type(entry.resource());
            var resource = entry.resource().deepCopy();
            bundle.withoutPerson(resource, patient);
            var values = fields.get(type).read(resource, bundle.isReferred(entry) ? entry.lastingId() : "");
            document(system.row(type).orElseThrow(), values, documents);
            rows.add(new LocalRow(type, values, entry.number()));
        }
        var key = number();
        var id = rows.getFirst().fields().getOrDefault(key, patient.resource().path("id").asText(""));
        if (id.isBlank()) {
            faults.accept(new Fault(source + ":entry[" + (patient.number() - 1) + "]",
                    "the Patient has no `" + key
                            + "` and no id: nobody would recognise the next version of this file"));
            return Optional.empty();
        }
        return Optional.of(new LocalRecord(system.name(), id.strip(), "", rows, documents));
    }

    /** A Patient that holds this number and nothing else. Its id is the number where FHIR allows it, or derived from it. */
    public ObjectNode person(String localId) {
        var person = fields.get(system.person()).write(Map.of(number(), localId));
        person.put("id", localId.matches("[A-Za-z0-9.-]{1,64}")
                ? localId
                : UUID.nameUUIDFromBytes((system.name() + " " + localId).getBytes(StandardCharsets.UTF_8)).toString());
        return person;
    }

    /** Whether the record bears the system's own number, and no id that only stands in for it. */
    public boolean hasNumber(LocalRecord record) {
        return record.rows().getFirst().fields().containsKey(number());
    }

    /** Whether the row holds a resource as it is, without anything having been read out of it. */
    public boolean isKept(LocalRow row) {
        return row.type().equals(any());
    }

    private String number() {
        return system.row(system.person()).flatMap(RowType::person).orElseThrow();
    }

    /** The first row type that takes the resource. */
    private String type(ObjectNode resource) {
        for (var each : wire.rows().entrySet()) {
            if (fields.get(each.getKey()).takes(resource)) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("the row type for `" + FhirRow.ANY + "` takes every resource");
    }

    /** The row type that keeps a resource as it is. */
    private String any() {
        return wire.rows().entrySet().stream().filter(each -> each.getValue().resource().equals(FhirRow.ANY))
                .map(Map.Entry::getKey).findFirst().orElseThrow();
    }

    /** A document that is no Base64 stays in its field as it is: the mapping keeps it as text. */
    private static void document(RowType type, Map<String, String> values, List<Attachment> documents) {
        type.document().filter(field -> values.containsKey(field.content())).ifPresent(
                field -> Document.of(values.get(field.content()), field, values).ifPresent(document -> {
                    var attachment = document.attachment(documents.size() + 1);
                    documents.add(attachment);
                    values.put(field.content(), attachment.id());
                }));
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return new FhirWriting(system, fields, record.attachments(), Optional.of(record.exchange()))
                .write(record.rows());
    }

    /** The record as a document (FHIR R4, 3.3.1): its Composition first, each resource in a section of its kind. */
    public byte[] document(DeliverableRecord record) {
        return new FhirWriting(system, fields, record.attachments(), Optional.of(record.exchange()))
                .document(record.rows(), record.exchange());
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return new FhirWriting(system, fields, translation.attachments(), Optional.empty()).write(translation.rows());
    }

    /** The rows of a record by their order in the system's description, which is the order in which they are written. */
    static List<LocalRow> ordered(SystemDescription system, List<LocalRow> rows) {
        var byType = new LinkedHashMap<String, List<LocalRow>>();
        system.rows().forEach(type -> byType.put(type.type(), new ArrayList<>()));
        rows.forEach(row -> byType.get(row.type()).add(row));
        return byType.values().stream().flatMap(List::stream).toList();
    }
}
