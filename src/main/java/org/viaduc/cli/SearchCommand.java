package org.viaduc.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks entries of a node's journal up. */
@Command(name = "search", mixinStandardHelpOptions = true, description = "Looks entries of a node's journal up, newest first; all conditions together. That somebody looked is an entry.")
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--where", required = true, paramLabel = "WHAT=VALUE", description = "person=PSEUDONYM, peer=D44, actor=LOGIN, rule=R-ASE-IP, step=released, from=DAY, to=DAY, limit=N; as often as needed")
    private Map<String, String> where = new LinkedHashMap<>();
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var found = node.required().get("/api/journal/entries?" + where.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
        if (json) {
            out.println(found.toPrettyString());
        } else {
            found.forEach(each -> out.println(line(each)));
        }
        out.flush();
        return 0;
    }

    private static String line(JsonNode each) {
        return String.join("  ", each.path("index").asText("-"), each.path("at").asText(), each.path("actor").asText(),
                each.path("step").asText(), each.path("exchange").asText("-"), each.path("details").toString());
    }
}
