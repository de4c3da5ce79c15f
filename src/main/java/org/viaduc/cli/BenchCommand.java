package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.viaduc.cli.bench.Bench;

/** Measures whole exchanges between two nodes on this machine. */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = {BenchJournalCommand.class,
        BenchPagesCommand.class}, description = "Measures whole exchanges between two nodes on this machine: from a file's arrival in "
        + "the folder of one department to the final receipt, with mutual TLS and PostgreSQL with fsync on.", footer = "Exit status 0 when every file was delivered exactly once, 1 otherwise. Memory is that of the two node "
                + "processes since their start.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Option(names = "--concurrency", split = ",", paramLabel = "N", defaultValue = "1,8,32", description = "files on their way at once (default: ${DEFAULT-VALUE})")
    private List<Integer> concurrencies;
    @Option(names = "--seconds", paramLabel = "S", defaultValue = "15", description = "how long each concurrency is measured (default: ${DEFAULT-VALUE})")
    private int seconds;
    @Option(names = "--exchanges", paramLabel = "N", description = "measure so many exchanges at each concurrency instead")
    private Optional<Integer> exchanges;
    @Option(names = "--warm-up", paramLabel = "S", defaultValue = "120", description = "seconds of load before anything is measured (default: ${DEFAULT-VALUE})")
    private int warmUp;
    @Option(names = "--folder", paramLabel = "DIR", description = "an empty folder for the two nodes, which is kept; without it, one that is deleted")
    private Optional<Path> folder;
    @Option(names = "--json", description = "print one JSON array with a row for each concurrency")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (concurrencies.stream().anyMatch(each -> each < 1) || seconds < 1 || warmUp < 0
                || exchanges.filter(each -> each < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "concurrency, seconds and exchanges are at least 1");
        }
        var place = folder.isPresent() ? Files.createDirectories(folder.get()) : Bench.freshFolder();
        try {
            var figures = new Bench(concurrencies, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), exchanges,
                    spec.commandLine().getErr()).run(place);
            spec.commandLine().getOut().println(json ? figures.json() : figures.table() + figures.disk());
            if (json) {
                spec.commandLine().getErr().println(figures.disk());
            }
            return 0;
        } finally {
            spec.commandLine().getOut().flush();
            if (folder.isEmpty()) {
                delete(place);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
