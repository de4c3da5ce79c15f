package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.local.TableLines.TableLine;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Persons who are spread over several lines of a table: what is the person's own stands in each of them, and each brings a row
 * of the other types. Lines of one group stand together; a group of which a line cannot be read is held back as a whole.
 */
final class TableGroups {
    private static final int MOST_LINES = 50_000;

    private final SystemDescription system;
    private final RowType person;
    private final String key;
    private final String together;
    private final SeenNames apart;
    private final Consumer<LocalRecord> records;
    private final BiConsumer<Integer, String> faults;

    private final List<TableLine> lines = new ArrayList<>();
    private String group = "";
    /** The line of the group that cannot be read; 0 when all can. */
    private int hole;
    /** A line that cannot be read and may be the first of the next group. */
    private int before;

    /** @param together the column by which lines stand together. @param apart the groups that do not */
    TableGroups(SystemDescription system, RowType person, String together, SeenNames apart,
            Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {
        this.system = system;
        this.person = person;
        this.key = person.person().orElseThrow();
        this.together = together;
        this.apart = apart;
        this.records = records;
        this.faults = faults;
    }

    void take(TableLine line) {
        var name = line.text(together);
        var fault = !line.fault().isEmpty()
                ? line.fault()
                : name.isEmpty() || line.text(key).isEmpty() ? "the line does not say whose it is" : "";
        if (!fault.isEmpty()) {
            faults.accept(line.number(), fault);
            hole = hole == 0 ? line.number() : hole;
            before = before == 0 ? line.number() : before;
            return;
        }
        if (!name.equals(group)) {
            close();
            group = name;
            hole = before;
        }
        before = 0;
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        } else if (hole == 0) {
            faults.accept(line.number(), "more than " + MOST_LINES + " lines stand together");
            hole = line.number();
        }
    }

    /** Ends the group that is open, if one is. */
    void close() {
        if (!lines.isEmpty()) {
            var persons = new LinkedHashMap<String, List<TableLine>>();
            lines.forEach(line -> persons.computeIfAbsent(line.text(key), id -> new ArrayList<>()).add(line));
            var first = lines.getFirst().number();
            if (apart.has(group)) {
                faults.accept(first, "lines with the same `" + together
                        + "` stand apart from each other in the file, and none of them is taken: sort it by `"
                        + together + "`");
            } else if (hole > 0) {
                faults.accept(first, persons.size() + " files are held back: line " + hole + " cannot be read");
            } else {
                persons.forEach((id, own) -> record(id, own).ifPresent(records));
            }
        }
        lines.clear();
        hole = 0;
    }

    /** Empty, with its fault, when the lines contradict each other. */
    private Optional<LocalRecord> record(String id, List<TableLine> own) {
        var first = own.getFirst();
        for (var line : own) {
            for (var column : person.fields()) {
                if (!line.text(column).equals(first.text(column))) {
                    faults.accept(line.number(), "the line contradicts line " + first.number()
                            + " about the same person in the column `" + column
                            + "`: no line about this person is taken");
                    return Optional.empty();
                }
            }
        }
        var rows = new LinkedHashSet<LocalRow>();
        var said = new LinkedHashMap<LocalRow, LocalRow>();
        rows.add(new LocalRow(person.type(), only(first, person), first.number()));
        for (var line : own) {
            for (var type : system.rows()) {
                var fields = type.equals(person) ? Map.<String, String>of() : only(line, type);
                if (fields.keySet().stream().anyMatch(column -> !person.fields().contains(column))) {
                    said.putIfAbsent(new LocalRow(type.type(), fields, 0),
                            new LocalRow(type.type(), fields, line.number()));
                }
            }
        }
        rows.addAll(said.values());
        var household = person.household().map(first::text).orElse("");
        return Optional.of(new LocalRecord(system.name(), id, household, List.copyOf(rows), List.of()));
    }

    private static Map<String, String> only(TableLine line, RowType type) {
        var fields = new LinkedHashMap<String, String>();
        type.fields().forEach(column -> Optional.ofNullable(line.fields().get(column))
                .ifPresent(value -> fields.put(column, value)));
        return fields;
    }
}
