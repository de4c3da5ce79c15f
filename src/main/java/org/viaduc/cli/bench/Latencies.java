package org.viaduc.cli.bench;

import java.util.Arrays;

/** Times in nanoseconds, ascending. */
@SuppressWarnings("ArrayRecordComponent")
record Latencies(long[] nanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    Latencies {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    int count() {
        return nanos.length;
    }

    /** The time that so many per cent did not exceed. */
    double percentileMillis(double percent) {
        var rank = (int) Math.ceil(percent / 100.0 * nanos.length);
        return nanos[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }

    double worstMillis() {
        return nanos[nanos.length - 1] / NANOS_PER_MILLI;
    }

    @Override
    public String toString() {
        return "Latencies[" + nanos.length + "]";
    }
}
