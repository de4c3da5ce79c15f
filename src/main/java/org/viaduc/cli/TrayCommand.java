package org.viaduc.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What waits at a running node, and a person's word on it. */
@Command(name = "tray", description = "Lists what waits at a running node, and settles it.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        TrayList.class, TrayCommand.Resolve.class, TrayCommand.Retry.class, TrayCommand.Release.class,
        TrayCommand.Discard.class, TrayCommand.Done.class, TrayCommand.Accept.class, TrayCommand.Refuse.class})
final class TrayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "resolve", mixinStandardHelpOptions = true, description = "Says who a parked file is about; the journey goes on.")
    static final class Resolve implements Callable<Integer> {
        @Mixin
        private TrayItem item;
        @Parameters(index = "1", paramLabel = "PERSON", description = "a candidate's pseudonym, or `new`")
        private String person;

        @Override
        public Integer call() throws IOException {
            return item.say("resolution", Map.of("person", person));
        }
    }

    @Command(name = "done", mixinStandardHelpOptions = true, description = "Says that an obligation of an exchange is met.")
    static final class Done implements Callable<Integer> {
        @Mixin
        private TrayItem item;
        @Parameters(index = "1", paramLabel = "CODE", description = "the obligation, as inform-parents")
        private String code;

        @Override
        public Integer call() throws IOException {
            return item.say("done", Map.of("code", code));
        }
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Tries again what failed and was parked.")
    static final class Retry implements Callable<Integer> {
        @Mixin
        private TrayItem item;

        @Override
        public Integer call() throws IOException {
            return item.say("retry");
        }
    }

    @Command(name = "accept", mixinStandardHelpOptions = true, description = "Has a delivery go on although more is lost in it than the connector's budget allows.")
    static final class Accept implements Callable<Integer> {
        @Mixin
        private TrayItem item;

        @Override
        public Integer call() throws IOException {
            return item.say("acceptance");
        }
    }

    @Command(name = "refuse", mixinStandardHelpOptions = true, description = "Refuses what loses more than the connector's budget allows, waits behind a connector that is there no more, or goes to a department to which nothing can go: a collected file waits for a change, a delivery has failed, what was to leave stays withheld.")
    static final class Refuse implements Callable<Integer> {
        @Mixin
        private TrayItem item;

        @Override
        public Integer call() throws IOException {
            return item.say("refusal");
        }
    }

    @Command(name = "release", mixinStandardHelpOptions = true, description = "Lets a fund's answer in quarantine count as a fact; a named officer of child protection only.")
    static final class Release implements Callable<Integer> {
        @Mixin
        private TrayItem item;

        @Override
        public Integer call() throws IOException {
            return item.say("release");
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Shreds a fund's answer in quarantine; a named officer of child protection only.")
    static final class Discard implements Callable<Integer> {
        @Mixin
        private TrayItem item;

        @Override
        public Integer call() throws IOException {
            return item.say("discard");
        }
    }
}
