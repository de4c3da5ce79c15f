package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An emergency: declare it, see what may be seen, do what has to follow. */
@Command(name = "break-glass", description = "Declares an emergency to the department of origin, shows the limited view, lists emergencies, settles what has to follow.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        BreakGlassCommand.Declare.class, BreakGlassCommand.View.class, BreakGlassCommand.ListAll.class,
        BreakGlassCommand.Done.class})
final class BreakGlassCommand implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "declare", mixinStandardHelpOptions = true, description = "Declares an emergency. Prints what came of it, as JSON.", footer = {
            "",
            "The file says who is in danger and why: {\"birthName\": \"…\", \"givenNames\": \"…, …\", \"sex\": \"female\", \"birthDate\": \"2017-05-14\", \"birthPlace\": \"29019\", \"motive\": \"…\"}",
            "It is a file because a command line is seen by others."})
    static final class Declare implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--of", required = true, paramLabel = "DEPARTMENT", description = "the department of origin, as D35")
        private String of;
        @Option(names = "--emergency", required = true, paramLabel = "FILE", description = "who is in danger and why; - reads standard input")
        private Path emergency;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var text = emergency.toString().equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(emergency, StandardCharsets.UTF_8);
            spec.commandLine().getOut()
                    .println(node.required().post("/api/break-glass", body(text).put("of", of)).toPrettyString());
            return 0;
        }

        private ObjectNode body(String text) {
            try {
                if (JSON.readTree(text) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "`" + emergency + "` is no JSON: line " + e.getLocation().getLineNr(),
                        e);
            }
            throw new IllegalArgumentException("`" + emergency + "` holds no JSON object");
        }
    }

    @Command(name = "view", mixinStandardHelpOptions = true, description = "Shows what may be seen, for 24 hours, to whoever declared it, as JSON.")
    static final class View implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the emergency's id")
        private String id;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            spec.commandLine().getOut()
                    .println(node.required().get("/api/break-glass/" + id + "/view").toPrettyString());
            return 0;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the latest emergencies at either end, with what has to be done about each.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            var list = node.required().get("/api/break-glass");
            if (json) {
                out.println(list.toPrettyString());
            } else {
                list.forEach(each -> {
                    out.println(each.path("id").asText() + "  " + each.path("side").asText() + "  "
                            + each.path("peer").asText() + "  " + each.path("declaredBy").asText() + "  "
                            + each.path("outcome").asText());
                    each.path("duties").forEach(duty -> out.println("    " + line(duty)));
                });
            }
            return 0;
        }

        private static String line(JsonNode duty) {
            var done = duty.path("doneBy").asText("");
            return duty.path("duty").asText() + "  " + (done.isEmpty()
                    ? duty.path("due").asText() + (duty.path("overdue").asBoolean() ? "  !" : "")
                    : done + "  " + duty.path("finding").asText(""));
        }
    }

    @Command(name = "done", mixinStandardHelpOptions = true, description = "Says that something that had to follow is done.")
    static final class Done implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "ID", description = "the emergency's id")
        private String id;
        @Parameters(index = "1", paramLabel = "DUTY", description = "notify-second-person, clock:review-72-hours, inform-parents or inform-person")
        private String duty;
        @Option(names = "--justified", paramLabel = "true|false", description = "what the review found", arity = "1")
        private Boolean justified;

        @Override
        public Integer call() throws IOException {
            Map<String, Object> body = new LinkedHashMap<>(Map.of("duty", duty));
            if (justified != null) {
                body.put("justified", justified);
            }
            node.required().post("/api/break-glass/" + id + "/done", body);
            return 0;
        }
    }
}
