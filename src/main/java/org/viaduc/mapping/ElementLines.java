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
            for (var name : fields.keys()) {
                found.add(line(fields, name, shape, system));
            }
        });
        found.addAll(block.maps("more"));
        return found;
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
        if (own.contains("format") || own.contains("row") || own.contains("jslt")) {
            meant.remove("codes");
            meant.remove("format");
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
