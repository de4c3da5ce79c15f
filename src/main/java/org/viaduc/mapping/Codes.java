package org.viaduc.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A system's code tables, which note who uses them. */
final class Codes {
    private final Map<String, CodeTable> tables;
    private final Set<String> used = new HashSet<>();

    Codes(Map<String, CodeTable> tables) {
        this.tables = Map.copyOf(tables);
    }

    Optional<CodeTable> use(String name) {
        used.add(name);
        return Optional.ofNullable(tables.get(name));
    }

    Set<String> names() {
        return tables.keySet();
    }

    List<String> unused() {
        return tables.keySet().stream().filter(table -> !used.contains(table)).sorted().toList();
    }
}
