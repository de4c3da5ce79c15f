package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.viaduc.cli.bench.Bench;
import org.viaduc.cli.bench.PagesBench;

/** Measures the console's pages on a node that has seen many exchanges. */
@Command(name = "pages", mixinStandardHelpOptions = true, description = "Measures the pages of the console over HTTPS, every page of every role's navigation, on a node that has seen many exchanges.", footer = "Exit status 0 when every goal was met. A million exchanges are eleven million entries: a quarter of an hour and 15 GB.")
final class BenchPagesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Option(names = "--exchanges", paramLabel = "N", defaultValue = "1000000", description = "how many exchanges the node has seen (default: ${DEFAULT-VALUE})")
    private long exchanges;
    @Option(names = "--folder", paramLabel = "DIR", description = "an empty folder for the node, which is kept; or one that an earlier run with as many exchanges has left, which is measured again; without it, one that is deleted")
    private Optional<Path> folder;
    @Option(names = "--json", description = "print one JSON array with a row for each page")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (exchanges < 1_000) {
            throw new ParameterException(spec.commandLine(), "pages are measured with 1000 exchanges or more");
        }
        var place = folder.isPresent() ? Files.createDirectories(folder.get()) : Bench.freshFolder();
        try {
            var figures = new PagesBench(exchanges, spec.commandLine().getErr()).run(place);
            spec.commandLine().getOut().println(json ? figures.json() : figures.table());
            return figures.isMet() ? 0 : 1;
        } finally {
            spec.commandLine().getOut().flush();
            if (folder.isEmpty()) {
                BenchCommand.delete(place);
            }
        }
    }
}
