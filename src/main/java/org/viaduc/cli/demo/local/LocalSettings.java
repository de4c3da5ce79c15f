package org.viaduc.cli.demo.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

/**
 * How one local system is to run.
 *
 * @param folder      its storage; made when missing, kept between runs
 * @param host        where its door listens; its control listens on the loopback address in any case
 * @param port        of its door to the gateway; 0 chooses a free one
 * @param controlPort of its control; 0 chooses a free one
 * @param populated   whether an empty storage is filled with the invented population
 * @param seed        of that population
 * @param acknowledging whether deliveries are only acknowledged and nothing of them is kept, for load tests
 * @param clock       in the department's zone
 */
public record LocalSettings(Path folder, String host, int port, int controlPort, boolean populated, long seed,
        boolean acknowledging, Clock clock) {
    /** On this machine only. */
    public LocalSettings(Path folder, int port, int controlPort, boolean populated, long seed, boolean acknowledging,
            Clock clock) {
        this(folder, "127.0.0.1", port, controlPort, populated, seed, acknowledging, clock);
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }
}
