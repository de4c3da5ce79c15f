package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** {@code connector reload}: what was edited in the node's folder comes into force, all of it or nothing. */
@Command(name = "reload", mixinStandardHelpOptions = true, description = {
        "Relit connecteurs, correspondances, codes et routes ; une faute, et rien ne change.",
        "Reads connectors, mappings, code tables and routes again; with one fault nothing changes."})
final class ConnectorReload implements Callable<Integer> {
    @Option(names = "--uncertified", paramLabel = "WHY", description = "why nobody certified it first: urgent, tried-elsewhere or not-testable")
    private Optional<String> uncertified = Optional.empty();
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
        var change = node.required().post("/api/mappings/reload",
                uncertified.map(why -> Map.of("uncertified", why)).orElse(Map.of()));
        return Change.tell(change, json, language, spec.commandLine().getOut());
    }
}
