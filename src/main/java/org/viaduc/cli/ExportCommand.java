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

    @Option(names = "--format", paramLabel = "FORMAT", description = "ndjson (lines of JSON) or asice (a signed ASiC-E container); without it, what FILE ends with, or ndjson")
    private Format format;

    /** What a file may be. Both hold the same lines; {@code journal verify} reads both. */
    enum Format {
        ndjson, asice;

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
        var chosen = format == null ? Format.of(out) : format;
        if (!demonstration) {
            client.get().download(path(chosen), out);
        } else if (chosen == Format.ndjson) {
            joinDemonstration();
        } else {
            throw new ParameterException(spec.commandLine(), "only a running node signs a container: --node URL");
        }
        return 0;
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

    private void joinDemonstration() throws IOException {
        var journals = List.of("d35", "d44").stream()
                .map(name -> DEMONSTRATION.resolve(name).resolve("journal.ndjson")).toList();
        var missing = journals.stream().filter(file -> !Files.isRegularFile(file)).findFirst();
        if (missing.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "`" + missing.get() + "` is not there: run the demonstration first (`viaduc demo`)");
        }
        try (var joined = Files.newOutputStream(out)) {
            for (var journal : journals) {
                Files.copy(journal, joined);
            }
        }
    }
}
