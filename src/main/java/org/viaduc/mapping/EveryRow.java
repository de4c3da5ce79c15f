package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.SystemDescription.RowType;

/**
 * Blocks that {@code every-row} of {@code system.yaml} says once for all row types: they come behind a row type's own, wherever
 * it has their fields and has not named them itself. {@code {row}} in them stands for the row type's name.
 */
record EveryRow(Optional<YamlMap> yaml) {
    static final EveryRow NONE = new EveryRow(Optional.empty());

    /** @param named the fields that the row type's own lines name */
    List<YamlMap> blocks(RowType type, Set<String> named) {
        return yaml.map(all -> all.without(Set.of()).with(word -> word.replace("{row}", type.name())).maps("pieces"))
                .orElse(List.of()).stream().map(BlockReader::spelledOut).filter(block -> concerns(block, type, named))
                .toList();
    }

    private static boolean concerns(YamlMap block, RowType type, Set<String> named) {
        var fields = block.without(Set.of()).wordsByKey("fields").values();
        return fields.stream().allMatch(word -> type.fields().contains(word.text()) && !named.contains(word.text()));
    }
}
