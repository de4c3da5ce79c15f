package org.viaduc.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** {@code connector switch}: another version of a mapping translates from the next file on. */
@Command(name = "switch", mixinStandardHelpOptions = true, description = {
        "Met en service une version certifiée, sans arrêter le nœud.",
        "Switches a certified version on, without stopping the node."})
final class ConnectorSwitch implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "the day of a version in versions/SYSTEM of the node's folder, as 2026-12-01")
    private String version;
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
        var asked = new LinkedHashMap<>(Map.of("to", version));
        uncertified.ifPresent(why -> asked.put("uncertified", why));
        var change = node.required().post("/api/mappings/" + name + "/switch", asked);
        return Change.tell(change, json, language, spec.commandLine().getOut());
    }
}
