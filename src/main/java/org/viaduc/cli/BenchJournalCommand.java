package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.viaduc.cli.bench.Bench;
import org.viaduc.cli.bench.JournalBench;
import org.viaduc.trust.CheckpointKeys;

/** Measures the journal by itself. */
@Command(name = "journal", mixinStandardHelpOptions = true, description = "Measures the journal by itself, on a node's own PostgreSQL with fsync on: appending, verifying, searching.", footer = "Exit status 0 when every goal was met. Ten million entries take a quarter of an hour and 12 GB.")
final class BenchJournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Option(names = "--entries", paramLabel = "N", defaultValue = "1000000", description = "how many entries the journal holds when it is searched (default: ${DEFAULT-VALUE})")
    private long entries;
    @Option(names = "--folder", paramLabel = "DIR", description = "an empty folder for the database, which is kept; without it, one that is deleted")
    private Optional<Path> folder;
    @Option(names = "--json", description = "print one JSON array with a row for each figure")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (entries < 100_000) {
            throw new ParameterException(spec.commandLine(), "a journal is measured with 100000 entries or more");
        }
        var place = folder.isPresent() ? Files.createDirectories(folder.get()) : Bench.freshFolder();
        try (var database = EmbeddedDatabase.start(place.resolve("postgres"))) {
            var source = new PGSimpleDataSource();
            source.setURL(database.url());
            Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
            var figures = new JournalBench(entries, CheckpointKeys::of, spec.commandLine().getErr()).run(source, place);
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
