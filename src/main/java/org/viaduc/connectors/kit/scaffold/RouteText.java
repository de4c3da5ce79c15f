package org.viaduc.connectors.kit.scaffold;

import java.util.LinkedHashMap;
import java.util.Map;

/** A route file on a template, with the parameters that the template asks for. */
record RouteText(Plan plan, String direction, Map<String, String> parameters) {
    static RouteText collect(Plan plan, Map<String, String> given) {
        return of(plan, "collect", given);
    }

    static RouteText deliver(Plan plan, Map<String, String> given) {
        return of(plan, "deliver", given);
    }

    private static RouteText of(Plan plan, String direction, Map<String, String> given) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connector", plan.name());
        parameters.putAll(given);
        return new RouteText(plan, direction, parameters);
    }

    /** @param open parameters whose values somebody has to look at, with the reason */
    String write(Map<String, String> open) {
        var text = new StringBuilder(plan.head(direction.equals("collect")
                ? plan.system() + " → node of " + plan.department() + "."
                : "Node of " + plan.department() + " → " + plan.system() + "."));
        text.append("- templatedRoute:\n    routeTemplateRef: ").append(plan.door()).append('-').append(direction)
                .append("\n    routeId: ").append(plan.name()).append('-').append(direction)
                .append("\n    parameters:\n");
        parameters.forEach((name, value) -> text.append(open.containsKey(name)
                ? "      " + Undecided.LINE + name + ": " + open.get(name) + "\n"
                : "").append("      - { name: ").append(name).append(", value: ")
                .append(Yaml.word(value)).append(" }\n"));
        return text.toString();
    }
}
