package org.viaduc.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code connector rollback}: one step back. */
@Command(name = "rollback", mixinStandardHelpOptions = true, description = {
        "Remet en service la version d'avant.",
        "Puts the version before back into force."})
final class ConnectorRollback implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        var change = at.client().post("/api/mappings/" + name + "/rollback", Map.of());
        return at.tell(change, Change::say);
    }
}
