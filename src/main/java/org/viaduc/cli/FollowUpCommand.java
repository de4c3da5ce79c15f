package org.viaduc.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** What follows a copy: told to its holder, chosen by its holder, settled. */
@Command(name = "follow-up", description = "Withdrawal, opposition, restriction, erasure, recall and rectification of what was sent.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        FollowUpCommand.ListOpen.class, FollowUpCommand.Tell.class, FollowUpCommand.Choose.class,
        FollowUpCommand.CloseBreach.class})
final class FollowUpCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is not settled, or all that follows one exchange.")
    static final class ListOpen implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--exchange", paramLabel = "ID", description = "only this exchange, settled or not")
        private String exchange;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "the language; else the machine's")
        private Language language = Language.of(Locale.getDefault());
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            var items = node.required()
                    .get(exchange == null ? "/api/follow-ups" : "/api/exchanges/" + exchange + "/follow-ups");
            if (json) {
                out.println(items.toPrettyString());
                return 0;
            }
            if (items.isEmpty()) {
                out.println(language.pick("Rien n'est à suivre.", "Nothing is to be followed."));
            }
            items.forEach(item -> out.println(line(item, language)));
            return 0;
        }

        private static String line(JsonNode item, Language language) {
            var line = item.path("id").asText() + "  " + item.path("exchange").asText() + "  "
                    + item.path("peer").asText() + "  " + item.path("matter").asText() + "  "
                    + item.path("state").asText()
                    + (item.hasNonNull("fate") ? " (" + item.path("fate").asText() + ")" : "");
            return item.hasNonNull("due")
                    ? line + "  " + language.pick("avant le ", "by ") + item.path("due").asText()
                    : line;
        }
    }

    @Command(name = "tell", mixinStandardHelpOptions = true, description = "Tells the holder of a copy what has happened.")
    static final class Tell implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "EXCHANGE", description = "the exchange whose file was carried")
        private String exchange;
        @Parameters(index = "1", paramLabel = "MATTER", description = "agreement-withdrawn, opposition, restricted, erased, wrong-person or rectified")
        private String matter;
        @Option(names = "--related", paramLabel = "ID", description = "the exchange that carries the rectified file")
        private String related;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var body = new LinkedHashMap<String, Object>(Map.of("matter", matter));
            if (related != null) {
                body.put("related", related);
            }
            spec.commandLine().getOut().println(
                    node.required().post("/api/exchanges/" + exchange + "/follow-ups", body).path("id").asText());
            return 0;
        }
    }

    @Command(name = "choose", mixinStandardHelpOptions = true, description = "Says what became of a copy here; its origin is told under the node's signature.")
    static final class Choose implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "ID", description = "the follow-up's id")
        private String id;
        @Parameters(index = "1", paramLabel = "FATE", description = "one of the choices that the item leaves, as deleted")
        private String fate;
        @Option(names = "--reference", paramLabel = "TEXT", description = "the local system's proof of a deletion; stays here")
        private String reference = "";

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/follow-ups/" + id + "/fate", Map.of("fate", fate, "reference", reference));
            return 0;
        }
    }

    @Command(name = "close-breach", mixinStandardHelpOptions = true, description = "Closes the register's entry on a file that went to the wrong person's, or on an unjustified access (GDPR 33).")
    static final class CloseBreach implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "EXCHANGE", description = "the exchange that was recalled, or the emergency")
        private String exchange;
        @Parameters(index = "1", paramLabel = "OUTCOME", description = "authority-told or no-risk")
        private String outcome;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/breaches/" + exchange + "/closure", Map.of("outcome", outcome));
            return 0;
        }
    }
}
