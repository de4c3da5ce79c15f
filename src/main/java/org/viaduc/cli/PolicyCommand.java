package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads, tries and proves the rule book; most of it needs no node. */
@Command(name = "policy", description = "The rule book: check it, decide one case, test a folder of cases, see what another would change.", mixinStandardHelpOptions = true, subcommands = {
        PolicyCheck.class, PolicyDecide.class, PolicyExplain.class, PolicyCases.class, PolicyDiff.class,
        PolicyHistory.class})
public final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Say which: policy check, policy decide, policy explain, policy test, policy diff or policy history.");
    }

    static String why(IOException e) {
        return e instanceof NoSuchFileException ? "it does not exist" : oneLine(String.valueOf(e.getMessage()));
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
