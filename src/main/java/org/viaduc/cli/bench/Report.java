package org.viaduc.cli.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** The figures of a run, as a table for people or as one JSON array for programs. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {
    }

    static String json(List<Level> levels) {
        ArrayNode rows = JSON.createArrayNode();
        for (var level : levels) {
            rows.addObject().put("concurrency", level.concurrency())
                    .put("exchangesPerSecond", rounded(level.perSecond()))
                    .put("p50Millis", rounded(level.percentileMillis(50)))
                    .put("p95Millis", rounded(level.percentileMillis(95)))
                    .put("p99Millis", rounded(level.percentileMillis(99)))
                    .put("cpuMillisPerExchange", rounded(level.cpuMillis()))
                    .put("databaseCpuMillisPerExchange", rounded(level.databaseCpuMillis()))
                    .put("peakRssMegabytes", level.peakMegabytes());
        }
        return rows.toPrettyString();
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    static String table(List<Level> levels) {
        var table = new StringBuilder(String.format(Locale.ROOT, "%11s %10s %9s %9s %9s %9s %13s %16s %9s%n",
                "concurrency", "exchanges", "per s", "p50 ms", "p95 ms", "p99 ms", "nodes CPU-ms", "database CPU-ms",
                "peak MB"));
        levels.forEach(level -> table.append(String.format(Locale.ROOT,
                "%11d %10d %9.1f %9.1f %9.1f %9.1f %13.2f %16.2f %9d%n", level.concurrency(), level.exchanges(),
                level.perSecond(), level.percentileMillis(50), level.percentileMillis(95), level.percentileMillis(99),
                level.cpuMillis(), level.databaseCpuMillis(), level.peakMegabytes())));
        return table.toString();
    }
}
