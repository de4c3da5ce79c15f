package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** {@code connector rollback}: one step back. */
@Command(name = "rollback", mixinStandardHelpOptions = true, description = {
        "Remet en service la version d'avant.",
        "Puts the version before back into force."})
final class ConnectorRollback implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
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
        var change = node.required().post("/api/mappings/" + name + "/rollback", Map.of());
        return Change.tell(change, json, language, spec.commandLine().getOut());
    }
}
