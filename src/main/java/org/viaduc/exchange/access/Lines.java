package org.viaduc.exchange.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Language;
import org.viaduc.model.Piece;

/**
 * A piece as lines that a person reads: every element of its resource but what the lexicon hides, data types of FHIR R4 put
 * together (2.24). An element that nobody foresaw is shown under its own name.
 */
final class Lines {
    private static final String LOCAL_CODE = "urn:viaduc:code:";
    private static final String ORIGINAL = "urn:viaduc:original:";
    private static final Set<String> TECHNICAL = Set.of("resourceType", "id", "meta", "url", "system", "use");

    private final Language language;
    private final Words words;
    private final Labels labels;
    private final Plainly plainly;
    private final List<Line> lines = new ArrayList<>();

    /** @param document the file name of a document that the line leads to */
    record Line(String label, String value, Optional<String> document) {}

    private Lines(Piece piece, Language language, Words words) {
        this.language = language;
        this.words = words;
        this.plainly = new Plainly(language);
        this.labels = new Labels(piece.kind(), piece.resource().type(), language);
    }

    static List<Line> of(Piece piece, Language language, Words words) {
        var reading = new Lines(piece, language, words);
        reading.elements("", piece.resource().copy());
        return reading.lines;
    }

    private void elements(String path, ObjectNode object) {
        for (var field : object.properties()) {
            var isBeside = field.getKey().startsWith("_");
            var name = isBeside ? field.getKey().substring(1) : field.getKey();
            if (TECHNICAL.contains(name) || isBeside && object.has(name)) {
                continue;
            }
            var at = path.isEmpty() ? name : path + "." + name;
            var value = object.path(name);
            if (value.isContainerNode()) {
                container(at, name, value);
            } else {
                scalar(at, value.asText(""), original(object, name));
            }
        }
    }

    private void container(String at, String name, JsonNode value) {
        if (value instanceof ArrayNode list) {
            if (children(list).allMatch(JsonNode::isValueNode)) {
                scalar(at, children(list).map(JsonNode::asText).collect(Collectors.joining(" ")), Optional.empty());
            } else {
                list.forEach(each -> container(at, name, each));
            }
        } else if (value instanceof ObjectNode object) {
            object(at, name, object);
        }
    }

    /** The data types; whatever is none of them is read element by element. */
    private void object(String at, String name, ObjectNode object) {
        if (object.has("coding")) {
            line(at, concept(object));
        } else if (name.equals("extension")) {
            elements(at + "(" + last(object.path("url").asText()) + ")", object);
        } else if (name.equals("name")) {
            line(at + "(" + object.path("use").asText("usual") + ")", joined(object, "given", "family"));
        } else if (name.equals("address")) {
            line(at, joined(object, "line", "postalCode", "city"));
            container(at + ".extension", "extension", object.path("extension"));
        } else if (name.equals("telecom") || name.equals("identifier")) {
            said(at + "(" + system(object) + ")", object, "value");
        } else if (object.has("start") || object.has("end") || object.has("_start") || object.has("_end")) {
            line(at, plainly.period(object.path("start").asText(""), object.path("end").asText(""),
                    original(object, "start").orElse("") + original(object, "end").orElse("")));
        } else if (object.has("value") && object.path("value").isNumber()) {
            line(at, plainly.quantity(new BigDecimal(object.path("value").asText()), object.path("code").asText(""))
                    + original(object, "value").orElse(""));
        } else if (name.equals("attachment")) {
            elements(at, object);
            if (object.has("url")) {
                lines.add(new Line(labels.of(at + ".url").orElse(""), object.path("url").asText(),
                        Optional.of(object.path("url").asText())));
            }
        } else {
            elements(at, object);
        }
    }

    private static String system(ObjectNode object) {
        var system = object.path("system").asText("");
        return system.startsWith("urn:viaduc:local:") ? "local" : last(system);
    }

    /** The word of a common code; beside it, the text that no table knows. */
    private String concept(ObjectNode concept) {
        var text = concept.path("text").asText("");
        var common = children(concept.path("coding"))
                .filter(each -> !each.path("system").asText().startsWith(LOCAL_CODE)).findFirst();
        if (common.isPresent()) {
            var said = coded(last(common.get().path("system").asText()), common.get().path("code").asText(),
                    common.get().path("display").asText(""));
            return text.isEmpty() || text.equals(said) ? said : said + " (" + text + ")";
        }
        return text.isEmpty()
                ? children(concept.path("coding")).map(each -> each.path("display").asText(each.path("code").asText()))
                        .findFirst().orElse("")
                : text;
    }

    /** The common codes are English words with hyphens; in French they have a display. */
    private String coded(String table, String code, String display) {
        return language == Language.EN
                ? code.replace('-', ' ')
                : display.isEmpty() ? words.of(table, code).orElse(code) : display;
    }

    private void said(String at, ObjectNode object, String name) {
        scalar(at, object.path(name).asText(""), original(object, name));
    }

    private void scalar(String at, String value, Optional<String> original) {
        if (labels.isHidden(at, value)) {
            return;
        }
        var known = labels.value(at, value).or(() -> code(at, value));
        line(at, known.orElseGet(() -> plainly.day(value)) + original.orElse(""));
    }

    /** A bare code in an extension is of the table that the extension is named after. */
    private Optional<String> code(String at, String value) {
        var parts = at.split("[()]");
        return at.endsWith(").valueCode") && parts.length > 2
                ? Optional.of(coded(parts[parts.length - 2], value, ""))
                : at.endsWith("(identityStatus).valueCoding.code")
                        ? Optional.of(coded("identity-status", value, ""))
                        : Optional.empty();
    }

    private void line(String at, String value) {
        if (!value.isBlank()) {
            labels.of(at).ifPresent(label -> lines.add(new Line(label, value.strip(), Optional.empty())));
        }
    }

    /** What the file says beside an element that could not be read, or was coded more broadly. */
    private Optional<String> original(ObjectNode object, String name) {
        return children(object.path("_" + name).path("extension"))
                .filter(each -> each.path("url").asText().startsWith(ORIGINAL)).findFirst()
                .map(each -> language.pick(" (« " + each.path("valueString").asText() + " » dans le dossier)",
                        " (“" + each.path("valueString").asText() + "” in the file)"));
    }

    private static String joined(ObjectNode object, String... names) {
        return Stream.of(names).map(object::path)
                .flatMap(node -> node.isArray() ? children(node) : Stream.of(node)).map(node -> node.asText(""))
                .filter(text -> !text.isBlank()).collect(Collectors.joining(" "));
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static String last(String uri) {
        return uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1);
    }
}
