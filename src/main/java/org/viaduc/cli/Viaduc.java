package org.viaduc.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

import org.viaduc.cli.demo.LocalCommand;

/** The command line of the gateway. Without an argument it runs the demonstration. */
@Command(name = "viaduc", mixinStandardHelpOptions = true, version = "viaduc 0.1.0", description = "Carries a person's social file across departmental borders, as the law says.", scope = ScopeType.INHERIT, subcommands = {
        DemoCommand.class, ServeCommand.class, MapCommand.class, PolicyCommand.class,
        JournalCommand.class, AuditCommand.class, PersonCommand.class, ExchangeCommand.class, FactCommand.class,
        ConsentCommand.class, TrayCommand.class,
        FollowUpCommand.class, HandOverCommand.class, BreakGlassCommand.class, KeysCommand.class, BenchCommand.class,
        ConnectorCommand.class, HealthCommand.class, LocalCommand.class})
public final class Viaduc {
    private Viaduc() {
    }

    /** Runs a command. @return its exit status */
    public static int run(String... args) {
        var line = new CommandLine(new Viaduc());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("viaduc: " + Failure.words(failure));
            if (System.getenv("VIADUC_TRACE") != null) {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        return line.execute(args.length == 0 ? new String[]{"demo"} : args);
    }
}
