package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.viaduc.cli.demo.local.LocalOptions;
import org.viaduc.cli.demo.local.QuietLog;

/** {@code local solidor}: runs D35's local case system until it is ended. */
@Command(name = "solidor", hidden = true, mixinStandardHelpOptions = true, description = "D35's local case system: CSV over SFTP.")
public final class SolidorCommand implements Callable<Integer> {
    @Mixin
    private LocalOptions options;
    @Option(names = "--with-pdf", description = "Lines O of a drop have a last column `pdf`, in base64.")
    private boolean withPdf;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SolidorCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        QuietLog.start();
        var solidor = Solidor.start(options.settings(), withPdf);
        return options.stay("solidor", solidor.port(), solidor.controlPort(), () -> close(solidor));
    }

    private static void close(Solidor solidor) {
        try {
            solidor.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Solidor did not close in order", e);
        } catch (SQLException e) {
            throw new IllegalStateException("Solidor's database did not close in order", e);
        }
    }
}
