package org.viaduc.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** Exchanges of a running node. */
@Command(name = "exchange", description = "Starts an exchange on a running node, asks a neighbour for a file, gives a person their own, lists exchanges, shows one.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        ExchangeCommand.Start.class, RequestCommand.class, ExchangeCommand.Close.class, AccessCommand.Ask.class,
        AccessCommand.Fetch.class,
        AccessCommand.HandedOver.class, ExchangeCommand.ListAll.class, ExchangeCommand.Show.class})
final class ExchangeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts an exchange on a local file.", footer = {
            "",
            "On secret-partage, --purpose, --mission and --recipient are all required: --track secret-partage --role ASS",
            "--purpose ACCOMPAGNEMENT --mission AS --recipient CESF."})
    static final class Start implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--connector", required = true, description = "the connector that collects the file")
        private String connector;
        @Option(names = "--local-id", required = true, description = "the person's id in the local system")
        private String localId;
        @Option(names = "--track", required = true, description = "the legal road, as ase-ip or rsa")
        private String track;
        @Option(names = "--to", required = true, description = "the department that receives, as D44")
        private String to;
        @Option(names = "--role", required = true, description = "the sender's role, as CADRE-CRIP or GEST-RSA")
        private String role;
        @Option(names = "--purpose", description = "what for, as ACCOMPAGNEMENT; else the track's usual one")
        private String purpose;
        @Option(names = "--mission", description = "what the recipient is bound for, as PE, AS or SOIN; else the track's usual one")
        private String mission;
        @Option(names = "--recipient", paramLabel = "ROLE", description = "the role that receives, as REF-RSA; else the track's usual one")
        private String recipient;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var body = new LinkedHashMap<>(Map.of("connector", connector, "localId", localId, "track", track, "to", to,
                    "role", role));
            body.put("purpose", purpose);
            body.put("mission", mission);
            body.put("recipient", recipient);
            body.values().removeIf(Objects::isNull);
            var answer = node.required().post("/api/exchanges", body);
            spec.commandLine().getOut().println(answer.path("id").asText());
            return 0;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the latest exchanges.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private AtNode at;
        @Option(names = "--limit", defaultValue = "50", description = "how many (50)")
        private int limit;

        @Override
        public Integer call() throws IOException {
            return at.tell(at.client().get("/api/exchanges?limit=" + limit), (list, language, out) -> list
                    .forEach(each -> out.println(line(each, language))));
        }

        private static String line(JsonNode each, Language language) {
            return String.format("%s  %-3s %-8s %-19s %-16s %s", each.path("id").asText(),
                    each.path("direction").asText(), each.path("peer").asText(), each.path("track").asText(),
                    Lexicon.say(each.path("state").asText(), language),
                    words(each.path("awaits"), language) + words(each.path("reason"), language)).stripTrailing();
        }

        private static String words(JsonNode list, Language language) {
            return Arrays.stream(list.asText("").split(",")).filter(word -> !word.isEmpty())
                    .map(word -> Lexicon.say(word, language)).collect(Collectors.joining(", "));
        }
    }

    @Command(name = "close", mixinStandardHelpOptions = true, description = "Waits no longer for a file that was asked of a neighbour.")
    static final class Close implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the request's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/requests/" + id + "/closure", Map.of());
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one exchange with its decision, ledgers and steps, as JSON.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the exchange's id")
        private String id;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            spec.commandLine().getOut().println(node.required().get("/api/exchanges/" + id).toPrettyString());
            return 0;
        }
    }
}
