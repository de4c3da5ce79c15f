package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.way.Posting;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.local.FhirFormat;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.fhir.UnreadableDocument;
import org.viaduc.person.OwnFiles;

/**
 * The door for systems that post FHIR themselves. A Bundle goes through the connector's own route, so that it is closed when
 * the connector is; it is taken whole or not at all, and goes the way of any collected file.
 */
public final class FhirPosts {
    private final ProducerTemplate camel;
    private final Intake intake;
    private final Acceptance acceptance;
    private final WholePosts posts;
    private final Supplier<Posting> posting;
    private final NodeSettings settings;

    FhirPosts(ProducerTemplate camel, Intake intake, Acceptance acceptance, WholePosts posts,
            Supplier<Posting> posting, NodeSettings settings) {
        this.camel = camel;
        this.intake = intake;
        this.acceptance = acceptance;
        this.posts = posts;
        this.posting = posting;
        this.settings = settings;
    }

    /** What a system is told of what it posted. */
    public sealed interface Answer {}

    /**
     * It is here, and stays.
     *
     * @param types    of the Bundle's entries, in their order
     * @param persons  the Patients, in their order, as they are known here
     * @param kept     how many resources are kept as they are, without anything being read out of them
     * @param isRepeat nothing was done: it had been told before
     */
    public record Taken(boolean isDocument, List<String> types, List<ObjectNode> persons, int kept,
            boolean isRepeat) implements Answer {
        public Taken {
            types = List.copyOf(types);
            persons = List.copyOf(persons);
        }
    }

    /** Nothing of it was taken. @param isReadable whether it is FHIR at all */
    public record NotTaken(List<Fault> faults, boolean isReadable) implements Answer {
        public NotTaken {
            faults = List.copyOf(faults);
        }
    }

    /** Its identifier was given to another content before. */
    public record NameInUse() implements Answer {}

    /** The connector is stopped. */
    public record Closed() implements Answer {}

    /** Takes a Bundle in JSON or XML. */
    public Answer post(String connector, byte[] bundle) {
        var answered = camel.request("direct:" + connector + "-post?block=false",
                exchange -> exchange.getMessage().setBody(bundle));
        var failure = answered.getException();
        if (failure instanceof DirectConsumerNotAvailableException) {
            return new Closed();
        }
        if (failure != null) {
            throw new IllegalStateException("what the system of `" + connector + "` posted could not be taken",
                    failure);
        }
        return answered.getMessage().getBody(Answer.class);
    }

    /** What the connector's route calls. Read and taken by one version of the mappings, though another may be switched on. */
    public Answer take(byte[] bundle, String connector) throws IOException {
        return intake.throughout(() -> all(bundle, connector));
    }

    private Answer all(byte[] bundle, String connector) throws IOException {
        var faults = new ArrayList<Fault>();
        var records = new ArrayList<LocalRecord>();
        FhirPosted posted;
        try {
            posted = FhirPosted.of(bundle);
        } catch (UnreadableDocument e) {
            acceptance.refusedAtDoor(connector, e.faults().size());
            return new NotTaken(e.faults().stream().map(each -> new Fault(each.place(), each.reason())).toList(),
                    false);
        }
        faults.addAll(posted.faults());
        if (faults.isEmpty()) {
            format(connector).read(new ByteArrayInputStream(bundle), FhirPosted.SOURCE, records::add, faults::add);
            records.stream().filter(each -> !isOwn(each, connector)).forEach(each -> faults.add(new Fault(
                    FhirPosted.SOURCE + ":entry[" + (each.rows().getFirst().line() - 1) + "]",
                    "the Patient's number is not one that this system gives")));
        }
        if (!faults.isEmpty()) {
            acceptance.refusedAtDoor(connector, faults.size());
            return new NotTaken(faults, true);
        }
        var outcome = posts.take(records, connector, posted.name());
        return outcome == Posting.Outcome.NAME_IN_USE
                ? new NameInUse()
                : new Taken(posted.isDocument(), posted.types(),
                        records.stream().map(each -> format(connector).person(each.localId())).toList(),
                        kept(records, connector), outcome == Posting.Outcome.REPEATED);
    }

    private int kept(List<LocalRecord> records, String connector) {
        return (int) records.stream().flatMap(each -> each.rows().stream())
                .filter(row -> format(connector).isKept(row)).map(row -> row.line()).distinct().count();
    }

    private boolean isOwn(LocalRecord record, String connector) {
        return record.localId().startsWith(
                settings.connectors().get(connector).values().getOrDefault(Clients.NUMBERS, ""));
    }

    /** One of the system's own files, as a Patient that holds its number and nothing else. */
    public record Alike(ObjectNode patient, OwnFiles.Likeness likeness) {
        @Override
        public String toString() {
            return "Alike[" + likeness + "]";
        }
    }

    /**
     * Which of the files that the system posted itself may be about this Patient, the likeliest first.
     *
     * @param patient none is alike when it cannot be read as one of the system's own
     */
    public List<Alike> match(String connector, ObjectNode patient, Actor asker) {
        var read = new ArrayList<LocalRecord>();
        var format = format(connector);
        var asked = patient.deepCopy().put("id", "asked").toString().getBytes(StandardCharsets.UTF_8);
        try {
            format.read(new ByteArrayInputStream(asked), FhirPosted.SOURCE, read::add, fault -> {
            });
        } catch (IOException e) {
            throw new UncheckedIOException("bytes can be read", e);
        }
        if (read.size() != 1) {
            return List.of();
        }
        return posting.get().like(read.getFirst(), format.hasNumber(read.getFirst()), connector, asker).stream()
                .map(own -> new Alike(format.person(own.localId()), own.likeness())).toList();
    }

    /** @throws IllegalStateException when the connector's system does not speak FHIR */
    private FhirFormat format(String connector) {
        if (intake.format(connector) instanceof FhirFormat fhir) {
            return fhir;
        }
        throw new IllegalStateException("the system of `" + connector + "` does not speak FHIR");
    }
}
