package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.viaduc.mapping.SystemDescription.RowType;

/**
 * Reads the folder of one system: its description, its code tables, one file per row type, and nothing else.
 *
 * @param strict whether FHIR R4 is asked about resource types and paths, which takes a second
 */
record FolderReader(Path folder, String name, Faults faults, boolean strict) {

    Optional<SystemTables> read() {
        var system = YamlMap.read(folder.resolve("system.yaml"), shown("system.yaml"), faults).map(
                yaml -> new SystemReader(yaml, name));
        if (system.isEmpty()) {
            return Optional.empty();
        }
        var description = system.map(SystemReader::read);
        var rules = system.get().rules();
        var codes = new Codes(codes());
        var tables = new ArrayList<RowTable>();
        var versions = new ArrayList<>(List.of(description.get().version()));
        var place = 0;
        for (var type : description.get().rows()) {
            var yaml = yaml(type, system.get().inline());
            if (yaml.isPresent()) {
                yaml.get().word("version").ifPresent(word -> versions.add(word.text()));
                tables.add(new RowReader(yaml.get(), type, description.get(), rules, system.get().everyRow(), codes,
                        strict).read(tables.size(), place));
                place += type.fields().size();
            }
        }
        if (tables.size() == description.get().rows().size()) {
            codes.unused().forEach(table -> faults.add(
                    shown("codes/" + table + ".csv"), 1, "no file of this system uses this code table"));
        }
        strangers(description.get().rows());
        var version = versions.stream().max(String::compareTo).orElse("");
        return Optional.of(new SystemTables(description.get(), rules, name + " " + version, texts(), tables));
    }

    /** All that translates, by its path: description, row files and code tables; examples translate nothing. */
    private Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        for (var file : Stream.concat(files(folder).stream(), files(folder.resolve("codes")).stream())
                .filter(Files::isRegularFile).toList()) {
            try {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            } catch (IOException e) {
                faults.add(shown(file.getFileName().toString()), 1, "the file cannot be read as UTF-8");
            }
        }
        return texts;
    }

    /** What becomes of the rows of this type, in system.yaml or in a file of its own. */
    private Optional<YamlMap> yaml(RowType type, Map<String, YamlMap> inline) {
        var file = type.name() + ".yaml";
        var exists = Files.exists(folder.resolve(file));
        if (inline.containsKey(type.type())) {
            if (exists) {
                faults.add(shown(file), 1, "system.yaml says already what becomes of row type `" + type.type() + "`");
            }
            return Optional.of(inline.get(type.type()));
        }
        if (!exists) {
            faults.add(shown(file), 1, "row type `" + type.type() + "` has no file");
            return Optional.empty();
        }
        return YamlMap.read(folder.resolve(file), shown(file), faults);
    }

    private String shown(String file) {
        return "mappings/" + name + "/" + file;
    }

    private Map<String, CodeTable> codes() {
        var found = new TreeMap<String, CodeTable>();
        for (var file : files(folder.resolve("codes"))) {
            var stem = file.getFileName().toString();
            if (stem.endsWith(".csv")) {
                found.put(stem.substring(0, stem.length() - 4), CodeTable.read(file, shown("codes/" + stem), faults));
            } else {
                faults.add(shown("codes/" + stem), 1, "a code table ends in .csv");
            }
        }
        return found;
    }

    private void strangers(List<RowType> rows) {
        var known = new HashSet<>(Set.of("system.yaml"));
        rows.forEach(row -> known.add(row.name() + ".yaml"));
        for (var file : files(folder)) {
            var stem = file.getFileName().toString();
            if (Files.isRegularFile(file) && !known.contains(stem)) {
                faults.add(shown(stem), 1, "no row type of system.yaml has this name");
            }
        }
    }

    private List<Path> files(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var children = Files.list(parent)) {
            return children.sorted().toList();
        } catch (IOException e) {
            faults.add(shown(parent.getFileName().toString()), 1, "the folder cannot be read");
            return List.of();
        }
    }
}
