package org.viaduc.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** Two invented systems, one with CSV and households, one with XML and single files. */
public final class Fixture {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    public static final MappingBook BOOK = MappingBook.load(folder());
    public static final Translator TRANSLATOR = new Translator(BOOK, CLOCK);
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private Fixture() {
    }

    public static Path folder() {
        try {
            return Path.of(Fixture.class.getResource("fixture").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of the fixture, to be broken. */
    static Path copyTo(Path folder) {
        try (var files = Files.walk(folder())) {
            for (var file : files.toList()) {
                var to = folder.resolve(folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LocalRow row(String type, String... fieldsAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (var i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new LocalRow(type, fields, 7);
    }

    public static LocalRow person() {
        return row("P", "foyer", "12", "num", "9", "nom", "Le Goff", "prenoms", "Anne-Marie Louise", "ne", "29/02/2016",
                "sexe", "F", "sit", "C");
    }

    public static LocalRow home() {
        return row("F", "foyer", "12", "rue", "3, rue des Lilas", "ville", "Saint-Malo", "secret", "N");
    }

    public static LocalRecord record(LocalRow... rows) {
        return new LocalRecord("maison", "9", "12", List.of(rows), List.of());
    }

    static Translation translate(LocalRow... rows) {
        return TRANSLATOR.translate(record(rows));
    }

    static LocalBatch read(String system, String text) {
        return read(system, text.getBytes(system.equals("maison") ? WINDOWS : StandardCharsets.UTF_8));
    }

    static LocalBatch read(String system, byte[] bytes) {
        try {
            return LocalFormat.of(BOOK.system(system)).read(new ByteArrayInputStream(bytes), "drop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(CommonRecord record, Kind kind, String path) {
        return record.of(kind).findFirst().flatMap(piece -> piece.resource().text(FieldPath.of(path))).orElse("");
    }

    public static int filled(LocalRecord record) {
        return record.rows().stream().mapToInt(
                row -> (int) row.fields().values().stream().filter(value -> !value.isBlank()).count()).sum();
    }

    public static int leaves(CommonRecord record) {
        return record.pieces().stream().mapToInt(piece -> piece.resource().reading().rest().size()).sum();
    }
}
