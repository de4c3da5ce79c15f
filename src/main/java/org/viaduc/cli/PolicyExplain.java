package org.viaduc.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Digest;
import org.viaduc.model.Language;
import org.viaduc.policy.RuleBook;

/** Says what reasons meant in the book that gave them. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Say what the reasons of a decision meant in the version of the rule book that gave them, superseded or not.")
final class PolicyExplain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--book", required = true, paramLabel = "DIGEST", description = "The digest of the book, as the decision and the journal name it.")
    private String digest;

    @Parameters(arity = "1..*", paramLabel = "REASON", description = "Reasons as R-ASE-IP/condition/informed, or rules as R-ASE-IP.")
    private List<String> reasons;

    @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "Language (default: fr).")
    private Language language = Language.FR;

    @Override
    public Integer call() {
        try {
            var book = RuleBook.named(new Digest(digest));
            if (book.isEmpty()) {
                spec.commandLine().getErr()
                        .println("no version of the rule book packed here has the digest `" + digest + "`");
                return 1;
            }
            spec.commandLine().getOut()
                    .println(language.pick("Recueil des règles ", "Rule book ") + book.get().version());
            return reasons.stream().mapToInt(code -> told(book.get(), code)).max().orElse(0);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("`" + digest + "` is no digest: it has 64 hexadecimal digits");
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private int told(RuleBook book, String code) {
        var title = Optional.ofNullable(book.rules().get(code));
        var reason = book.reason(code);
        if (title.isEmpty() && reason.isEmpty()) {
            spec.commandLine().getErr().println("the rule book " + book.version() + " has no reason `" + code + "`");
            return 1;
        }
        title.ifPresent(said -> spec.commandLine().getOut().println(code + " – " + said));
        reason.ifPresent(said -> {
            spec.commandLine().getOut().println(code + " – " + said.sentence(language));
            said.law().forEach(cited -> spec.commandLine().getOut().println("  " + book.dated(cited, language)));
        });
        return 0;
    }
}
