package org.viaduc.exchange.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Content;
import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Ties;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.ReleasedRecord;
import org.viaduc.policy.Role;

/**
 * What a person is given of their own file. Pieces and documents are numbered anew and carry no marks, and neither question
 * nor rule stands beside them: an extract from which something was withheld equals one of a file that never had it.
 */
final class Extract {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Labels that bind an office to whom a file was sent; a person may do with their own what they like. */
    private static final Set<String> FOR_OFFICES = Set.of("NORDSCLCD", "PERSISTLABEL", "NOPAT");
    private static final Map<String, String> ENDINGS = Map.of("application/pdf", "pdf", "image/jpeg", "jpg",
            "image/png", "png", "image/tiff", "tif", "text/plain", "txt");

    private final ExchangeId id;
    private final Department department;
    private final Role asker;
    private final Instant at;
    private final CommonRecord record;

    private Extract(ExchangeId id, Department department, Role asker, Instant at, CommonRecord record) {
        this.id = id;
        this.department = department;
        this.asker = asker;
        this.at = at;
        this.record = record;
    }

    /**
     * @param at when it was decided
     * @throws IllegalArgumentException when it was not released to the person
     */
    static Extract of(ReleasedRecord released, ExchangeId id, Instant at) {
        var question = released.decision().question();
        if (question.track() != Track.PERSON_ACCESS) {
            throw new IllegalArgumentException("what was released to an office is no extract for the person");
        }
        return new Extract(id, question.to().department(), question.to().role(), at, numbered(released.record()));
    }

    private static CommonRecord numbered(CommonRecord released) {
        var pieces = new ArrayList<Piece>();
        var places = new HashMap<String, String>();
        var documents = 0;
        for (var piece : released.pieces()) {
            var names = new HashMap<String, String>();
            var attachments = new ArrayList<Attachment>();
            for (var each : piece.attachments()) {
                var name = "document-" + ++documents + "." + ENDINGS.getOrDefault(each.mediaType(), "bin");
                names.put("cid:" + each.id(), name);
                attachments.add(
                        new Attachment(name, each.mediaType(), each.length(), each.digest(), each.content()));
            }
            places.put(piece.id(), "piece-" + (pieces.size() + 1));
            pieces.add(new Piece(piece.id(), piece.kind(), named(piece.resource(), names), piece.confidentiality(),
                    Set.of(), attachments));
        }
        return new CommonRecord(Ties.renamed(pieces, places));
    }

    /** The resource with its documents' new names; of one that is not here, nothing is named. */
    private static Resource named(Resource resource, Map<String, String> names) {
        var tree = resource.copy();
        tree.remove("id");
        for (var content : tree.path("content")) {
            if (content.path("attachment") instanceof ObjectNode attachment
                    && attachment.path("url").asText().startsWith("cid:")) {
                var name = names.get(attachment.path("url").asText());
                if (name == null) {
                    attachment.remove("url");
                } else {
                    attachment.put("url", name);
                }
            }
        }
        return Resource.of(tree);
    }

    Department department() {
        return department;
    }

    ExchangeId id() {
        return id;
    }

    Role asker() {
        return asker;
    }

    Instant at() {
        return at;
    }

    List<Piece> pieces() {
        return record.pieces();
    }

    /** @param words what the code tables call a common code */
    Optional<Handout> handout(Part part, Words words, ZoneId zone) {
        return switch (part) {
            case Part.Bundle bundle -> Optional.of(handout("extrait.json", "application/fhir+json", bundle()));
            case Part.Page(var language) -> Optional.of(handout("extrait.html", "text/html;charset=utf-8",
                    new ExtractPage(this, language, words, zone).html().getBytes(StandardCharsets.UTF_8)));
            case Part.Document(var name) -> record.pieces().stream().flatMap(piece -> piece.attachments().stream())
                    .filter(each -> each.id().equals(name)).findFirst().map(each -> new Handout(name,
                            each.mediaType(), each.length(), each.digest(), each.content()));
        };
    }

    private static Handout handout(String name, String mediaType, byte[] bytes) {
        return new Handout(name, mediaType, bytes.length, Digest.of(bytes), Content.of(bytes));
    }

    private byte[] bundle() {
        var head = new DocumentHead(id.toString(), at, department, "urn:viaduc:system:node");
        try {
            var tree = JSON.readTree(DocumentBundle.write(SocialDocument.of(head, record)));
            for (var entry : tree.path("entry")) {
                unbound(entry.path("resource").path("meta").path("security"));
            }
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("a bundle that was written here cannot be read", e);
        }
    }

    private static void unbound(JsonNode labels) {
        for (var each = labels.iterator(); each.hasNext();) {
            if (FOR_OFFICES.contains(each.next().path("code").asText())) {
                each.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "Extract[" + id + "]";
    }
}
