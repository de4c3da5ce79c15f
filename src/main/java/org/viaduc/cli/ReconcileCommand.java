package org.viaduc.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds a running node against a neighbour: what was sent against what was received, each under its node's signature. */
@Command(name = "reconcile", mixinStandardHelpOptions = true, description = "Compares what a node says that it sent and received with what a neighbour says, under its signature. Each finding waits in the tray until it heals.", footer = "Exit status 0 when the two agree, 1 when something stands between them.")
final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    private Asking asking;
    @Option(names = "--with", required = true, paramLabel = "DEPARTMENT", description = "the neighbour, as D44")
    private String with;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> body = new LinkedHashMap<>(asking.days());
        body.put("with", with);
        var outcome = asking.client().post("/api/journal/reconciliations", body);
        var out = asking.out();
        var language = asking.language();
        if (asking.json()) {
            out.println(outcome.toPrettyString());
        } else {
            out.println(outcome.path("compared").asInt() + language.pick(" échanges comparés avec ",
                    " exchanges compared with ") + outcome.path("peer").asText());
            outcome.path("healed").forEach(each -> out.println("  + " + line(each)
                    + language.pick(" (résolu)", " (healed)")));
            outcome.path("open").forEach(each -> out.println("  ! " + line(each)));
        }
        out.flush();
        return outcome.path("open").isEmpty() ? 0 : 1;
    }

    private String line(JsonNode finding) {
        return asking.line(finding, List.of("exchange", "direction", asking.language().pick("fr", "en")));
    }
}
