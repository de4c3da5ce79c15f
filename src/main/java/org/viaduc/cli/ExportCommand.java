package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.viaduc.journal.table.CsvTable;
import org.viaduc.journal.table.ParquetTable;

/** Takes a journal, or a part of it, away as a file. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes entries, checkpoints and witnesses to a file that `journal verify` needs nothing else for.")
final class ExportCommand implements Callable<Integer> {
    /** Where a node gives its whole journal. */
    static final String WHOLE = "/api/journal/export";
    private static final String PART = "/api/journal/evidence";
    private static final Path DEMONSTRATION = Path.of("target", "demo");

    @Spec
    private CommandSpec spec;
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file to write")
    private Path out;
    @Mixin
    private NodeOptions node = new NodeOptions();
    @Option(names = "--demo", description = "both journals of the last demonstration")
    private boolean demonstration;
    @Option(names = "--exchange", paramLabel = "ID", description = "only what was done on this exchange, with its proofs")
    private String exchange;
    @Option(names = "--person", paramLabel = "PSEUDONYM", description = "only what was done on the exchanges about this person")
    private String person;
    @Option(names = "--from", paramLabel = "DAY", description = "only what was done from this day on (with --to)")
    private LocalDate from;
    @Option(names = "--to", paramLabel = "DAY", description = "… to this day, included")
    private LocalDate to;

    @Option(names = "--format", paramLabel = "FORMAT", description = "ndjson (lines of JSON), asice (a signed ASiC-E container), or a table that proves nothing: csv, parquet; without it, what FILE ends with, or ndjson")
    private Format format;

    /** What a file may be. {@code journal verify} reads the first two, which hold the same lines. */
    enum Format {
        ndjson,
        asice,
        csv,
        parquet;

        static Format of(Path file) {
            var name = file.getFileName().toString();
            return Stream.of(values()).filter(each -> name.endsWith("." + each)).findFirst().orElse(ndjson);
        }
    }

    @Override
    public Integer call() throws IOException {
        var client = node.client();
        if (demonstration == client.isPresent()) {
            throw new ParameterException(spec.commandLine(), "say of what: --node URL or --demo");
        }
        switch (format == null ? Format.of(out) : format) {
            case ndjson -> lines(out);
            case asice -> container();
            case csv -> table(CsvTable::write);
            case parquet -> table(ParquetTable::write);
        }
        return 0;
    }

    private void lines(Path file) throws IOException {
        if (demonstration) {
            joinDemonstration(file);
        } else {
            node.required().download(path(Format.ndjson), file);
        }
    }

    private void container() throws IOException {
        if (demonstration) {
            throw new ParameterException(spec.commandLine(), "only a running node signs a container: --node URL");
        }
        node.required().download(path(Format.asice), out);
    }

    /** Writes a table of the entries in a file of lines. */
    private interface Table {
        void write(Path lines, Path table) throws IOException;
    }

    private void table(Table form) throws IOException {
        var lines = Files.createTempFile("journal", ".ndjson");
        try {
            lines(lines);
            form.write(lines, out);
        } finally {
            Files.delete(lines);
        }
    }

    /** One part of the journal, or all of it. */
    private String path(Format chosen) {
        var parts = Stream.of(exchange, person, from, to).filter(Objects::nonNull).count();
        if (parts == 0) {
            return WHOLE + "?format=" + chosen;
        }
        if (from != null && to != null && parts == 2) {
            return PART + "?format=" + chosen + "&from=" + from + "&to=" + to;
        }
        if (parts != 1 || from != null || to != null) {
            throw new ParameterException(spec.commandLine(), "give --exchange, or --person, or --from and --to");
        }
        return PART + "?format=" + chosen + "&" + (exchange != null ? "exchange=" + exchange : "person=" + person);
    }

    private void joinDemonstration(Path file) throws IOException {
        var journals = List.of("d35", "d44").stream()
                .map(name -> DEMONSTRATION.resolve(name).resolve("journal.ndjson")).toList();
        var missing = journals.stream().filter(journal -> !Files.isRegularFile(journal)).findFirst();
        if (missing.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "`" + missing.get() + "` is not there: run the demonstration first (`viaduc demo`)");
        }
        try (var joined = Files.newOutputStream(file)) {
            for (var journal : journals) {
                Files.copy(journal, joined);
            }
        }
    }
}
