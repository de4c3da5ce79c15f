package org.viaduc.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.policy.FactKind;

/**
 * The common model by name: what the pieces of each kind hold, so that a mapping says {@code birth-name: nom_nais} and not
 * where FHIR puts it. The names, with their paths, formats and code tables, stand in {@code mapping/elements.yaml}.
 */
final class Elements {
    private static final Elements STANDARD = read();

    private final Map<Kind, Shape> shapes = new EnumMap<>(Kind.class);
    private final Map<FactKind, Map<String, Map<String, String>>> facts = new EnumMap<>(FactKind.class);

    /**
     * What pieces of a kind look like.
     *
     * @param constants what they always hold, by path
     * @param elements  what a line about it says where the mapping leaves it unsaid, by name
     * @param marks     which a piece bears that holds this element
     */
    record Shape(String resource, Map<String, String> constants, Map<String, Map<String, String>> elements,
            Map<String, Mark> marks) {
        static final Shape NONE = new Shape("", Map.of(), Map.of(), Map.of());

        /** The marks by the part of the resource that they come with. */
        Map<Part, Mark> marked() {
            var found = new LinkedHashMap<Part, Mark>();
            marks.forEach((element, mark) -> found.put(Part.of(elements.get(element).get("path")), mark));
            return found;
        }
    }

    /** The first step of an element's path, with all that may stand below it: {@code sender} of {@code sender.display}. */
    record Part(String root) {
        static Part of(String path) {
            var choice = path.indexOf(").");
            return new Part(choice >= 0 ? path.substring(0, choice + 1) : path.replaceFirst("[.\\[].*", ""));
        }

        boolean isOf(FieldPath path) {
            var text = path.toString();
            return text.startsWith(root)
                    && (text.length() == root.length() || ".[(".indexOf(text.charAt(root.length())) >= 0);
        }
    }

    private Elements() {
    }

    /** Of a kind that the table does not have: empty. */
    static Shape of(Optional<Kind> kind) {
        return kind.map(each -> STANDARD.shapes.getOrDefault(each, Shape.NONE)).orElse(Shape.NONE);
    }

    /** Where the resource has the element of this name; the name itself where the table has none. */
    static String path(String resource, String name) {
        return STANDARD.shapes.values().stream().filter(shape -> shape.resource.equals(resource))
                .flatMap(shape -> Optional.ofNullable(shape.elements.get(name)).stream())
                .flatMap(line -> Optional.ofNullable(line.get("path")).stream()).findFirst().orElse(name);
    }

    /** What a fact's word says where the mapping leaves it unsaid. */
    static Map<String, String> of(Optional<FactKind> fact, String word) {
        return fact.map(each -> STANDARD.facts.getOrDefault(each, Map.of()).getOrDefault(word, Map.of()))
                .orElse(Map.of());
    }

    private static Elements read() {
        try (var in = Elements.class.getResourceAsStream("/mapping/elements.yaml")) {
            var faults = new Faults();
            var elements = new Elements();
            YamlMap.of(new String(in.readAllBytes(), StandardCharsets.UTF_8), "mapping/elements.yaml", faults)
                    .ifPresent(yaml -> {
                        yaml.maps("pieces").forEach(elements::pieces);
                        yaml.maps("facts").forEach(elements::facts);
                        yaml.done();
                    });
            faults.speak();
            return elements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pieces(YamlMap yaml) {
        var constants = new LinkedHashMap<String, String>();
        yaml.wordsByKey("constants").forEach((path, word) -> constants.put(path, word.text()));
        var marks = new HashMap<String, Mark>();
        yaml.wordsByKey("marks").forEach((element, word) -> marks.put(element, Mark.of(word.text())));
        var shape = new Shape(yaml.need("resource"), constants, lines(yaml, "path"), marks);
        yaml.words("kinds").stream().map(Word::text).map(Kind::of).forEach(kind -> shapes.put(kind, shape));
        yaml.done();
    }

    private void facts(YamlMap yaml) {
        var words = lines(yaml, "codes");
        yaml.words("kinds").stream().map(Word::text).map(FactKind::of).forEach(kind -> facts.put(kind, words));
        yaml.done();
    }

    private static Map<String, Map<String, String>> lines(YamlMap yaml, String first) {
        var found = new LinkedHashMap<String, Map<String, String>>();
        yaml.map("elements").ifPresent(elements -> elements.keys().forEach(name -> {
            var said = new LinkedHashMap<String, String>();
            var line = elements.line(name, first, Map.of());
            line.keys().forEach(key -> line.word(key).ifPresent(word -> said.put(key, word.text())));
            found.put(name, said);
        }));
        return found;
    }
}
