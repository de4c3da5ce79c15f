package org.viaduc.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy history}: the rule books by which a node has decided, the latest first. */
@Command(name = "history", mixinStandardHelpOptions = true, description = "The rule books by which a node has decided: version, since when, digest; the latest first.")
final class PolicyHistory implements Callable<Integer> {
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var books = node.required().get("/api/policy/books");
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(books.toPrettyString());
        } else {
            books.forEach(each -> out.println(String.join("  ", each.path("version").asText(),
                    each.path("since").asText(), each.path("digest").asText())));
        }
        out.flush();
        return 0;
    }
}
