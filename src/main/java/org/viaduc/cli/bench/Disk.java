package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How often the disk below a folder makes 1 kB durable in a second, one after the other: the yardstick of the same run. */
final class Disk {
    private static final Duration SPAN = Duration.ofSeconds(1);
    private static final int BYTES = 1024;

    private Disk() {
    }

    static long flushesPerSecond(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "flush", ".bin");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var block = ByteBuffer.allocate(BYTES);
            var start = System.nanoTime();
            var end = start + SPAN.toNanos();
            var flushes = 0L;
            while (System.nanoTime() < end) {
                channel.write(block.rewind());
                channel.force(false);
                flushes++;
            }
            return Math.round(flushes * 1e9 / (System.nanoTime() - start));
        } finally {
            Files.delete(file);
        }
    }
}
