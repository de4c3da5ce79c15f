package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.mapping.Elements.Shape;

/**
 * The lines of a block: a list, each saying its path, or a map from the elements of the common model to local fields, as
 * {@code fields: { birth-name: nom_nais, sex: sexe }}, where the kind's table says the rest.
 */
final class ElementLines {
    /** What has a key of its own has it however the fields are put together. */
    private static final Set<String> CHECKED = Set.of("nir", "niss");
    private static final Set<String> PLACES = Set.of("path", "concept");

    private ElementLines() {
    }

    /** True when the block names elements of the common model and no paths. */
    static boolean areNamed(YamlMap block) {
        return block.isMap("fields") && block.map("fields")
                .filter(fields -> !fields.has("local") && !fields.has("locals")).isPresent();
    }

    static List<YamlMap> of(YamlMap block, Shape shape, String system) {
        if (!areNamed(block)) {
            return block.maps("fields");
        }
        var found = new ArrayList<YamlMap>();
        block.map("fields").ifPresent(fields -> {
            fields.keys().stream().filter(name -> !isFixed(fields, name))
                    .forEach(name -> found.add(line(fields, name, shape, system)));
        });
        found.addAll(block.maps("more"));
        return found;
    }

    /** What pieces of the block always hold, by path: {@code benefit: { is: rsa }}, beside what those of the kind always hold. */
    static Map<String, String> fixed(YamlMap block, Shape shape) {
        var found = new LinkedHashMap<>(shape.constants());
        block.map("fields").ifPresent(fields -> fields.keys().stream().filter(name -> isFixed(fields, name)).forEach(
                name -> fields.map(name).ifPresent(said -> fixed(said, name, shape, found))));
        return found;
    }

    private static void fixed(YamlMap said, String name, Shape shape, Map<String, String> found) {
        var element = shape.elements().getOrDefault(name, Map.of());
        var word = said.need("is");
        said.done();
        if (element.containsKey("concept")) {
            found.put(element.get("concept") + ".coding[0].system",
                    LineReader.codeSystem(element.getOrDefault("system", element.get("codes"))));
            found.put(element.get("concept") + ".coding[0].code", word);
        } else if (element.containsKey("path")) {
            found.put(element.get("path"), word);
        } else {
            said.fault(said.line(), "`" + name + "` is no element of these pieces; known: "
                    + String.join(", ", shape.elements().keySet()) + Suggestion.of(name, shape.elements().keySet()));
        }
    }

    private static boolean isFixed(YamlMap fields, String name) {
        return fields.isMap(name) && fields.map(name).filter(said -> said.has("is")).isPresent();
    }

    private static YamlMap line(YamlMap fields, String name, Shape shape, String system) {
        var usual = shape.elements().get(name);
        if (usual == null) {
            if (!name.matches(".*[.(\\[].*")) {
                fields.fault(name, "`" + name + "` is no element of these pieces; known: "
                        + String.join(", ", shape.elements().keySet())
                        + Suggestion.of(name, shape.elements().keySet()));
                return fields.line(name, "local", Map.of("path", "id"));
            }
            return fields.line(name, "local", Map.of("path", name));
        }
        var own = fields.isWord(name) ? Set.of("local") : fields.map(name).orElseThrow().keys();
        PLACES.stream().filter(own::contains).forEach(key -> fields.fault(name,
                "`" + name + "` says where it stands: no `" + key + "` beside it"));
        var meant = new LinkedHashMap<String, String>();
        usual.forEach((key, word) -> meant.put(key, word.replace("{system}", system)));
        if (own.contains("format") || own.contains("row") || own.contains("first") || own.contains("jslt")) {
            meant.remove("codes");
            if (!own.contains("jslt") || !CHECKED.contains(meant.getOrDefault("format", ""))) {
                meant.remove("format");
            }
            meant.remove("system");
        }
        if (own.contains("codes")) {
            meant.remove("format");
        }
        if (own.contains("jslt") && meant.containsKey("concept")) {
            meant.put("path", meant.remove("concept"));
        }
        return fields.line(name, "local", meant);
    }
}
