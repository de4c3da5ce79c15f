package org.viaduc.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingFaults.Fault;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.UnknownCode;

/** The mapping tables of all local systems, checked. Unchangeable; a new version is a new book. */
public final class MappingBook {
    private static final String BUNDLED = "/mappings";

    private final Map<String, SystemTables> systems;

    private MappingBook(Map<String, SystemTables> systems) {
        this.systems = systems;
    }

    /**
     * The systems whose folders stand in these folders; of two of one name the later one counts.
     *
     * @throws MappingFaults with every fault of every file
     */
    public static MappingBook load(Path... folders) {
        return load(List.of(folders), Map.of());
    }

    /** The one system of this folder, whatever stands beside it. @throws MappingFaults as {@link #load} */
    public static MappingBook ofSystem(String name, Path folder) {
        return load(List.of(), Map.of(name, folder));
    }

    /** The systems packed into the program. @throws MappingFaults as {@link #load} */
    public static MappingBook bundled() {
        return bundledWith();
    }

    /** The systems packed into the program, and those of the folders, which replace them by name. @throws MappingFaults as {@link #load} */
    public static MappingBook bundledWith(Path... folders) {
        var resource = MappingBook.class.getResource(BUNDLED);
        if (resource == null) {
            return load(folders);
        }
        try {
            var uri = resource.toURI();
            if (!uri.getScheme().equals("jar")) {
                return load(List.of(folders), folders(List.of(Path.of(uri))));
            }
            var jar = URI.create(uri.toString().substring(0, uri.toString().lastIndexOf("!/")));
            try (var files = FileSystems.newFileSystem(jar, Map.of())) {
                return load(List.of(folders), folders(List.of(files.getPath(BUNDLED))));
            }
        } catch (URISyntaxException | IOException e) {
            throw new UncheckedIOException("the mappings inside the program cannot be read", new IOException(e));
        }
    }

    /** Every fault of every file in these folders; also asks FHIR R4 about resource types and paths, which takes a second. */
    public static List<Fault> check(Path... folders) {
        var faults = new Faults();
        load(List.of(folders), Map.of(), faults, true);
        return faults.all();
    }

    private static MappingBook load(List<Path> folders, Map<String, Path> first) {
        var faults = new Faults();
        var systems = load(folders, first, faults, false);
        faults.speak();
        return new MappingBook(systems);
    }

    private static Map<String, SystemTables> load(List<Path> folders, Map<String, Path> first, Faults faults,
            boolean strict) {
        var found = new LinkedHashMap<>(first);
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                found.putAll(folders(List.of(folder)));
            } else {
                faults.add(folder.toString(), 1, "there is no such folder");
            }
        }
        var systems = new TreeMap<String, SystemTables>();
        found.forEach((name, folder) -> new FolderReader(folder, name, faults, strict).read().ifPresent(
                tables -> systems.put(name, tables)));
        return systems;
    }

    private static Map<String, Path> folders(List<Path> parents) {
        var found = new LinkedHashMap<String, Path>();
        for (var parent : parents) {
            try (var children = Files.list(parent)) {
                children.filter(Files::isDirectory).sorted(Comparator.comparing(Path::toString))
                        .forEach(child -> found.put(child.getFileName().toString().replace("/", ""), child));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** The names of the systems. */
    public Set<String> systems() {
        return new TreeSet<>(systems.keySet());
    }

    /** How the system writes and reads its files. @throws UnknownCode when the book has no such system */
    public SystemDescription system(String name) {
        return tables(name).description;
    }

    /** System and version of its tables, as {@code solidor 2026-11-01}: the latest day that one of its files names. */
    public String version(String name) {
        return tables(name).version;
    }

    /** The digest of the system's description, rows and code tables: two versions of one name do not share it. */
    public Digest content(String name) {
        return tables(name).content;
    }

    /** The files that translate, by their path in the system's folder; examples are none of them. */
    public Map<String, String> texts(String name) {
        return tables(name).texts;
    }

    /**
     * What the system's tables make of a local field as a whole, whatever it holds: mapped, kept as text on purpose, or dropped,
     * on purpose or because they do not know it.
     */
    public Outcome fate(String name, String row, String field) {
        return tables(name).fate(row, field);
    }

    /** Whether a delivery to the system has any place for pieces of this kind. */
    public boolean takes(String name, Kind kind) {
        return !tables(name).targets(kind).isEmpty();
    }

    /** The same book, but for the one system that stands in this folder. @throws MappingFaults as {@link #load} */
    public MappingBook with(String name, Path folder) {
        var all = new TreeMap<>(systems);
        all.putAll(ofSystem(name, folder).systems);
        return new MappingBook(all);
    }

    /** What the code tables call a common code, by the tables' name as {@code benefit}; empty when none knows it. */
    public Optional<String> word(String table, String code) {
        return systems.values().stream().flatMap(system -> system.words(table, code)).findFirst();
    }

    /** Every field that the system's tables read as a code or in a format, table by table. */
    public List<FieldUse> uses(String name) {
        return tables(name).rows.stream().flatMap(row -> FieldUse.of(row).stream()).toList();
    }

    /** The fields whose day chooses the lines of code tables, one for each row type that has one. */
    public List<FieldUse.DayField> days(String name) {
        return tables(name).rows.stream().filter(row -> row.day() >= 0).map(row -> new FieldUse.DayField(
                row.type().type(), row.fields().get(row.day()), row.dayFormat())).toList();
    }

    SystemTables tables(String name) {
        var tables = systems.get(name);
        if (tables == null) {
            throw new UnknownCode("local system", name, systems.keySet());
        }
        return tables;
    }
}
