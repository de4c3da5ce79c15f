package org.viaduc.connectors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.journal.Detail;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.local.FhirFormat;
import org.viaduc.model.fhir.ForeignFhir;

/**
 * The door for FHIR servers: asks who has changed, page by page, reads each file whole, and delivers transactions. A server
 * is believed about its own addresses only: what a page or a Bundle points to elsewhere is not followed.
 */
public final class FhirDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FhirDoor.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FROM_THE_BEGINNING = "1970-01-01T00:00:00Z";
    private static final int LARGEST = 32 << 20;
    private static final int MOST_PAGES = 500;

    private final Intake intake;
    private final Acceptance acceptance;
    /** The connectors whose look in progress met a file that must be asked for again. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    /** The files about which it was said already, so that a look every minute does not fill the journal. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    FhirDoor(Intake intake, Acceptance acceptance) {
        this.intake = intake;
        this.acceptance = acceptance;
    }

    /**
     * One page of who has changed.
     *
     * @param ids    of Patients
     * @param next   the address of the next page; empty after the last
     * @param latest the time of the latest change that any page named so far
     */
    public record Page(List<String> ids, String next, String latest) {
        public Page {
            ids = List.copyOf(ids);
        }
    }

    /** A new look begins. @return the address of its first page: all that changed at or after the last look's latest change */
    public String first(String connector, String base, String type) {
        held.remove(connector);
        var since = acceptance.mark(connector).filter(mark -> !mark.isEmpty()).orElse(FROM_THE_BEGINNING);
        return base + "/" + type + "?_lastUpdated=ge" + since.replace("+", "%2B") + "&_sort=_lastUpdated&_count=50";
    }

    /** Whom a page names. @param latest of the pages before */
    public Page page(InputStream answer, String base, String latest) throws IOException {
        var bundle = ForeignFhir.read(bytes(answer));
        var ids = new ArrayList<String>();
        var newest = latest == null ? "" : latest;
        for (var entry : bundle.path("entry")) {
            var resource = entry.path("resource");
            newest = later(newest, resource.path("meta").path("lastUpdated").asText(""));
            var id = resource.path("resourceType").asText().equals("Patient")
                    ? resource.path("id").asText("")
                    : about(resource);
            if (id.matches("[A-Za-z0-9.-]{1,64}") && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return new Page(ids, next(bundle, base), newest);
    }

    private static String about(JsonNode resource) {
        for (var name : List.of("subject", "patient", "beneficiary", "for")) {
            var reference = resource.path(name).path("reference").asText("");
            if (reference.startsWith("Patient/")) {
                return reference.substring("Patient/".length());
            }
        }
        return "";
    }

    private static String later(String one, String other) {
        try {
            return one.isEmpty() || !other.isEmpty() && OffsetDateTime.parse(other).isAfter(OffsetDateTime.parse(one))
                    ? other
                    : one;
        } catch (DateTimeException e) {
            return one;
        }
    }

    /** @throws IOException when the next page is said to be at another address than the server's */
    private static String next(JsonNode bundle, String base) throws IOException {
        for (var link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                var next = link.path("url").asText();
                if (!isBelow(next, base)) {
                    throw new IOException("the next page lies outside the server's own address and is not asked for");
                }
                return next;
            }
        }
        return "";
    }

    private static boolean isBelow(String address, String base) {
        try {
            var there = URI.create(address).normalize();
            var own = URI.create(base);
            return own.getScheme().equals(there.getScheme()) && own.getRawAuthority().equals(there.getRawAuthority())
                    && (there.getRawPath().equals(own.getRawPath())
                            || there.getRawPath().startsWith(own.getRawPath() + "/"));
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /** Everything up to there has been taken, unless a file of this look must be asked for again. */
    public void mark(String connector, String latest) {
        if (latest != null && !latest.isEmpty() && !held.contains(connector)) {
            acceptance.mark(connector, latest);
        }
    }

    /** Puts the pages of one file together. @param before what {@code $everything} answered so far, or nothing */
    public Part part(InputStream answer, String base, Part before) throws IOException {
        var bundle = ForeignFhir.read(bytes(answer));
        var whole = before == null ? bundle : before.bundle;
        if (before != null) {
            bundle.path("entry").forEach(whole.withArray("entry")::add);
        }
        var pages = before == null ? 1 : before.pages + 1;
        if (pages > MOST_PAGES) {
            throw new IOException("the file has more than " + MOST_PAGES + " pages");
        }
        return new Part(whole, next(bundle, base), pages);
    }

    /** A file, page after page. Its {@code toString} says nothing. */
    public static final class Part {
        private final ObjectNode bundle;
        private final String next;
        private final int pages;

        Part(ObjectNode bundle, String next, int pages) {
            this.bundle = bundle;
            this.next = next;
            this.pages = pages;
        }

        /** The address of the next page; empty after the last. */
        public String getNext() {
            return next;
        }

        @Override
        public String toString() {
            return "Part";
        }
    }

    /** Takes one file. */
    public void collect(Part file, String connector, String id) throws IOException {
        intake.take(new ByteArrayInputStream(JSON.writeValueAsBytes(file.bundle)), "Patient/" + Detail.reference(id),
                connector);
    }

    /** One file could not be read; the others are. It is asked for again at the next look. */
    public void notRead(String connector, String id, Exception failure) {
        held.add(connector);
        var place = Detail.reference(id);
        if (told.add(connector + " " + place)) {
            acceptance.refusedAtDoor(connector, 1);
            LOG.atInfo().addKeyValue("connector", connector).addKeyValue("place", place)
                    .addKeyValue("fault", failure.getClass().getSimpleName())
                    .log("not read: the server failed on this file; it is asked for again");
        }
    }

    /** The record as a transaction that has its effect once. */
    public String write(DeliverableRecord record, String connector) {
        return new String(intake.format(record).write(record), StandardCharsets.UTF_8);
    }

    /** The record as a document, to be kept as it is by whoever takes it. */
    public String document(DeliverableRecord record, String connector) {
        if (intake.format(connector) instanceof FhirFormat fhir) {
            return new String(fhir.document(record), StandardCharsets.UTF_8);
        }
        throw new IllegalStateException("the system of `" + connector + "` does not speak FHIR");
    }

    /** Where a server put a document: the department's own reference, or an empty text. */
    public String place(String location) {
        var at = location == null ? -1 : location.indexOf("Bundle/");
        return at < 0 ? "" : location.substring(at).replaceFirst("/_history/.*", "");
    }

    /** Asks a server whether it has the transaction's Patient already ({@code Patient/$match}, FHIR R4). */
    public String question(String transaction) throws IOException {
        var asked = JSON.createObjectNode().put("resourceType", "Parameters");
        var parameters = asked.putArray("parameter");
        var patient = patient(JSON.readTree(transaction)).deepCopy();
        patient.remove("identifier");
        parameters.addObject().put("name", "resource").set("resource", patient);
        parameters.addObject().put("name", "onlyCertainMatches").put("valueBoolean", true);
        return JSON.writeValueAsString(asked);
    }

    private static ObjectNode patient(JsonNode transaction) throws IOException {
        for (var entry : transaction.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals("Patient")) {
                return (ObjectNode) entry.path("resource");
            }
        }
        throw new IOException("the delivery has no Patient");
    }

    /**
     * Ties the arriving Patient to the one whom the server is certain of, when there is exactly one: the department joins
     * them, and nothing of its own file is changed from here.
     */
    public String known(InputStream answer, String transaction) throws IOException {
        var certain = new ArrayList<String>();
        for (var entry : ForeignFhir.read(bytes(answer)).path("entry")) {
            var grade = entry.path("search").path("extension").findValuesAsText("valueCode");
            var id = entry.path("resource").path("id").asText("");
            if (grade.contains("certain") && id.matches("[A-Za-z0-9.-]{1,64}")) {
                certain.add(id);
            }
        }
        var tree = JSON.readTree(transaction);
        if (certain.size() == 1) {
            var link = patient(tree).withArray("link").addObject();
            link.putObject("other").put("reference", "Patient/" + certain.getFirst());
            link.put("type", "seealso");
        }
        return JSON.writeValueAsString(tree);
    }

    /** Where the server put the Patient, of its answer to a transaction: the department's own reference. */
    public String reference(InputStream answer) throws IOException {
        for (var entry : ForeignFhir.read(bytes(answer)).path("entry")) {
            var place = entry.path("response").path("location").asText("");
            var at = place.indexOf("Patient/");
            if (at >= 0) {
                return place.substring(at).replaceFirst("/_history/.*", "");
            }
        }
        return "";
    }

    private static byte[] bytes(InputStream answer) throws IOException {
        var bytes = answer.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("the answer is larger than " + (LARGEST >> 20) + " MB");
        }
        return bytes;
    }
}
