package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads on after a fault, so that all of them are told at once. */
final class Faults {
    private final List<String> faults = new ArrayList<>();

    void add(String fault) {
        faults.add(fault);
    }

    <T> T or(T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (YamlFault e) {
            faults.add(e.getMessage());
            return otherwise;
        }
    }

    /** The entries, with a fault for each unknown key and each missing one. */
    Map<String, Yaml> entries(Yaml yaml, Set<String> needed, Set<String> allowed) {
        var entries = or(Map.<String, Yaml>of(), yaml::map);
        entries.forEach((key, value) -> {
            if (!needed.contains(key) && !allowed.contains(key)) {
                faults.add(value.fault("unknown key `" + key + "`").getMessage());
            }
        });
        needed.stream().sorted().filter(key -> !entries.containsKey(key))
                .forEach(key -> faults.add(yaml.fault("the key `" + key + "` is missing").getMessage()));
        return entries;
    }

    /** The value of a key, or what stands for it when it is missing or faulty. */
    <T> T value(Map<String, Yaml> entries, String key, T otherwise, Function<Yaml, T> how) {
        var yaml = entries.get(key);
        return yaml == null ? otherwise : or(otherwise, () -> how.apply(yaml));
    }

    void orThrow() {
        if (!faults.isEmpty()) {
            throw new RuleBookFaults(faults);
        }
    }
}
