package org.viaduc.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Passes the responsibility for a person's follow-up, and shows where it stands. */
@Command(name = "hand-over", mixinStandardHelpOptions = true, description = "Offers, accepts, refuses or withdraws the responsibility for a person's follow-up; `show` says where it stands.", footer = {
        "", "Example: hand-over refuse 01a2… --reason not-resident --node …"})
final class HandOverCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Parameters(index = "0", paramLabel = "ACT", description = "offer, accept, refuse, withdraw or show")
    private String act;
    @Parameters(index = "1", paramLabel = "EXCHANGE", description = "the exchange that carried the file")
    private String exchange;
    @Option(names = "--reason", paramLabel = "WORD", description = "of a refusal: not-resident, not-competent, incomplete-file, kept-by-judge, other-reason")
    private String reason;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var path = "/api/exchanges/" + exchange + "/hand-over";
        var stands = act.equals("show") ? node.required().get(path) : node.required().post(path, body());
        spec.commandLine().getOut().println(json ? stands.toPrettyString() : line(stands));
        return 0;
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>(Map.of("act", act));
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }

    private static String line(JsonNode stands) {
        return stands.path("exchange").asText() + "  " + stands.path("side").asText() + "  "
                + stands.path("peer").asText() + "  " + stands.path("state").asText()
                + (stands.hasNonNull("reason") ? " (" + stands.path("reason").asText() + ")" : "");
    }
}
