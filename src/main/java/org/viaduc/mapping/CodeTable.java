package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Local words and the common codes they stand for, each line with the days on which it holds. A record is read with the
 * lines of its own day; without a day, with the lines that came last.
 */
public final class CodeTable {
    private static final String HEADER = "local;common;display;valid-from;valid-to";
    private static final String ANY = "*";

    private final String name;
    private final Map<String, List<Line>> byLocal = new HashMap<>();
    private final Map<String, List<Line>> byCommon = new HashMap<>();

    /**
     * One line.
     *
     * @param until the last day
     */
    record Line(String local, String common, String display, LocalDate from, LocalDate until) {
        boolean holdsOn(Optional<LocalDate> day) {
            return day.isEmpty() || !day.get().isBefore(from) && !day.get().isAfter(until);
        }

        boolean overlaps(Line other) {
            return !from.isAfter(other.until) && !other.from.isAfter(until);
        }
    }

    private CodeTable(String name) {
        this.name = name;
    }

    /** Reads a table; what is wrong becomes a fault with its line. */
    static CodeTable read(Path path, String shown, Faults faults) {
        var table = new CodeTable(path.getFileName().toString().replaceFirst("\\.csv$", ""));
        try {
            var lines = Files.readAllLines(path);
            var header = false;
            for (var i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (header) {
                    table.add(line.split(";", -1), shown, i + 1, faults);
                } else {
                    header = true;
                    if (!line.strip().equals(HEADER)) {
                        faults.add(shown, i + 1, "the header is `" + HEADER + "`");
                    }
                }
            }
            if (table.byLocal.isEmpty()) {
                faults.add(shown, 1, "the table has no line");
            }
        } catch (IOException e) {
            faults.add(shown, 1, "cannot be read as UTF-8 text");
        }
        return table;
    }

    private void add(String[] cells, String shown, int at, Faults faults) {
        if (cells.length != 5) {
            faults.add(shown, at, "a line has 5 cells, this one " + cells.length);
            return;
        }
        if (cells[0].isBlank() || cells[1].isBlank()) {
            faults.add(shown, at, "the local word or the common code is missing");
            return;
        }
        try {
            var line = new Line(cells[0].strip(), cells[1].strip(), cells[2].strip(),
                    cells[3].isBlank() ? LocalDate.MIN : LocalDate.parse(cells[3].strip()),
                    cells[4].isBlank() ? LocalDate.MAX : LocalDate.parse(cells[4].strip()));
            if (line.until.isBefore(line.from)) {
                faults.add(shown, at, "valid-to is before valid-from");
            }
            var same = byLocal.computeIfAbsent(line.local, word -> new ArrayList<>());
            if (same.stream().anyMatch(other -> other.common.equals(line.common) && other.overlaps(line))) {
                faults.add(shown, at, "`" + line.local + "` and `" + line.common + "` stand together twice on one day");
            }
            same.add(line);
            byCommon.computeIfAbsent(line.common, code -> new ArrayList<>()).add(line);
        } catch (DateTimeException e) {
            faults.add(shown, at, "a day is written as 2026-11-01");
        }
    }

    public String name() {
        return name;
    }

    /** The common code of a local word, among the lines that hold on the day. */
    Optional<Line> common(String local, Optional<LocalDate> day) {
        var lines = byLocal.get(local);
        if (lines == null) {
            return Optional.empty();
        }
        var found = chosen(lines, day);
        return found != null && found.common.equals(ANY) ? Optional.empty() : Optional.ofNullable(found);
    }

    /** The local word of a common code, among the lines that hold on the day; a line for any other code comes last. */
    Optional<Line> local(String common, Optional<LocalDate> day) {
        var found = chosen(byCommon.getOrDefault(common, List.of()), day);
        return Optional.ofNullable(found != null ? found : chosen(byCommon.getOrDefault(ANY, List.of()), day));
    }

    /** True when the local word's line does not lead back to it. */
    boolean isCoarse(Line line, Optional<LocalDate> day) {
        return local(line.common, day).filter(back -> back.local.equals(line.local)).isEmpty();
    }

    /** True when the common code, once in this line's local word, would not come out again. */
    boolean isCoarseBack(Line line, String common, Optional<LocalDate> day) {
        return common(line.local, day).filter(out -> out.common.equals(common)).isEmpty();
    }

    List<Line> lines() {
        return byLocal.values().stream().flatMap(List::stream).toList();
    }

    private static Line chosen(List<Line> lines, Optional<LocalDate> day) {
        Line best = null;
        for (var line : lines) {
            if (line.holdsOn(day) && (best == null || day.isEmpty() && line.from.isAfter(best.from))) {
                best = line;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return "CodeTable[" + name + "]";
    }
}
