package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** Says how far a node's journal is with those outside that are told of it. */
@Command(name = "outlets", mixinStandardHelpOptions = true, description = "Says whether a node's journal is timestamped by an authority and told to a syslog collector, and since when one of them is away.", footer = "Exit status 0 when all that is configured answers, 1 when something is away, or a neighbour contradicts this journal.")
final class OutletsCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of the result", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var answer = node.required().get("/api/journal/outlets");
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            out.println(language.pick("horodatage : ", "timestamps: ") + stamped(answer.path("timestamps"))
                    + away(answer.path("timestamps")));
            out.println(language.pick("collecteur syslog : ", "syslog collector: ") + fed(answer.path("syslog"))
                    + away(answer.path("syslog")));
            if (isContradicted(answer)) {
                out.println(language.pick(
                        "ATTENTION : un voisin détient de ce journal une tête signée que le journal n'a plus "
                                + "(sauvegarde restaurée ?), constaté le ",
                        "WARNING: a neighbour holds a signed head of this journal "
                                + "that the journal has no longer (an older copy restored?), found on ")
                        + answer.path("contradictedSince").asText());
            }
        }
        out.flush();
        return isAway(answer.path("timestamps")) || isAway(answer.path("syslog")) || isContradicted(answer) ? 1 : 0;
    }

    private String stamped(JsonNode state) {
        if (!state.path("configured").asBoolean()) {
            return language.pick("aucune autorité n'est configurée", "no authority is configured");
        }
        return state.path("stampedAt").isNull()
                ? language.pick("pas encore", "not yet")
                : state.path("stampedAt").asText() + language.pick(", à ", ", at ")
                        + state.path("stampedSize").asLong() + language.pick(" entrées", " entries");
    }

    private String fed(JsonNode state) {
        return state.path("configured").asBoolean()
                ? state.path("waiting").asLong() + language.pick(" entrées attendent", " entries wait")
                : language.pick("aucun n'est configuré", "none is configured");
    }

    private String away(JsonNode state) {
        return isAway(state)
                ? language.pick(" ; ne répond plus depuis ", "; has not answered since ")
                        + state.path("failingSince").asText()
                : "";
    }

    private static boolean isContradicted(JsonNode answer) {
        return answer.hasNonNull("contradictedSince");
    }

    private static boolean isAway(JsonNode state) {
        return !state.path("failingSince").isNull() && !state.path("failingSince").isMissingNode();
    }
}
