package org.viaduc.cli.demo;

import java.io.IOException;
import java.time.Duration;

/** Waits a moment before asking again. */
final class Pause {
    private Pause() {
    }

    static void of(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the demonstration was interrupted", e);
        }
    }
}
