package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.policy.DecisionCase;
import org.viaduc.policy.Expectation;
import org.viaduc.policy.Explanation;
import org.viaduc.policy.Json;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;
import org.viaduc.policy.YamlFault;

/** Decides one case. */
@Command(name = "decide", mixinStandardHelpOptions = true, description = "Decide one case and print the decision as JSON, with what would change it.")
final class PolicyDecide implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--case", required = true, paramLabel = "FILE", description = "A decision case (YAML).")
    private Path file;

    @Option(names = "--book", paramLabel = "DIR", description = "Folder of a rule book; without it, the packed one.")
    private Optional<Path> folder;

    @Option(names = "--json", description = "JSON, as always.", hidden = true)
    private boolean json;

    @Option(names = "--explain", description = "Print the explanation in words instead: for each piece its rules and articles, the facts relied on, obligations with their days, and what would change it.")
    private boolean explain;

    @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "Language of the explanation (default: fr).")
    private Language language = Language.FR;

    @Override
    public Integer call() {
        try {
            var book = folder.map(RuleBook::load).orElseGet(RuleBook::bundled);
            var read = DecisionCase.read(file.toString(), Files.readString(file), book.rules().keySet());
            var decision = read.decide(book);
            spec.commandLine().getOut().println(explain
                    ? Explanation.of(decision, book, language)
                    : Json.write(Expectation.tree(decision)));
            return 0;
        } catch (YamlFault | RuleBookFaults e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("the case `" + file + "` cannot be read: " + PolicyCommand.why(e));
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }
}
