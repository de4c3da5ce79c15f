package org.viaduc.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** States that a node's clock was corrected. */
@Command(name = "clock", mixinStandardHelpOptions = true, description = "States, as an entry under your name, that the node's clock was set back before a checkpoint: `journal verify` then tells the statement in the place of a break.")
final class ClockCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--checkpoint", required = true, paramLabel = "SIZE", description = "the size of the checkpoint that is dated before the one that precedes it, as `journal verify` names it")
    private long size;

    @Override
    public Integer call() throws IOException {
        node.required().post("/api/journal/clock", Map.of("checkpoint", size));
        return 0;
    }
}
