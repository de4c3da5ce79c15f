package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import org.viaduc.journal.Break;
import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.EvidenceReport;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.model.Language;

/** Copies a node's journal to a file, and proves that a journal was not rewritten. */
@Command(name = "journal", description = "Copies a node's journal, and checks that nobody rewrote it.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        JournalCommand.Verify.class, JournalCommand.Export.class,
        CheckpointCommand.class, ProveCommand.class, WitnessesCommand.class, SearchCommand.class,
        ReconcileCommand.class})
public final class JournalCommand implements Runnable {
    private static final String EXPORT = "/api/journal/export";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: `journal verify` or `journal export`");
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Derives journals again from their entries and says where they break. Needs the files and "
            + "nothing else; what one journal witnessed of another is held against that other.", footer = "Exit status 0 when every journal holds, 1 when one is broken or cannot be read.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Parameters(paramLabel = "FILE", arity = "0..*", description = "files that `journal export` wrote")
        private List<Path> files = List.of();
        @Mixin
        private NodeOptions node = new NodeOptions();
        @Option(names = "--keys", paramLabel = "FILE", description = "public keys (a JWK set) to trust instead of those in the files")
        private Path keys;
        @Option(names = "--json", description = "print the result as JSON")
        private boolean json;
        @Option(names = "--lang", paramLabel = "fr|en", description = "the language of the result", converter = FrenchOrEnglish.class)
        private Language language = Language.of(Locale.getDefault());

        @Override
        public Integer call() throws IOException {
            var client = node.client();
            if (files.isEmpty() == client.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "give files to verify, or --node URL");
            }
            return client.isEmpty() ? verify(files) : verify(client.get());
        }

        private int verify(NodeClient client) throws IOException {
            var copy = Files.createTempFile("journal", ".ndjson");
            try {
                client.download(EXPORT, copy);
                return verify(List.of(copy));
            } finally {
                Files.delete(copy);
            }
        }

        private int verify(List<Path> journals) throws IOException {
            var evidence = new ArrayList<EvidenceReport>();
            var whole = new ArrayList<Path>();
            for (var file : journals) {
                if (JournalCheck.isEvidence(file)) {
                    var others = journals.stream().filter(other -> !other.equals(file)).toList();
                    evidence.add(JournalCheck.verifyEvidence(file, others, trusted()));
                } else {
                    whole.add(file);
                }
            }
            var reports = JournalCheck.verify(whole, trusted());
            var holds = reports.stream().allMatch(JournalReport::holds)
                    && evidence.stream().allMatch(EvidenceReport::holds);
            tell(reports, evidence, holds);
            return holds ? 0 : 1;
        }

        private Function<String, CheckpointVerifier> trusted() throws IOException {
            if (keys == null) {
                return CheckpointKeys::of;
            }
            var given = CheckpointKeys.of(Files.readString(keys));
            if (given.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "`" + keys + "` holds no public keys (a JWK set)");
            }
            return any -> given;
        }

        private void tell(List<JournalReport> reports, List<EvidenceReport> evidence, boolean holds)
                throws IOException {
            var out = spec.commandLine().getOut();
            if (json) {
                var result = JsonNodeFactory.instance.objectNode().put("holds", holds);
                var journals = result.putArray("journals");
                reports.forEach(report -> journals.add(json(report)));
                var proven = result.putArray("evidence");
                evidence.forEach(report -> proven.add(json(report)));
                out.println(JSON.writeValueAsString(result));
            } else {
                reports.forEach(report -> out.println(report.text(language)));
                evidence.forEach(report -> out.println(report.text(language)));
            }
            out.flush();
        }

        private ObjectNode json(JournalReport report) {
            var result = JsonNodeFactory.instance.objectNode().put("origin", report.origin().code())
                    .put("holds", report.holds()).put("entries", report.entries())
                    .put("checkpoints", report.checkpoints()).put("witnesses", report.witnesses())
                    .put("root", report.root().hex());
            report.last().ifPresent(last -> result.putObject("lastCheckpoint").put("size", last.size())
                    .put("instant", last.instant().toString()));
            breaks(result, report.breaks());
            return result;
        }

        private ObjectNode json(EvidenceReport report) {
            var result = JsonNodeFactory.instance.objectNode().put("origin", report.origin().code())
                    .put("about", report.about()).put("holds", report.holds()).put("entries", report.entries())
                    .put("proofs", report.proofs()).put("receipts", report.receipts());
            report.head().ifPresent(head -> result.putObject("checkpoint").put("size", head.size())
                    .put("root", head.rootHash().hex()).put("instant", head.instant().toString()));
            breaks(result, report.breaks());
            return result;
        }

        private void breaks(ObjectNode result, List<Break> found) {
            var breaks = result.putArray("breaks");
            found.forEach(each -> breaks.addObject()
                    .put("what", each.what().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("from", each.from()).put("to", each.to())
                    .put("sentence", each.sentence(language)));
        }
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes entries, checkpoints and witnesses to a file that `journal verify` needs nothing else for.")
    static final class Export implements Callable<Integer> {
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

        @Override
        public Integer call() throws IOException {
            var client = node.client();
            if (demonstration == client.isPresent()) {
                throw new ParameterException(spec.commandLine(), "say of what: --node URL or --demo");
            }
            if (demonstration) {
                joinDemonstration();
            } else {
                client.get().download(path(), out);
            }
            return 0;
        }

        /** One part of the journal, or all of it. */
        private String path() {
            var parts = Stream.of(exchange, person, from, to).filter(Objects::nonNull).count();
            if (parts == 0) {
                return EXPORT;
            }
            if (from != null && to != null && parts == 2) {
                return "/api/journal/evidence?from=" + from + "&to=" + to;
            }
            if (parts != 1 || from != null || to != null) {
                throw new ParameterException(spec.commandLine(), "give --exchange, or --person, or --from and --to");
            }
            return "/api/journal/evidence?" + (exchange != null ? "exchange=" + exchange : "person=" + person);
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

    /** {@code fr} or {@code en}. */
    static final class FrenchOrEnglish implements ITypeConverter<Language> {
        @Override
        public Language convert(String word) {
            return switch (word) {
                case "fr" -> Language.FR;
                case "en" -> Language.EN;
                default -> throw new TypeConversionException("`" + word + "` is neither `fr` nor `en`");
            };
        }
    }
}
