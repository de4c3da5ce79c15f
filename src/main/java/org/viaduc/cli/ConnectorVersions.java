package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.viaduc.model.Language;

/** {@code connector versions}: by which tables a running node translates, and which others stand ready. */
@Command(name = "versions", mixinStandardHelpOptions = true, description = {
        "Donne la version en service de chaque connecteur, et celles qui sont prêtes.",
        "Tells the version in force of each connector, and those that stand ready."})
final class ConnectorVersions implements Callable<Integer> {
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        return at.tell(at.client().get("/api/mappings"), ConnectorVersions::say);
    }

    private static void say(JsonNode all, Language language, PrintWriter out) {
        for (var each : all) {
            out.printf("%-24s %s  (%.12s…)%n", each.path("connector").asText(), each.path("version").asText(),
                    each.path("content").asText());
            each.path("candidates")
                    .forEach(candidate -> out.println("    versions/" + each.path("system").asText() + "/"
                            + candidate.asText()));
            if (each.hasNonNull("before")) {
                out.println("    " + language.pick("avant : ", "before: ") + each.path("before").asText());
            }
        }
    }
}
