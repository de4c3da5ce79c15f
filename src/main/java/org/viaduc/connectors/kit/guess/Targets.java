package org.viaduc.connectors.kit.guess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.guess.Target.Field;
import org.viaduc.mapping.CommonElement;
import org.viaduc.model.Kind;

/** Where fields usually belong: {@code kit/targets.yaml}. */
record Targets(List<Set<String>> person, List<Set<String>> household, List<Set<String>> hidden, List<Target> pieces,
        List<Set<String>> movedOn, List<Set<String>> movedTo, List<Told> drop, List<Told> careful) {

    /** What is said of a field with one of these names. */
    record Told(List<Set<String>> named, String words) {}

    static Targets load() {
        try (var in = Targets.class.getResourceAsStream("/kit/targets.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var all = map(new Load(LoadSettings.builder().setLabel("kit/targets.yaml").build()).loadFromString(text));
            var moved = map(all.get("moved"));
            return new Targets(names(all, "person"), names(all, "household"), names(all, "protected"),
                    maps(all, "pieces").stream().map(Targets::target).toList(), names(moved, "on"), names(moved, "to"),
                    maps(all, "drop").stream().map(each -> new Told(names(each, "named"), text(each, "reason")))
                            .toList(),
                    maps(all, "careful").stream().map(each -> new Told(names(each, "named"), text(each, "hint")))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the targets of the kit cannot be read", e);
        }
    }

    private static Target target(Map<String, Object> piece) {
        var kind = Kind.of(text(piece, "piece"));
        return new Target(kind, word(piece, "asked"),
                maps(piece, "fields").stream().map(field -> field(kind, field)).toList());
    }

    private static Field field(Kind kind, Map<String, Object> field) {
        return new Field(CommonElement.of(kind, text(field, "element")), field.containsKey("shared"),
                field.containsKey("several"),
                names(field, "named"), As.valueOf(text(field, "as").toUpperCase(Locale.ROOT)), word(field, "note"));
    }

    private static List<Set<String>> names(Map<String, Object> map, String key) {
        var found = new ArrayList<Set<String>>();
        for (var each : (List<?>) map.get(key)) {
            found.add(Set.copyOf(Arrays.asList(each.toString().split(" "))));
        }
        return found;
    }

    private static Optional<String> word(Map<String, Object> map, String key) {
        return Optional.ofNullable(map.get(key)).map(Object::toString);
    }

    private static String text(Map<String, Object> map, String key) {
        return word(map, key)
                .orElseThrow(() -> new IllegalStateException("kit/targets.yaml: `" + key + "` is missing"));
    }

    private static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        var found = new ArrayList<Map<String, Object>>();
        ((List<?>) map.get(key)).forEach(each -> found.add(map(each)));
        return found;
    }

    private static Map<String, Object> map(Object value) {
        var found = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((key, each) -> found.put(key.toString(), each));
        return found;
    }
}
