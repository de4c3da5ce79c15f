package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One YAML file under {@code routes/}, read for its shape before Camel sees it.
 *
 * @param name     path below {@code routes/}, as {@code d35-solidor-collect.yaml}
 * @param template the template's id, when the file defines one
 * @param declared the template's parameters; true for those that must be given
 * @param uses     the template that a templated route builds on
 * @param given    the parameters that a templated route gives, with their lines
 * @param asked    every placeholder {@code {{…}}} in the file, with its line
 */
record RouteFile(String name, String text, Optional<String> template, Map<String, Boolean> declared,
        Optional<String> uses, Map<String, Integer> given, Map<String, Integer> asked, List<RouteFault> faults) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern FILE_NAME = Pattern.compile("(templates/)?[a-z0-9]+(-[a-z0-9]+)*\\.yaml");

    /** The file's stem: the id of its route or template. */
    String stem() {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
    }

    static RouteFile read(String name, String text) {
        var faults = new ArrayList<RouteFault>();
        if (!FILE_NAME.matcher(name).matches()) {
            faults.add(new RouteFault(name, 1, "the file's name has small letters, digits and hyphens, then `.yaml`"));
        }
        var lines = text.split("\n", -1);
        if (lines.length < 2 || !lines[0].startsWith("# ") || !lines[1].startsWith("# ")) {
            faults.add(new RouteFault(name, 1,
                    "the first two lines are comments: what the file connects, and who answers questions"));
        }
        var reading = new Reading(name, faults);
        try {
            new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text).ifPresentOrElse(
                    reading::file, () -> faults.add(new RouteFault(name, 1, "the file is empty")));
        } catch (MarkedYamlEngineException e) {
            faults.add(new RouteFault(name, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1),
                    "this is no YAML: " + e.getProblem()));
        }
        var asked = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < lines.length; i++) {
            var matcher = PLACEHOLDER.matcher(lines[i]);
            while (!lines[i].stripLeading().startsWith("#") && matcher.find()) {
                asked.putIfAbsent(matcher.group(1), i + 1);
            }
        }
        return new RouteFile(name, text, Optional.ofNullable(reading.template), reading.declared,
                Optional.ofNullable(reading.uses), reading.given, asked, List.copyOf(faults));
    }

    /** Walks the few keys that matter here; the rest is Camel's to judge. */
    private static final class Reading {
        private static final Set<String> TOP = new LinkedHashSet<>(
                List.of("route", "templatedRoute", "routeTemplate"));
        private final String name;
        private final List<RouteFault> faults;
        private String template;
        private String uses;
        private final Map<String, Boolean> declared = new LinkedHashMap<>();
        private final Map<String, Integer> given = new LinkedHashMap<>();

        Reading(String name, List<RouteFault> faults) {
            this.name = name;
            this.faults = faults;
        }

        void file(Node root) {
            if (!(root instanceof SequenceNode list) || list.getValue().size() != 1
                    || !(list.getValue().getFirst() instanceof MappingNode item) || item.getValue().size() != 1) {
                fault(root, "the file holds a list of exactly one route, templated route or route template");
                return;
            }
            var entry = item.getValue().getFirst();
            var word = text(entry.getKeyNode());
            if (!TOP.contains(word) || !(entry.getValueNode() instanceof MappingNode body)) {
                fault(entry.getKeyNode(), "`" + word + "` is not one of " + String.join(", ", TOP));
                return;
            }
            var stem = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
            var id = child(body, word.equals("templatedRoute") ? "routeId" : "id");
            if (id.isEmpty() || !text(id.get()).equals(stem)) {
                fault(id.orElse(body), "the id must be the file's stem, `" + stem + "`");
            }
            if (word.equals("routeTemplate")) {
                template = stem;
                parameters(body).forEach(parameter -> declared.put(text(child(parameter, "name").orElse(parameter)),
                        child(parameter, "defaultValue").isEmpty()));
            }
            if (word.equals("templatedRoute")) {
                uses = child(body, "routeTemplateRef").map(Reading::text).orElse("");
                parameters(body).forEach(parameter -> given.put(text(child(parameter, "name").orElse(parameter)),
                        line(parameter)));
            }
        }

        private List<MappingNode> parameters(MappingNode body) {
            return child(body, "parameters").filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast)
                    .map(list -> list.getValue().stream().filter(MappingNode.class::isInstance)
                            .map(MappingNode.class::cast).toList())
                    .orElse(List.of());
        }

        private static Optional<Node> child(MappingNode map, String key) {
            return map.getValue().stream().filter(tuple -> text(tuple.getKeyNode()).equals(key))
                    .map(NodeTuple::getValueNode).findFirst();
        }

        private static String text(Node node) {
            return node instanceof ScalarNode scalar ? scalar.getValue() : "";
        }

        private static int line(Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }

        private void fault(Node node, String reason) {
            faults.add(new RouteFault(name, line(node), reason));
        }
    }
}
