package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What processes have used of this machine so far, from {@code /proc}; elsewhere from the platform, without memory. */
final class Usage {
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private Usage() {
    }

    /** Processor time of one process alone. */
    static Duration cpu(long pid) throws IOException {
        return ticks(pid, false);
    }

    /** Processor time of a process with all its children, those that have ended too. @param without one that is left out */
    static Duration treeCpu(long root, long without) throws IOException {
        var all = ticks(root, true);
        var children = ProcessHandle.of(root).map(ProcessHandle::descendants).orElse(Stream.empty())
                .map(ProcessHandle::pid).filter(pid -> pid != without).toList();
        for (var child : children) {
            all = all.plus(ticks(child, true));
        }
        return all;
    }

    /** The most memory that the processes held, each at its own worst moment, in MB; 0 where the platform does not say. */
    static long peakMegabytes(List<Long> pids) throws IOException {
        var kilobytes = 0L;
        for (var pid : pids) {
            var status = Path.of("/proc", String.valueOf(pid), "status");
            if (Files.exists(status)) {
                kilobytes += Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
            }
        }
        return kilobytes / 1024;
    }

    private static Duration ticks(long pid, boolean endedChildrenToo) throws IOException {
        var stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
        }
        try {
            var text = Files.readString(stat);
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            var last = endedChildrenToo ? CHILDREN_SYSTEM_TIME : USER_TIME + 1;
            var ticks = 0L;
            for (var field = USER_TIME; field <= last; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofMillis(ticks * MILLIS_PER_TICK);
        } catch (NoSuchFileException ended) {
            return Duration.ZERO;
        }
    }
}
