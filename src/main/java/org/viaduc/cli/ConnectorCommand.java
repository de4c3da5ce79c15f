package org.viaduc.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Connects a local system: a new connector from a sample, its certificate, its health. */
@Command(name = "connector", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = {
        "Raccorde un système local : échantillon, certification, état.",
        "Connects a local system: from a sample, certified, watched."}, subcommands = {ConnectorNew.class,
                ConnectorTest.class, ConnectorList.class, ConnectorVersions.class, ConnectorDiff.class,
                ConnectorSwitch.class,
                ConnectorRollback.class,
                ConnectorReload.class})
final class ConnectorCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: "
                + String.join(", ", spec.subcommands().keySet().stream().map(name -> "connector " + name).toList()));
    }
}
