package org.viaduc.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code connector switch}: another version of a mapping translates from the next file on. */
@Command(name = "switch", mixinStandardHelpOptions = true, description = {
        "Met en service une version certifiée, sans arrêter le nœud.",
        "Switches a certified version on, without stopping the node."})
final class ConnectorSwitch implements Callable<Integer> {
    @Mixin
    private Candidate candidate;
    @Mixin
    private Excuse excuse;
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        return at.tell(at.client().post(candidate.path("switch"), excuse.beside(candidate.asked())), Change::say);
    }
}
