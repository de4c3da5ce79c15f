package org.viaduc.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** What a person may see of a running node. */
@Command(name = "person", description = "Shows a person who received what about them.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = PersonCommand.Received.class)
final class PersonCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "received", mixinStandardHelpOptions = true, description = "Who received what, when, on which legal basis, in the last 36 months (CRPA R114-9-7).")
    static final class Received implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", arity = "0..1", paramLabel = "PSEUDONYM", description = "for an agent: the person; without it, the person whose token is shown")
        private String person;
        @Option(names = "--as", paramLabel = "PERSON|PARENTS|REPRESENTATIVE", defaultValue = "PERSON", description = "for an agent: to whom it is handed over")
        private String as;
        @Option(names = "--born", paramLabel = "DAY", description = "with --as PARENTS: the child's day of birth, as the papers have it; it is not kept")
        private LocalDate born;
        @Option(names = "--json", description = "print JSON")
        private boolean json;
        @Option(names = "--lang", paramLabel = "fr|en", description = "the language; else the machine's", converter = JournalCommand.FrenchOrEnglish.class)
        private Language language = Language.of(Locale.getDefault());
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            var seen = node.required().get(person == null
                    ? "/api/person/received"
                    : "/api/persons/" + person + "/received?as=" + as + (born == null ? "" : "&born=" + born));
            if (json) {
                out.println(seen.toPrettyString());
            } else {
                var text = language.pick("fr", "en");
                out.println(seen.path(text).asText());
                seen.path("received").forEach(each -> out.println("- " + each.path(text).asText()));
            }
            out.flush();
            return 0;
        }
    }
}
