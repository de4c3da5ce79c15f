package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** A person's access to their own file, in three commands of {@code exchange}. */
final class AccessCommand {
    private static final String PATH = "/api/access";

    private AccessCommand() {
    }

    @Command(name = "access", mixinStandardHelpOptions = true, description = "Asks for a file in the name of the person it is about, of the parents or of a representative. Prints the id under which the extract will lie ready.")
    static final class Ask implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--connector", required = true, description = "the connector that collects the file")
        private String connector;
        @Option(names = "--local-id", required = true, description = "the person's id in the local system")
        private String localId;
        @Option(names = "--for", required = true, paramLabel = "WHO", description = "person, parents or representative: who asks, and will read it")
        private String asker;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            spec.commandLine().getOut().println(node.required().post(PATH,
                    Map.of("connector", connector, "localId", localId, "for", word(asker))).path("id").asText());
            return 0;
        }
    }

    @Command(name = "extract", mixinStandardHelpOptions = true, description = "Fetches an extract that lies ready: the page to read, the FHIR document, and the file's documents. Prints the files written.")
    static final class Fetch implements Callable<Integer> {
        private static final ObjectMapper JSON = new ObjectMapper();
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the exchange's id")
        private String id;
        @Option(names = "--out", required = true, paramLabel = "DIR", description = "the folder to write to")
        private Path folder;
        @Option(names = "--lang", defaultValue = "fr", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "the page's language (fr)")
        private Language language;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            Files.createDirectories(folder);
            var client = node.required();
            var bundle = write(client, "/bundle", "extrait.json");
            write(client, "/page?lang=" + language.name().toLowerCase(Locale.ROOT), "extrait.html");
            for (var name : documents(JSON.readTree(bundle.toFile()))) {
                write(client, "/documents/" + name, name);
            }
            return 0;
        }

        private Path write(NodeClient client, String part, String name) throws IOException {
            var file = folder.resolve(name);
            client.download(PATH + "/" + id + part, file);
            spec.commandLine().getOut().println(file);
            return file;
        }

        private static List<String> documents(JsonNode bundle) {
            var names = new ArrayList<String>();
            for (var entry : bundle.path("entry")) {
                entry.path("resource").path("content").forEach(content -> {
                    var name = content.path("attachment").path("url").asText("");
                    if (name.matches("document-[0-9]+[.][a-z]+")) {
                        names.add(name);
                    }
                });
            }
            return names;
        }
    }

    @Command(name = "handed-over", mixinStandardHelpOptions = true, description = "Says that an extract has been handed over; it is shredded.")
    static final class HandedOver implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the exchange's id")
        private String id;
        @Option(names = "--to", required = true, paramLabel = "WHO", description = "person, parents or representative")
        private String to;
        @Option(names = "--on", required = true, paramLabel = "DATE", description = "the day")
        private LocalDate on;

        @Override
        public Integer call() throws IOException {
            node.required().post(PATH + "/" + id + "/handed-over", Map.of("to", word(to), "on", on.toString()));
            return 0;
        }
    }

    private static String word(String asker) {
        return asker.toUpperCase(Locale.ROOT);
    }
}
