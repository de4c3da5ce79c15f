package org.viaduc.cli.demo.ardoise;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.viaduc.cli.demo.local.LocalOptions;
import org.viaduc.cli.demo.local.QuietLog;

/** {@code local ardoise}: runs D44's local case system until it is ended. */
@Command(name = "ardoise", hidden = true, mixinStandardHelpOptions = true, description = "D44's local case system: SOAP 1.1.")
public final class ArdoiseCommand implements Callable<Integer> {
    @Mixin
    private LocalOptions options;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ArdoiseCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        QuietLog.start();
        var ardoise = Ardoise.start(options.settings());
        return options.stay("ardoise", ardoise.port(), ardoise.controlPort(), () -> close(ardoise));
    }

    private static void close(Ardoise ardoise) {
        try {
            ardoise.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Ardoise's database did not close in order", e);
        }
    }
}
