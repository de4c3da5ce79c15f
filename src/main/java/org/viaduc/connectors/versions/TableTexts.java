package org.viaduc.connectors.versions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.viaduc.connectors.versions.Difference.TableChange;

/** How the files of two versions differ, line by line, in the words in which they are written; comments and versions aside. */
final class TableTexts {
    private TableTexts() {
    }

    static List<TableChange> compare(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<TableChange>();
        var files = new TreeSet<>(before.keySet());
        files.addAll(after.keySet());
        files.forEach(file -> lines(file, before.getOrDefault(file, ""), after.getOrDefault(file, ""), changes));
        return changes;
    }

    private static void lines(String file, String before, String after, List<TableChange> changes) {
        var gone = new ArrayList<>(said(before));
        var come = new ArrayList<>(said(after));
        for (var line : List.copyOf(gone)) {
            if (come.remove(line)) {
                gone.remove(line);
            }
        }
        var byKey = gone.stream().collect(
                Collectors.toMap(line -> key(file, line), line -> line, (one, other) -> one, LinkedHashMap::new));
        for (var line : come) {
            var old = byKey.remove(key(file, line));
            if (old != null) {
                gone.remove(old);
            }
            changes.add(new TableChange(file, old == null ? "added" : "changed", old == null ? "" : old, line));
        }
        gone.forEach(line -> changes.add(new TableChange(file, "removed", line, "")));
    }

    private static List<String> said(String text) {
        return text.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("version:")).toList();
    }

    /** What the line is about: the local word of a code table, the key of a table's line. */
    private static String key(String file, String line) {
        var end = line.indexOf(file.endsWith(".csv") ? ';' : ':');
        return end < 0 ? line : line.substring(0, end);
    }
}
