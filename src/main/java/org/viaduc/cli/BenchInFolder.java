package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.viaduc.cli.bench.Bench;
import org.viaduc.cli.bench.JournalFigures;

/** A measurement whose data lie in a folder: one that the user names, which is kept, or one that is deleted afterwards. */
abstract class BenchInFolder implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Option(names = "--json", description = "print one JSON array with a row for each figure")
    private boolean json;

    /** Why it is not measured with these options; empty when it is. */
    abstract Optional<String> refusal();

    /** The folder that the user names. */
    abstract Optional<Path> folder();

    /** @param place the folder. @param told how far it has come */
    abstract JournalFigures measure(Path place, PrintWriter told) throws IOException;

    @Override
    public final Integer call() throws IOException {
        refusal().ifPresent(reason -> {
            throw new ParameterException(spec.commandLine(), reason);
        });
        var place = folder().isPresent() ? Files.createDirectories(folder().get()) : Bench.freshFolder();
        try {
            var figures = measure(place, spec.commandLine().getErr());
            spec.commandLine().getOut().println(json ? figures.json() : figures.table());
            return figures.isMet() ? 0 : 1;
        } finally {
            spec.commandLine().getOut().flush();
            if (folder().isEmpty()) {
                BenchCommand.delete(place);
            }
        }
    }
}
