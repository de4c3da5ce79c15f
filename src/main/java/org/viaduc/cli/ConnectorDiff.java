package org.viaduc.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code connector diff}: what a version of a mapping would change on last month's files and exchanges. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = {
        "Dit ce qu'une version changerait aux échanges du dernier mois, avant sa mise en service.",
        "Says what a version would change on last month's exchanges, before it is switched on."})
final class ConnectorDiff implements Callable<Integer> {
    @Mixin
    private Candidate candidate;
    @Option(names = "--since", paramLabel = "DAY", description = "the first day looked at; else a month ago")
    private Optional<LocalDate> since = Optional.empty();
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        var asked = candidate.asked();
        since.ifPresent(day -> asked.put("since", day.toString()));
        var difference = at.client().post(candidate.path("diff"), asked);
        return at.tell(difference, DifferenceText::say);
    }
}
