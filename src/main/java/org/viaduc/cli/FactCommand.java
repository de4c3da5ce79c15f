package org.viaduc.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** States a fact to a running node. */
@Command(name = "fact", mixinStandardHelpOptions = true, description = "States a fact to a running node; every open question about the person is asked again.", footer = {
        "", "Example: fact written-agreement --exchange 01a2… --on 2026-11-21 --field by=parents --node …"})
final class FactCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Parameters(paramLabel = "FACT", description = "the fact's word, as written-agreement")
    private String fact;
    @Option(names = "--on", required = true, paramLabel = "DATE", description = "the day on which it happened")
    private LocalDate on;
    @Option(names = "--field", paramLabel = "KEY=VALUE", description = "a field of the fact, as by=parents")
    private final Map<String, String> fields = new LinkedHashMap<>();
    @Option(names = "--voids", paramLabel = "ID", description = "the fact that this one corrects")
    private String voids;
    @ArgGroup(multiplicity = "1")
    private About about;
    @Spec
    private CommandSpec spec;

    /** Whom it is about. */
    static final class About {
        @Option(names = "--exchange", required = true, paramLabel = "ID", description = "the person of this exchange")
        private String exchange;
        @ArgGroup(exclusive = false)
        private LocalFile file;
    }

    /** A local file. */
    static final class LocalFile {
        @Option(names = "--connector", required = true, description = "the connector of the local file")
        private String connector;
        @Option(names = "--local-id", required = true, description = "the person's id in the local system")
        private String localId;
    }

    @Override
    public Integer call() throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("fact", fact);
        body.put("on", on.toString());
        body.put("fields", fields);
        if (voids != null) {
            body.put("voids", voids);
        }
        if (about.file == null) {
            body.put("exchange", about.exchange);
        } else {
            body.put("connector", about.file.connector);
            body.put("localId", about.file.localId);
        }
        spec.commandLine().getOut().println(node.required().post("/api/facts", body).path("id").asText());
        return 0;
    }
}
