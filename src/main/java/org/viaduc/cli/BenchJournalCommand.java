package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.viaduc.cli.bench.JournalBench;
import org.viaduc.cli.bench.JournalFigures;
import org.viaduc.trust.CheckpointKeys;

/** Measures the journal by itself. */
@Command(name = "journal", mixinStandardHelpOptions = true, description = "Measures the journal by itself, on a node's own PostgreSQL with fsync on: appending, verifying, searching.", footer = "Exit status 0 when every goal was met. Ten million entries take a quarter of an hour and 12 GB.")
final class BenchJournalCommand extends BenchInFolder {
    @Option(names = "--entries", paramLabel = "N", defaultValue = "1000000", description = "how many entries the journal holds when it is searched (default: ${DEFAULT-VALUE})")
    private long entries;
    @Option(names = "--folder", paramLabel = "DIR", description = "an empty folder for the database, which is kept; without it, one that is deleted")
    private Optional<Path> folder;

    @Override
    Optional<String> refusal() {
        return entries < 100_000 ? Optional.of("a journal is measured with 100000 entries or more") : Optional.empty();
    }

    @Override
    Optional<Path> folder() {
        return folder;
    }

    @Override
    JournalFigures measure(Path place, PrintWriter told) throws IOException {
        try (var database = EmbeddedDatabase.start(place.resolve("postgres"))) {
            var source = new PGSimpleDataSource();
            source.setURL(database.url());
            Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
            return new JournalBench(entries, CheckpointKeys::of, told).run(source, place);
        }
    }
}
