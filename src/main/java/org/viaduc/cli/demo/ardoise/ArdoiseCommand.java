package org.viaduc.cli.demo.ardoise;

import picocli.CommandLine.Command;

@Command(name = "ardoise", hidden = true)
public final class ArdoiseCommand {
}
