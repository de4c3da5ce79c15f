package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.mapping.SystemDescription;

/**
 * What a system's mapping files say of codes and dates: which fields are read with which, and on which rows. The files have
 * been checked when they are read here.
 */
record MappingTables(List<Coded> coded, List<Dated> dated, Map<String, Day> days, Map<String, List<CodeLine>> codes) {

    /** A field that is read with a code table, in rows that fulfil the conditions. @param fact whether it is a fact's word */
    record Coded(String row, String field, String table, List<When> when, boolean fact) {}

    /** A field that is read as a date. @param fact whether it is a fact's day */
    record Dated(String row, String field, String format, List<When> when, boolean fact) {}

    /** The field whose day chooses the lines of code tables. */
    record Day(String field, String format) {}

    /** One line of a code table. @param place file and line */
    record CodeLine(String place, String local, String common, Optional<LocalDate> from, Optional<LocalDate> until) {}

    /** A condition on a row: the field has one of the words, none of them, or anything, or nothing. */
    record When(String field, List<String> in, List<String> not, Optional<Boolean> filled) {
        /** Whether a row whose field has this word can be one. */
        boolean allows(String word) {
            return (in.isEmpty() || in.contains(word)) && !not.contains(word) && filled.orElse(true);
        }

        /** Makes the row one. */
        void fulfil(Map<String, String> row) {
            if (!in.isEmpty() && !in.contains(row.getOrDefault(field, ""))) {
                row.put(field, in.getFirst());
            } else if (filled.isPresent() && !filled.get() || not.contains(row.getOrDefault(field, ""))) {
                row.remove(field);
            } else if (filled.orElse(false)) {
                row.putIfAbsent(field, "1");
            }
        }
    }

    static MappingTables read(Path folder, SystemDescription system) throws IOException {
        var tables = new MappingTables(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
        for (var row : system.rows()) {
            var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
            if (new Load(settings).loadFromString(
                    Files.readString(folder.resolve(row.name() + ".yaml"))) instanceof Map<?, ?> file) {
                tables.row(row.type(), file);
            }
        }
        var codes = folder.resolve("codes");
        if (Files.isDirectory(codes)) {
            try (var files = Files.list(codes)) {
                for (var file : files.sorted().toList()) {
                    tables.codes.put(file.getFileName().toString().replaceFirst("\\.csv$", ""), lines(file));
                }
            }
        }
        return tables;
    }

    private void row(String type, Map<?, ?> file) {
        for (var block : list(file.get("pieces"))) {
            var when = conditions(block.get("when"));
            list(block.get("fields")).forEach(line -> line(type, line, when, false));
        }
        for (var fact : list(file.get("facts"))) {
            var when = conditions(fact.get("when"));
            if (fact.get("on") instanceof Map<?, ?> on) {
                line(type, on, when, true);
            }
            if (fact.get("fields") instanceof Map<?, ?> fields) {
                fields.values().stream().filter(Map.class::isInstance).map(Map.class::cast)
                        .forEach(line -> line(type, line, when, true));
            }
        }
        if (file.get("day") instanceof String day) {
            dated.stream().filter(each -> each.row.equals(type) && each.field.equals(day)).findFirst()
                    .ifPresent(each -> days.put(type, new Day(day, each.format)));
        }
    }

    private void line(String type, Map<?, ?> line, List<When> when, boolean fact) {
        if (!(line.get("local") instanceof String field)) {
            return;
        }
        if (line.get("codes") instanceof String table) {
            coded.add(new Coded(type, field, table, when, fact));
        }
        if (line.get("format") instanceof String format && format.startsWith("date ")) {
            dated.add(new Dated(type, field, format, when, fact));
        }
    }

    private static List<When> conditions(Object when) {
        var found = new ArrayList<When>();
        for (var each : when instanceof Map<?, ?> one ? List.<Map<?, ?>>of(one) : list(when)) {
            var in = new ArrayList<>(words(each.get("is")));
            in.addAll(words(each.get("in")));
            found.add(new When(String.valueOf(each.get("field")), in, words(each.get("not")),
                    Optional.ofNullable(each.get("filled")).map(filled -> Boolean.valueOf(filled.toString()))));
        }
        return found;
    }

    private static List<String> words(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : value == null ? List.of() : List.of(value.toString());
    }

    private static List<Map<?, ?>> list(Object value) {
        var found = new ArrayList<Map<?, ?>>();
        if (value instanceof List<?> list) {
            list.stream().filter(Map.class::isInstance).forEach(each -> found.add((Map<?, ?>) each));
        }
        return found;
    }

    private static List<CodeLine> lines(Path file) throws IOException {
        var found = new ArrayList<CodeLine>();
        var lines = Files.readAllLines(file);
        for (var i = 0; i < lines.size(); i++) {
            var cells = lines.get(i).split(";", -1);
            if (!lines.get(i).startsWith("#") && cells.length == 5 && !cells[0].equals("local")
                    && !cells[1].strip().equals("*")) {
                found.add(
                        new CodeLine("codes/" + file.getFileName() + ":" + (i + 1), cells[0].strip(), cells[1].strip(),
                                day(cells[3]), day(cells[4])));
            }
        }
        return found;
    }

    private static Optional<LocalDate> day(String cell) {
        return cell.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(cell.strip()));
    }
}
