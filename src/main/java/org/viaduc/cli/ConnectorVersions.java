package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** {@code connector versions}: by which tables a running node translates, and which others stand ready. */
@Command(name = "versions", mixinStandardHelpOptions = true, description = {
        "Donne la version en service de chaque connecteur, et celles qui sont prêtes.",
        "Tells the version in force of each connector, and those that stand ready."})
final class ConnectorVersions implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var all = node.required().get("/api/mappings");
        if (json) {
            out.println(all.toPrettyString());
            return 0;
        }
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
        return 0;
    }
}
