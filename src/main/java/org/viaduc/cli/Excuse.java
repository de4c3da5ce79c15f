package org.viaduc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Option;

/** Why what nobody certified comes into force all the same. */
final class Excuse {
    @Option(names = "--uncertified", paramLabel = "WHY", description = "why nobody certified it first: urgent, tried-elsewhere or not-testable")
    private Optional<String> why = Optional.empty();

    /** What is asked, with the excuse where there is one. */
    Map<String, String> beside(Map<String, String> asked) {
        var all = new LinkedHashMap<>(asked);
        why.ifPresent(word -> all.put("uncertified", word));
        return all;
    }
}
