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

/** Says what a node keeps of its neighbours' journals, and which of them changed their past. */
@Command(name = "witnesses", mixinStandardHelpOptions = true, description = "Lists the neighbours' signed heads that a node keeps, which head of its own each neighbour says to hold (←), and plainly which neighbour shows two histories or went back.", footer = "Exit status 0 when every neighbour's journal only grew, 1 when one did not.")
final class WitnessesCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON, with both signed heads as proof")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of the result", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var answer = node.required().get("/api/journal/witnesses");
        var contradictions = answer.path("contradictions");
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            answer.path("latest").forEach(head -> out.println(head.path("origin").asText() + "  "
                    + head.path("size").asLong() + language.pick(" entrées  ", " entries  ")
                    + head.path("instant").asText() + "  " + head.path("root").asText()));
            answer.path("seen").forEach(each -> out.println(seen(each)));
            answer.path("unseen").forEach(each -> out.println("← " + each.asText() + "  "
                    + language.pick("n'a encore nommé aucune tête de ce journal",
                            "has not named any head of this journal yet")));
            contradictions.forEach(each -> out.println("! " + each.path(language.pick("fr", "en")).asText()));
        }
        out.flush();
        return contradictions.isEmpty() ? 0 : 1;
    }

    /** Which head of this very journal a neighbour holds, and whether the journal still has it. */
    private String seen(JsonNode each) {
        return "← " + each.path("by").asText() + "  " + each.path("size").asLong()
                + language.pick(" entrées vues  ", " entries seen  ") + each.path("signedAt").asText() + "  "
                + each.path("root").asText() + "  " + (each.path("stands").asBoolean()
                        ? language.pick("ce journal la contient", "this journal has it")
                        : language.pick("CE JOURNAL NE LA CONTIENT PLUS", "THIS JOURNAL HAS IT NO LONGER"))
                + language.pick(", dit le ", ", told ") + each.path("toldAt").asText();
    }
}
