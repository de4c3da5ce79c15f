package org.viaduc.cli.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * What was measured at one concurrency.
 *
 * @param span     from the first arrival to the last final receipt
 * @param latencies one for each exchange, in nanoseconds, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record Level(int concurrency, Duration span, long[] latencies, Duration nodesCpu, Duration databasesCpu,
        long peakMegabytes) {
    private static final double NANOS_PER_MILLI = 1e6;

    Level {
        latencies = latencies.clone();
        Arrays.sort(latencies);
    }

    int exchanges() {
        return latencies.length;
    }

    double perSecond() {
        return exchanges() * 1e9 / span.toNanos();
    }

    /** The latency that so many per cent did not exceed. */
    double percentileMillis(int percent) {
        var rank = (int) Math.ceil(percent / 100.0 * latencies.length);
        return latencies[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }

    double cpuMillis() {
        return nodesCpu.toNanos() / NANOS_PER_MILLI / exchanges();
    }

    double databaseCpuMillis() {
        return databasesCpu.toNanos() / NANOS_PER_MILLI / exchanges();
    }

    @Override
    public String toString() {
        return "Level[" + concurrency + "]";
    }
}
