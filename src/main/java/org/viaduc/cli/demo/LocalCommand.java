package org.viaduc.cli.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.viaduc.cli.demo.ardoise.ArdoiseCommand;
import org.viaduc.cli.demo.solidor.SolidorCommand;

/** {@code local solidor} and {@code local ardoise}: the demonstration's two local case systems, one program each. */
@Command(name = "local", hidden = true, description = "A local case system of the demonstration.", mixinStandardHelpOptions = true, subcommands = {
        SolidorCommand.class, ArdoiseCommand.class})
public final class LocalCommand {
    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalCommand()).execute(args));
    }
}
