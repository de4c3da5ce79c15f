package org.viaduc.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code connector reload}: what was edited in the node's folder comes into force, all of it or nothing. */
@Command(name = "reload", mixinStandardHelpOptions = true, description = {
        "Relit connecteurs, correspondances, codes et routes ; une faute, et rien ne change.",
        "Reads connectors, mappings, code tables and routes again; with one fault nothing changes."})
final class ConnectorReload implements Callable<Integer> {
    @Mixin
    private Excuse excuse;
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        return at.tell(at.client().post("/api/mappings/reload", excuse.beside(Map.of())), Change::say);
    }
}
