package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.viaduc.cli.bench.JournalFigures;
import org.viaduc.cli.bench.PagesBench;

/** Measures the console's pages on a node that has seen many exchanges. */
@Command(name = "pages", mixinStandardHelpOptions = true, description = "Measures the pages of the console over HTTPS, every page of every role's navigation, on a node that has seen many exchanges.", footer = "Exit status 0 when every goal was met. A million exchanges are eleven million entries: a quarter of an hour and 15 GB.")
final class BenchPagesCommand extends BenchInFolder {
    @Option(names = "--exchanges", paramLabel = "N", defaultValue = "1000000", description = "how many exchanges the node has seen (default: ${DEFAULT-VALUE})")
    private long exchanges;
    @Option(names = "--folder", paramLabel = "DIR", description = "an empty folder for the node, which is kept; or one that an earlier run with as many exchanges has left, which is measured again; without it, one that is deleted")
    private Optional<Path> folder;

    @Override
    Optional<String> refusal() {
        return exchanges < 1_000 ? Optional.of("pages are measured with 1000 exchanges or more") : Optional.empty();
    }

    @Override
    Optional<Path> folder() {
        return folder;
    }

    @Override
    JournalFigures measure(Path place, PrintWriter told) throws IOException {
        return new PagesBench(exchanges, told).run(place);
    }
}
