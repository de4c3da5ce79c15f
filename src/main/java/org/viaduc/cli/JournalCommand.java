package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

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

import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.JournalCheck;
import org.viaduc.journal.JournalReport;
import org.viaduc.model.Language;

/** Copies a node's journal to a file, and proves that a journal was not rewritten. */
@Command(name = "journal", description = "Copies a node's journal, and checks that nobody rewrote it.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        JournalCommand.Verify.class, JournalCommand.Export.class})
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
            var reports = JournalCheck.verify(journals, trusted());
            var holds = reports.stream().allMatch(JournalReport::holds);
            tell(reports, holds);
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

        private void tell(List<JournalReport> reports, boolean holds) throws IOException {
            var out = spec.commandLine().getOut();
            if (json) {
                var result = JsonNodeFactory.instance.objectNode().put("holds", holds);
                var journals = result.putArray("journals");
                reports.forEach(report -> journals.add(json(report)));
                out.println(JSON.writeValueAsString(result));
            } else {
                reports.forEach(report -> out.println(report.text(language)));
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
            var breaks = result.putArray("breaks");
            report.breaks().forEach(each -> breaks.addObject()
                    .put("what", each.what().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("from", each.from()).put("to", each.to())
                    .put("sentence", each.sentence(language)));
            return result;
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

        @Override
        public Integer call() throws IOException {
            var client = node.client();
            if (demonstration == client.isPresent()) {
                throw new ParameterException(spec.commandLine(), "say of what: --node URL or --demo");
            }
            if (demonstration) {
                joinDemonstration();
            } else {
                client.get().download(EXPORT, out);
            }
            return 0;
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
