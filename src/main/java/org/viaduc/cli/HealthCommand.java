package org.viaduc.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether a node is up, as an exit status: what a container engine asks every half minute. */
@Command(name = "health", hidden = true, mixinStandardHelpOptions = true, description = "Exit status 0 when the node is up.")
final class HealthCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;

    @Override
    public Integer call() throws IOException {
        return node.required().isUp() ? 0 : 1;
    }
}
