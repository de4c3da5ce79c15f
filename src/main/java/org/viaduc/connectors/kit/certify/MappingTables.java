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

import org.viaduc.mapping.FieldUse;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.format.Format;

/**
 * What a system's mapping files say of codes and dates: which fields are read with which, and on which rows. The files have
 * been checked when they are read here.
 */
record MappingTables(List<Coded> coded, List<Dated> dated, List<Numbered> numbers, Map<String, Day> days,
        Map<String, List<CodeLine>> codes) {

    private static final List<Format> NUMBERS = List.of(Format.of("nir"), Format.of("niss"));

    /** A field that is read with a code table, in rows that fulfil the conditions. @param fact whether it is a fact's word */
    record Coded(String row, String field, String table, List<When> when, boolean fact) {}

    /** A field that is read as a date. @param fact whether it is a fact's day */
    record Dated(String row, String field, Format format, List<When> when, boolean fact) {}

    /** A field that is read as a person's number with check digits. */
    record Numbered(String row, String field, Format format) {
        String name() {
            return "`" + row + "." + field + "`";
        }
    }

    /** The field whose day chooses the lines of code tables. */
    record Day(String field, Format format) {}

    /** One line of a code table. @param place file and line */
    record CodeLine(String place, String local, String common, Optional<LocalDate> from, Optional<LocalDate> until) {}

    /** A condition on a row: the field has one of the words, none of them, or anything, or nothing. */
    record When(String field, List<String> in, List<String> not, Optional<Boolean> filled) {
        static When of(FieldUse.Asked asked) {
            return new When(asked.field(), asked.asked() ? asked.words() : List.of(),
                    asked.asked() ? List.of() : asked.words(),
                    asked.words().isEmpty() ? Optional.of(asked.asked()) : Optional.empty());
        }

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

    static MappingTables read(Path folder, String system, MappingBook book) throws IOException {
        var tables = new MappingTables(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>(),
                new HashMap<>());
        for (var use : book.uses(system)) {
            var when = use.when().stream().map(When::of).toList();
            use.table().ifPresentOrElse(
                    table -> tables.coded.add(new Coded(use.row(), use.field(), table, when, use.fact())), () -> {
                        if (isDay(use.format())) {
                            tables.dated.add(new Dated(use.row(), use.field(), use.format(), when, use.fact()));
                        } else if (NUMBERS.contains(use.format())) {
                            tables.numbers.add(new Numbered(use.row(), use.field(), use.format()));
                        }
                    });
        }
        book.days(system).forEach(day -> tables.days.put(day.row(), new Day(day.field(), day.format())));
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

    private static boolean isDay(Format format) {
        return format.saysDay() && format.toLocal("2026-11-23").length() > 0
                && format.toCommon(format.toLocal("2026-11-23")).equals("2026-11-23");
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
