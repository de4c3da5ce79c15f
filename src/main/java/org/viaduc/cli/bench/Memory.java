package org.viaduc.cli.bench;

import java.lang.management.ManagementFactory;

/** What this process holds on to. */
final class Memory {
    private Memory() {
    }

    /** What is still in use after everything that is not was collected, in MB. */
    static double liveMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
