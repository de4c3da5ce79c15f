package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVRecord;

/** Reads {@code LIVRAISON_<exchange id>.csv}: lines as in a drop, about one person, with {@code M} for the others. */
final class DeliveryFile {
    private static final Pattern NAME = Pattern.compile("LIVRAISON_([0-9a-f-]{36})\\.csv", Pattern.CASE_INSENSITIVE);

    private DeliveryFile() {
    }

    /** What could not be read, with its place; never what stands there. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    /** The exchange that a file's name tells; empty for any other name. */
    static Optional<String> exchange(Path file) {
        var found = NAME.matcher(file.getFileName().toString());
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static List<Row> read(Path file) throws IOException, Unreadable {
        var headers = new HashMap<String, List<String>>();
        var rows = new ArrayList<Row>();
        try (var reader = new InputStreamReader(Files.newInputStream(file), DropFile.WINDOWS.newDecoder());
                var parser = DropFile.FORMAT.parse(reader)) {
            for (var record : parser) {
                read(record, headers).ifPresent(rows::add);
            }
        } catch (CharacterCodingException e) {
            throw new Unreadable("is not windows-1252");
        } catch (UncheckedIOException e) {
            throw new Unreadable("is no CSV: a quoted field does not end");
        }
        if (rows.stream().filter(row -> row.line() == Line.P && !row.member()).count() != 1) {
            throw new Unreadable("must have exactly one line P");
        }
        return rows;
    }

    private static Optional<Row> read(CSVRecord record, Map<String, List<String>> headers) throws Unreadable {
        var header = record.get(0).startsWith("#");
        var type = header ? record.get(0).substring(1) : record.get(0);
        var line = Line.of(type).orElseThrow(() -> at(record, "this type of line is unknown"));
        var cells = record.stream().skip(1).toList();
        if (header) {
            if (!line.fields().containsAll(cells)) {
                throw at(record, "the header names a column that `" + line.table() + "` does not have");
            }
            headers.put(type, cells);
            return Optional.empty();
        }
        var fields = headers.getOrDefault(type, headers.getOrDefault(line.name(), line.fields(false)));
        if (cells.size() > fields.size()) {
            throw at(record, "there are more fields than the header has");
        }
        var row = Row.of(line, fields, cells.stream().map(cell -> cell.replace("\r\n", "\n")).toList());
        return Optional.of(type.equals("M") ? row.ofAnotherMember() : row);
    }

    private static Unreadable at(CSVRecord record, String reason) {
        return new Unreadable("record " + record.getRecordNumber() + ": " + reason);
    }
}
