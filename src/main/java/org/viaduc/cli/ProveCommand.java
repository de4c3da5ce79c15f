package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the proof of one entry, or that the log only grew between two sizes. */
@Command(name = "prove", mixinStandardHelpOptions = true, description = "Writes a proof that `journal verify` checks with nothing else: that an entry stands in the log (--entry), or that the log only grew between two sizes (--since, --until).")
final class ProveCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file to write")
    private Path out;
    @Option(names = "--entry", paramLabel = "N", description = "the place of an entry, from 0")
    private Long entry;
    @Option(names = "--since", paramLabel = "SIZE", description = "the size of an earlier checkpoint")
    private Long since;
    @Option(names = "--until", paramLabel = "SIZE", description = "the size of a later one (the latest)")
    private Long until;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((entry == null) == (since == null)) {
            throw new ParameterException(spec.commandLine(), "say what to prove: --entry N, or --since SIZE");
        }
        node.required().download(entry != null
                ? "/api/journal/evidence?entry=" + entry
                : "/api/journal/consistency?from=" + since + (until == null ? "" : "&to=" + until), out);
        return 0;
    }
}
