package org.viaduc.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks a node to sign the head of its log now. */
@Command(name = "checkpoint", mixinStandardHelpOptions = true, description = "Prints the signed head of a node's log, as JSON; signs one if the log has grown.")
final class CheckpointCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(node.required().get("/api/journal/checkpoint").toPrettyString());
        return 0;
    }
}
