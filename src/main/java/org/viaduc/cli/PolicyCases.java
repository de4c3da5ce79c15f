package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.policy.DecisionCase;
import org.viaduc.policy.Json;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;
import org.viaduc.policy.YamlFault;

/** Runs a folder of cases. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Run a folder of decision cases; exit status 1 if any failed.")
final class PolicyCases implements Callable<Integer> {
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
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("the folder `" + folder + "` cannot be read: " + PolicyCommand.why(e));
            return 1;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private int run(RuleBook rules) throws IOException {
        var results = new LinkedHashMap<String, List<String>>();
        for (var file : files()) {
            results.put(name(file), breaches(rules, file));
        }
        var failed = results.values().stream().filter(breaches -> !breaches.isEmpty()).count();
        if (json) {
            spec.commandLine().getOut().println(Json.write(tree(results, failed)));
        } else {
            results.forEach((file, breaches) -> spec.commandLine().getOut().println(breaches.isEmpty()
                    ? "ok " + file
                    : "FAILS " + file + ": " + String.join("; ", breaches)));
            spec.commandLine().getOut().println((results.size() - failed) + " passed, " + failed + " failed");
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
            return List.of("-: expected a case that can be read got " + PolicyCommand.oneLine(e.getMessage()));
        } catch (IOException e) {
            return List.of("-: expected a case that can be read got " + PolicyCommand.why(e));
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
