package org.viaduc.connectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A route that is built on a template.
 *
 * @param template   the template's id
 * @param declared   the parameters that the template has
 * @param parameters those that the route gives, with their values as they are written
 * @param text       the template's own text
 */
public record BuiltRoute(String id, String template, List<String> declared, Map<String, String> parameters,
        String text) {
    public BuiltRoute {
        declared = List.copyOf(declared);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static BuiltRoute read(RouteFile route, RouteFile template) {
        var parameters = new LinkedHashMap<String, String>();
        var loaded = new Load(LoadSettings.builder().setLabel(route.name()).build()).loadFromString(route.text());
        if (loaded instanceof List<?> list && list.getFirst() instanceof Map<?, ?> item
                && item.get("templatedRoute") instanceof Map<?, ?> body
                && body.get("parameters") instanceof List<?> given) {
            given.stream().filter(Map.class::isInstance).map(Map.class::cast).forEach(
                    each -> parameters.put(String.valueOf(each.get("name")), String.valueOf(each.get("value"))));
        }
        return new BuiltRoute(route.stem(), template.stem(), List.copyOf(template.declared().keySet()), parameters,
                template.text());
    }

    /** The same with other values for some parameters; those that the template does not have are left out. */
    BuiltRoute with(Map<String, String> other) {
        var changed = new LinkedHashMap<>(parameters);
        other.forEach((name, value) -> {
            if (declared.contains(name)) {
                changed.put(name, value);
            }
        });
        return new BuiltRoute(id, template, declared, changed, text);
    }
}
