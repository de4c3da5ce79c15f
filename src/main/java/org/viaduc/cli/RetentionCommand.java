package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** Says what a node keeps of exchanges that have ended, until when and on which rule, and destroys what is due. */
@Command(name = "retention", mixinStandardHelpOptions = true, description = "Says what a node keeps of exchanges that have ended: how much on which rule, and the nearest last days. The journal is no part of it.", footer = "The node destroys what is due every day by itself; --run does it now. What something is open about stays, and says so.")
final class RetentionCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--run", description = "destroy what is due, and list it")
    private boolean run;
    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "how many of the nearest (${DEFAULT-VALUE})")
    private int limit;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of words; else the machine's", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var client = node.required();
        var answer = run
                ? client.post("/api/journal/retention/runs", Map.of())
                : client.get("/api/journal/retention?limit=" + limit);
        if (json) {
            out.println(answer.toPrettyString());
        } else if (run) {
            out.println(answer.path("destroyed").size() + language.pick(" détruit(s)", " destroyed"));
            answer.path("destroyed").forEach(each -> out.println("  " + line(each)));
        } else {
            answer.path("rules").forEach(each -> out.println(String.join("  ", said(each, "matter"), said(each, "rule"),
                    each.path("exchanges").asText() + language.pick(" échanges, premier terme ",
                            " exchanges, first term ") + each.path("next").asText())));
            answer.path("nearest").forEach(each -> out.println("  " + line(each)));
        }
        out.flush();
        return 0;
    }

    private String line(JsonNode each) {
        var line = String.join("  ", each.path("until").asText(), each.path("exchange").asText(), said(each, "track"),
                said(each, "matter"), said(each, "rule"));
        return each.path("holds").isEmpty() ? line : line + "  ! " + held(each.path("holds"));
    }

    private String held(JsonNode holds) {
        var words = new StringJoiner(", ");
        holds.forEach(each -> words.add(Lexicon.say(each.asText(), language)));
        return words.toString();
    }

    private String said(JsonNode each, String name) {
        return Lexicon.say(each.path(name).asText(), language);
    }
}
