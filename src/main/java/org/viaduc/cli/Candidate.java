package org.viaduc.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A version of a connector's mapping that stands ready in the node's folder. */
final class Candidate {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "the day of a version in versions/SYSTEM of the node's folder, as 2026-12-01")
    private String version;

    /** Where an act on the connector is asked for. */
    String path(String act) {
        return "/api/mappings/" + name + "/" + act;
    }

    /** What is asked, to which more may be added. */
    Map<String, String> asked() {
        return new LinkedHashMap<>(Map.of("to", version));
    }
}
