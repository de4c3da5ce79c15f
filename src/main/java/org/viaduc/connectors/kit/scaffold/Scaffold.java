package org.viaduc.connectors.kit.scaffold;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.connectors.kit.Example;
import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample;
import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.mapping.SystemDescription.Wire;

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
     */
    public record Door(Map<String, String> collect, Map<String, String> deliver, Map<String, String> node) {}

    /** @throws IllegalArgumentException when nothing in the sample tells one person from another */
    public static Scaffold of(Plan plan, Sample sample, Door door) {
        return new Scaffold(plan, Layout.of(sample, new Guesser()), door);
    }

    public List<Guess> guesses() {
        return layout.guesses();
    }

    /**
     * Writes all files below the folder, translates an invented record with them, and keeps it as the example pair.
     *
     * @return the files, below the folder
     * @throws FileAlreadyExistsException naming the first that is there already; then nothing is written
     * @throws org.viaduc.mapping.MappingFaults when the mapping that was written has faults, which would be ours
     */
    public List<String> write(Path folder) throws IOException {
        var files = files();
        for (var name : files.keySet()) {
            if (Files.exists(folder.resolve(name))) {
                throw new FileAlreadyExistsException(folder.resolve(name).toString());
            }
        }
        if (Files.exists(folder.resolve(system()))) {
            throw new FileAlreadyExistsException(folder.resolve(system()).toString());
        }
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        var written = new ArrayList<>(files.keySet());
        written.addAll(example(folder));
        return written;
    }

    private String system() {
        return "mappings/" + plan.system();
    }

    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("routes/" + plan.name() + "-collect.yaml", RouteText.collect(plan, door.collect).write());
        files.put("routes/" + plan.name() + "-deliver.yaml", RouteText.deliver(plan, door.deliver).write());
        files.put(system() + "/system.yaml", new SystemText(plan, layout).write());
        for (var guess : layout.guesses()) {
            var row = new RowText(plan, layout, guess);
            var type = guess.table().type();
            files.put(system() + "/" + layout.names().get(type) + ".yaml", row.write());
            if (layout.opening().isPresent() && type.equals(layout.person())) {
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
        var name = stem + ".local." + (book.system(plan.system()).wire() instanceof Wire.Xml ? "xml" : "csv");
        Files.createDirectories(folder.resolve(stem).getParent());
        Files.write(folder.resolve(name), local, StandardOpenOption.CREATE_NEW);
        Files.writeString(folder.resolve(stem + ".common.json"),
                Example.write(new Translator(book).translate(record)), StandardOpenOption.CREATE_NEW);
        return List.of(name, stem + ".common.json");
    }

    /** What to add to {@code node.yaml}, as text. */
    public String nodeEntry() {
        var text = new StringBuilder("  ").append(plan.name()).append(":\n    system: ").append(plan.system()).append('\n');
        door.node.forEach((key, value) -> text.append("    ").append(key).append(": ").append(Yaml.word(value))
                .append('\n'));
        return text.toString();
    }
}
