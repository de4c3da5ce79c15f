package org.viaduc.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.policy.BookPage;
import org.viaduc.policy.CounterExample;
import org.viaduc.policy.Json;
import org.viaduc.policy.Law;
import org.viaduc.policy.Proof;
import org.viaduc.policy.ProofReport;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;

/** Loads a rule book and shows it. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Load the rule book, prove its laws on all that it can be asked, and print the rules as a table; exit status 1 if a law is broken.")
final class PolicyCheck implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Folder of a rule book; without it, the packed one.")
    private Optional<Path> folder;

    @Option(names = "--html", description = "Print a page for print and review instead of Markdown.")
    private boolean html;

    @Option(names = "--json", description = "Print version, digest, rules and tracks without rules as JSON.")
    private boolean json;

    @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "Language of the page (default: fr).")
    private Language language = Language.FR;

    @Override
    public Integer call() {
        try {
            var book = folder.map(RuleBook::read).orElseGet(RuleBook::bundled);
            var report = Proof.of(book);
            spec.commandLine().getOut().print(json ? Json.write(tree(book, report)) + "\n" : page(book, report));
            report.breach().ifPresent(breach -> spec.commandLine().getErr().println(breach.message()));
            return report.isKept() ? 0 : 1;
        } catch (RuleBookFaults e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private String page(RuleBook book, ProofReport report) {
        var page = new BookPage(book, language, Optional.of(report));
        return html ? page.html() : page.markdown();
    }

    private static Map<String, Object> tree(RuleBook book, ProofReport report) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("version", book.version());
        tree.put("digest", book.digest().hex());
        tree.put("rules", book.rules());
        tree.put("tracksWithoutRules", book.tracksWithoutRules().stream().map(Object::toString).sorted().toList());
        tree.put("proof", proof(report));
        return tree;
    }

    private static Map<String, Object> proof(ProofReport report) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("kept", report.isKept());
        tree.put("laws", Arrays.stream(Law.values()).map(Law::word).toList());
        tree.put("size", report.size());
        tree.put("trials", report.trials());
        tree.put("decisions", report.decisions());
        tree.put("milliseconds", report.time().toMillis());
        tree.put("breach", report.breach().map(CounterExample::message).orElse(null));
        return tree;
    }
}
