package org.viaduc.connectors.kit.scaffold;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import org.viaduc.connectors.kit.Example;
import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.DatabaseSample.Access;
import org.viaduc.connectors.kit.sample.DatabaseSample.Found;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;

/** A new connector, guessed from a sample, and its files. */
public final class Scaffold {
    private static final String EXAMPLE = "invented";

    private final Plan plan;
    private final Layout layout;
    private final Door door;

    private Scaffold(Plan plan, Layout layout, Door door) {
        this.plan = plan;
        this.layout = layout;
        this.door = door;
    }

    /**
     * How the system is reached.
     *
     * @param collect parameters of the collect route beyond the connector's name; {@code deliver} alike
     * @param node    what {@code node.yaml} has to say of the connector, key by key
     * @param files   what the routes need beside them, by name below the node's folder
     * @param open    parameters whose values are only likely, each with the reason in both languages
     */
    public record Door(Map<String, String> collect, Map<String, String> deliver, Map<String, String> node,
            Map<String, String> files, Map<String, String> open) {
        public Door(Map<String, String> collect, Map<String, String> deliver, Map<String, String> node) {
            this(collect, deliver, node, Map.of(), Map.of());
        }

        public Door(Map<String, String> collect, Map<String, String> deliver, Map<String, String> node,
                Map<String, String> files) {
            this(collect, deliver, node, files, Map.of());
        }
    }

    /**
     * @param guesser with the column that tells one person from another, where somebody has said so
     * @throws IllegalArgumentException when nothing in the sample tells one person from another
     */
    public static Scaffold of(Plan plan, Sample sample, Door door, Guesser guesser) {
        return new Scaffold(plan, Layout.of(sample, guesser), door);
    }

    /**
     * To a database, which says by itself how it is asked.
     *
     * @throws IllegalArgumentException when none of its views tells one person from another
     */
    public static Scaffold of(Plan plan, Found found, Access access, Guesser guesser) {
        var layout = Layout.of(found.sample(), guesser);
        return new Scaffold(plan, layout, new DatabaseDoor(plan, layout, access, found.staging()).door());
    }

    public List<Guess> guesses() {
        return layout.guesses();
    }

    /**
     * Writes all files below the folder, and with them an example pair, made by translating an invented record. Either all
     * are written or none.
     *
     * @return the files, below the folder
     * @throws FileAlreadyExistsException naming the first that is there already
     * @throws org.viaduc.mapping.MappingFaults when the mapping has faults, which would be ours
     */
    public List<String> write(Path folder) throws IOException {
        var draft = Files.createTempDirectory("connector");
        try {
            var files = new ArrayList<String>();
            for (var file : files().entrySet()) {
                write(draft.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
                files.add(file.getKey());
            }
            files.addAll(example(draft));
            for (var name : Stream.concat(Stream.of(system()), files.stream()).toList()) {
                if (Files.exists(folder.resolve(name))) {
                    throw new FileAlreadyExistsException(folder.resolve(name).toString());
                }
            }
            for (var name : files) {
                write(folder.resolve(name), Files.readAllBytes(draft.resolve(name)));
            }
            return files;
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
    }

    private String system() {
        return "mappings/" + plan.system();
    }

    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("routes/" + plan.name() + "-collect.yaml", RouteText.collect(plan, door.collect).write(door.open));
        files.put("routes/" + plan.name() + "-deliver.yaml", RouteText.deliver(plan, door.deliver).write(door.open));
        files.putAll(door.files);
        files.put(system() + "/system.yaml", new SystemText(plan, layout).write());
        for (var guess : layout.guesses()) {
            var row = new RowText(plan, layout, guess);
            var type = guess.table().type();
            files.put(system() + "/" + layout.names().get(type) + ".yaml", row.write());
            if (layout.hasMembers() && type.equals(layout.person())) {
                files.put(system() + "/membre.yaml", row.members());
            }
        }
        RowText.codes(layout.guesses()).forEach((table, words) -> files.put(system() + "/codes/" + table + ".csv",
                new CodeText(plan, table, words).write()));
        return files;
    }

    private List<String> example(Path folder) throws IOException {
        var book = MappingBook.ofSystem(plan.system(), folder.resolve(system()));
        var format = LocalFormat.of(book.system(plan.system()));
        var ledger = new LossLedger(plan.system(), "", LossLedger.Direction.BACK, List.of());
        var local = format.write(new BackTranslation(plan.system(), new Invention(layout).rows(), List.of(), ledger));
        var record = format.read(new ByteArrayInputStream(local), EXAMPLE).records().getFirst();
        var stem = system() + "/examples/" + EXAMPLE;
        var name = stem + ".local." + format.ending();
        write(folder.resolve(name), local);
        write(folder.resolve(stem + ".common.json"),
                Example.write(new Translator(book).translate(record)).getBytes(StandardCharsets.UTF_8));
        return List.of(name, stem + ".common.json");
    }

    /** What to add to {@code node.yaml}, as text. */
    public String nodeEntry() {
        var text = new StringBuilder("  ").append(plan.name()).append(":\n    system: ").append(plan.system())
                .append('\n');
        door.node.forEach((key, value) -> text.append("    ").append(key).append(": ")
                .append(value.matches("[0-9]+") ? value : Yaml.word(value)).append('\n'));
        return text.toString();
    }
}
