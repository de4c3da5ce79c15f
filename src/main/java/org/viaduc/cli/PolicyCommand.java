package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Digest;
import org.viaduc.model.Language;
import org.viaduc.policy.BookPage;
import org.viaduc.policy.CounterExample;
import org.viaduc.policy.DecisionCase;
import org.viaduc.policy.Expectation;
import org.viaduc.policy.Explanation;
import org.viaduc.policy.Json;
import org.viaduc.policy.Law;
import org.viaduc.policy.Proof;
import org.viaduc.policy.ProofReport;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;
import org.viaduc.policy.YamlFault;

/** Reads, tries and proves the rule book; needs no node. */
@Command(name = "policy", description = "The rule book: check it, decide one case, test a folder of cases.", mixinStandardHelpOptions = true, subcommands = {
        PolicyCommand.Check.class, PolicyCommand.Decide.class, PolicyCommand.Explain.class,
        PolicyCommand.Test.class})
public final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say which: policy check, policy decide, policy explain or policy test.");
    }

    /** Loads a rule book and shows it. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Load the rule book, prove its laws on all that it can be asked, and print the rules as a table; exit status 1 if a law is broken.")
    static final class Check implements Callable<Integer> {
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
                out(spec).print(json ? Json.write(tree(book, report)) + "\n" : page(book, report));
                report.breach().ifPresent(breach -> err(spec).println(breach.message()));
                return report.isKept() ? 0 : 1;
            } catch (RuleBookFaults e) {
                err(spec).println(e.getMessage());
                return 1;
            } finally {
                out(spec).flush();
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

    /** Decides one case. */
    @Command(name = "decide", mixinStandardHelpOptions = true, description = "Decide one case and print the decision as JSON, with what would change it.")
    static final class Decide implements Callable<Integer> {
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
                out(spec).println(explain
                        ? Explanation.of(decision, book, language)
                        : Json.write(Expectation.tree(decision)));
                return 0;
            } catch (YamlFault | RuleBookFaults e) {
                err(spec).println(e.getMessage());
                return 1;
            } catch (IOException e) {
                err(spec).println("the case `" + file + "` cannot be read: " + why(e));
                return 1;
            } finally {
                out(spec).flush();
            }
        }
    }

    /** Says what reasons meant in the book that gave them. */
    @Command(name = "explain", mixinStandardHelpOptions = true, description = "Say what the reasons of a decision meant in the version of the rule book that gave them, superseded or not.")
    static final class Explain implements Callable<Integer> {
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
                    err(spec).println("no version of the rule book packed here has the digest `" + digest + "`");
                    return 1;
                }
                out(spec).println(language.pick("Recueil des règles ", "Rule book ") + book.get().version());
                return reasons.stream().mapToInt(code -> told(book.get(), code)).max().orElse(0);
            } catch (IllegalArgumentException e) {
                err(spec).println("`" + digest + "` is no digest: it has 64 hexadecimal digits");
                return 1;
            } finally {
                out(spec).flush();
            }
        }

        private int told(RuleBook book, String code) {
            var title = Optional.ofNullable(book.rules().get(code));
            var reason = book.reason(code);
            if (title.isEmpty() && reason.isEmpty()) {
                err(spec).println("the rule book " + book.version() + " has no reason `" + code + "`");
                return 1;
            }
            title.ifPresent(said -> out(spec).println(code + " – " + said));
            reason.ifPresent(said -> {
                out(spec).println(code + " – " + said.sentence(language));
                said.law().forEach(cited -> out(spec).println("  " + book.dated(cited, language)));
            });
            return 0;
        }
    }

    /** Runs a folder of cases. */
    @Command(name = "test", mixinStandardHelpOptions = true, description = "Run a folder of decision cases; exit status 1 if any failed.")
    static final class Test implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "A folder of decision cases, or one case.")
        private Path folder;

        @Option(names = "--book", paramLabel = "DIR", description = "Folder of a rule book; without it, the packed one.")
        private Optional<Path> book;

        @Option(names = "--json", description = "Print one JSON object with all results.")
        private boolean json;

        @Override
        public Integer call() {
            try {
                return run(book.map(RuleBook::load).orElseGet(RuleBook::bundled));
            } catch (RuleBookFaults e) {
                err(spec).println(e.getMessage());
                return 1;
            } catch (IOException e) {
                err(spec).println("the folder `" + folder + "` cannot be read: " + why(e));
                return 1;
            } finally {
                out(spec).flush();
            }
        }

        private int run(RuleBook rules) throws IOException {
            var results = new LinkedHashMap<String, List<String>>();
            for (var file : files()) {
                results.put(name(file), breaches(rules, file));
            }
            var failed = results.values().stream().filter(breaches -> !breaches.isEmpty()).count();
            if (json) {
                out(spec).println(Json.write(tree(results, failed)));
            } else {
                results.forEach((file, breaches) -> out(spec).println(breaches.isEmpty()
                        ? "ok " + file
                        : "FAILS " + file + ": " + String.join("; ", breaches)));
                out(spec).println((results.size() - failed) + " passed, " + failed + " failed");
            }
            return failed == 0 ? 0 : 1;
        }

        private List<Path> files() throws IOException {
            try (var found = Files.walk(folder)) {
                return found.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(".yaml")
                        || file.toString().endsWith(".yml")).sorted().toList();
            }
        }

        private String name(Path file) {
            return file.equals(folder) ? String.valueOf(file.getFileName()) : folder.relativize(file).toString();
        }

        private List<String> breaches(RuleBook rules, Path file) {
            try {
                var read = DecisionCase.read(name(file), Files.readString(file), rules.rules().keySet());
                return read.then()
                        .map(then -> then.breaches(read.decide(rules)).stream().map(Object::toString).toList())
                        .orElse(List.of("-: expected a case with `then` got none"));
            } catch (YamlFault e) {
                return List.of("-: expected a case that can be read got " + oneLine(e.getMessage()));
            } catch (IOException e) {
                return List.of("-: expected a case that can be read got " + why(e));
            }
        }

        private static Map<String, Object> tree(Map<String, List<String>> results, long failed) {
            var cases = new ArrayList<Map<String, Object>>();
            results.forEach((file, breaches) -> {
                var tree = new LinkedHashMap<String, Object>();
                tree.put("case", file);
                tree.put("ok", breaches.isEmpty());
                tree.put("breaches", breaches);
                cases.add(tree);
            });
            var tree = new LinkedHashMap<String, Object>();
            tree.put("passed", results.size() - failed);
            tree.put("failed", failed);
            tree.put("cases", cases);
            return tree;
        }
    }

    private static String why(IOException e) {
        return e instanceof NoSuchFileException ? "it does not exist" : oneLine(String.valueOf(e.getMessage()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }

    private static PrintWriter err(CommandSpec spec) {
        return spec.commandLine().getErr();
    }
}
