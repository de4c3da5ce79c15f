package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** What a command that asks a running node has in common with the others: the node, the language, and JSON instead of words. */
final class AtNode {
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The words of an answer. */
    @FunctionalInterface
    interface Words {
        void say(JsonNode answer, Language language, PrintWriter out);
    }

    NodeClient client() throws IOException {
        return node.required();
    }

    Language language() {
        return language;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints what the node answered, as it is or in words. @return the exit status of a command that came through */
    int tell(JsonNode answer, Words words) {
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            words.say(answer, language, out());
        }
        out().flush();
        return 0;
    }
}
