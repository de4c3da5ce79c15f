package org.viaduc.mapping;

import java.util.Map;
import java.util.Optional;

import org.viaduc.model.Kind;

/**
 * An element of the common model by its name, for whoever writes mappings: what a line that names it need not say.
 *
 * @param path    where FHIR puts it; where {@code concept}, a concept that holds a code
 * @param format  empty for plain text; {@code date}, {@code month} and {@code amount} are the system's own
 * @param codes   the code table; empty where it has none
 */
public record CommonElement(String name, String path, boolean concept, String format, Optional<String> codes) {

    /** @throws IllegalArgumentException when pieces of that kind have no element of that name */
    public static CommonElement of(Kind kind, String name) {
        var line = Elements.of(Optional.of(kind)).elements().get(name);
        if (line == null) {
            throw new IllegalArgumentException("`" + name + "` is no element of " + kind.code());
        }
        return of(name, line);
    }

    private static CommonElement of(String name, Map<String, String> line) {
        var concept = line.containsKey("concept");
        return new CommonElement(name, line.get(concept ? "concept" : "path"), concept,
                line.getOrDefault("format", ""), Optional.ofNullable(line.get("codes")));
    }
}
