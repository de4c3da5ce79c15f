package org.viaduc.cli.demo.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Option;

import org.viaduc.cli.demo.population.Population;

/** The options that both local systems take. */
public final class LocalOptions {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Where it keeps everything.")
    private Path folder;
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where the door to the gateway listens.")
    private String host;
    @Option(names = "--port", defaultValue = "0", description = "Of the door to the gateway; 0 chooses.")
    private int port;
    @Option(names = "--control-port", defaultValue = "0", description = "Of its control; 0 chooses.")
    private int controlPort;
    @Option(names = "--seed", defaultValue = "" + Population.SEED, description = "Of the invented population.")
    private long seed;
    @Option(names = "--today", paramLabel = "DATE", description = "Pretends that it starts on this day.")
    private Optional<LocalDate> today = Optional.empty();
    @Option(names = "--empty", description = "Starts without the invented population.")
    private boolean empty;
    @Option(names = "--only-acknowledge", description = "Keeps nothing of what is delivered, for load tests.")
    private boolean acknowledging;
    @Option(names = "--end-with-parent", description = "Ends when the process that started it ends.")
    private boolean endWithParent;

    public LocalSettings settings() {
        return new LocalSettings(folder, host, port, controlPort, !empty, seed, acknowledging, clock());
    }

    /**
     * Says on standard output, in one line, that the program listens, and then stays until the process is ended; what
     * is given is closed on the way out.
     */
    public int stay(String what, int port, int control, Runnable close) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(close));
        System.out.println("READY " + what + " port=" + port + " control=" + control);
        System.out.flush();
        var end = new CountDownLatch(1);
        if (endWithParent) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(end::countDown));
        }
        end.await();
        return 0;
    }

    private Clock clock() {
        var real = Clock.system(PARIS);
        return today.map(day -> Clock.offset(real,
                Duration.ofDays(day.toEpochDay() - LocalDate.now(real).toEpochDay()))).orElse(real);
    }
}
