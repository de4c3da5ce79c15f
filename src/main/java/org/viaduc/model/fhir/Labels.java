package org.viaduc.model.fhir;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Confidentiality;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Section;
import org.viaduc.model.UnknownCode;

/**
 * A piece's labels in its {@code meta}: {@code security} holds confidentiality, the section's sensitivity, handling
 * codes and marks; {@code tag} holds the kind. Labels of others stay where they are.
 */
final class Labels {
    static final String OURS = "https://viaduc.org/fhir/CodeSystem/";
    static final String KIND = OURS + "kind";
    static final String MARK = OURS + "mark";
    static final String SENSITIVITY = OURS + "sensibilite-sociale";
    static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final Set<String> OF_HL7 = Set.of("DEMO", "LOCIS", "LIVARG");
    private static final Set<String> HANDLING = Set.of("NORDSCLCD", "PERSISTLABEL", "NOPAT");

    private Labels() {
    }

    /** What was read from a piece's {@code meta}; the kind is absent where a foreign document says none. */
    record Found(Optional<Kind> kind, Optional<Confidentiality> confidentiality, Set<Mark> marks) {}

    /** The piece's own {@code meta} with our labels added. */
    static ObjectNode write(Piece piece, String source, Optional<String> profile) {
        var meta = piece.resource().element("meta").orElseGet(JsonNodeFactory.instance::objectNode);
        if (!meta.has("source")) {
            meta.put("source", source);
        }
        profile.ifPresent(url -> meta.withArray("profile").add(url));
        ArrayNode security = meta.withArray("security");
        add(security, Confidentiality.SYSTEM, piece.confidentiality().name());
        add(security, systemOf(piece.section().label()), piece.section().label());
        handling(security, piece);
        piece.marks().stream().sorted().forEach(mark -> add(security, MARK, mark.word()));
        add(meta.withArray("tag"), KIND, piece.kind().code());
        return meta;
    }

    /** No redisclosure for all; the label persists on documents and on what is restricted; some is not for parents. */
    private static void handling(ArrayNode security, Piece piece) {
        add(security, ACT_CODE, "NORDSCLCD");
        if (piece.section() == Section.S15 || piece.confidentiality().compareTo(Confidentiality.R) >= 0) {
            add(security, ACT_CODE, "PERSISTLABEL");
        }
        if (piece.marks().contains(Mark.SECRET_FROM_PARENTS)) {
            add(security, ACT_CODE, "NOPAT");
        }
    }

    private static String systemOf(String label) {
        return OF_HL7.contains(label) ? ACT_CODE : SENSITIVITY;
    }

    static void add(ArrayNode codings, String system, String code) {
        codings.addObject().put("system", system).put("code", code);
    }

    /**
     * Takes our labels out of a resource's {@code meta}, so that the resource is left as it was before {@link #write}.
     *
     * @throws UnknownCode for a kind, mark or confidentiality that is not in our lists
     */
    static Found take(ObjectNode resource, Section section, String source, Optional<String> profile) {
        if (!(resource.get("meta") instanceof ObjectNode meta)) {
            return new Found(Optional.empty(), Optional.empty(), Set.of());
        }
        var kind = Optional.<Kind>empty();
        var confidentiality = Optional.<Confidentiality>empty();
        var marks = EnumSet.noneOf(Mark.class);
        for (var tags = meta.path("tag").iterator(); tags.hasNext();) {
            var tag = tags.next();
            if (KIND.equals(tag.path("system").asText())) {
                kind = Optional.of(Kind.of(tag.path("code").asText()));
                tags.remove();
            }
        }
        for (var labels = meta.path("security").iterator(); labels.hasNext();) {
            var label = labels.next();
            var code = label.path("code").asText();
            switch (label.path("system").asText()) {
                case Confidentiality.SYSTEM -> {
                    var read = confidentiality(code);
                    confidentiality = Optional.of(confidentiality.map(read::atLeast).orElse(read));
                    labels.remove();
                }
                case MARK -> {
                    marks.add(Mark.of(code));
                    labels.remove();
                }
                case ACT_CODE, SENSITIVITY -> {
                    if (HANDLING.contains(code) || section.label().equals(code)) {
                        labels.remove();
                    }
                }
                default -> {
                }
            }
        }
        if (source.equals(meta.path("source").asText())) {
            meta.remove("source");
        }
        profile.ifPresent(url -> without(meta, url));
        for (var list : new String[]{"tag", "security", "profile"}) {
            if (meta.path(list).isArray() && meta.path(list).isEmpty()) {
                meta.remove(list);
            }
        }
        if (meta.isEmpty()) {
            resource.remove("meta");
        }
        return new Found(kind, confidentiality, marks);
    }

    private static Confidentiality confidentiality(String code) {
        try {
            return Confidentiality.valueOf(code);
        } catch (IllegalArgumentException e) {
            throw new UnknownCode("confidentiality", code, List.of(Confidentiality.values()));
        }
    }

    private static void without(ObjectNode meta, String profile) {
        for (var profiles = meta.path("profile").iterator(); profiles.hasNext();) {
            if (profile.equals(profiles.next().asText())) {
                profiles.remove();
            }
        }
    }
}
