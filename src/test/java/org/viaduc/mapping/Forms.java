package org.viaduc.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** Invented systems, one for each form in which files come that {@link Fixture} does not have. */
public final class Forms {
    public static final MappingBook BOOK = MappingBook.load(folder());
    public static final Translator TRANSLATOR = new Translator(BOOK, Fixture.CLOCK);

    private Forms() {
    }

    private static Path folder() {
        try {
            return Path.of(Forms.class.getResource("forms").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static LocalBatch read(String system, String text) {
        return read(system, text.getBytes(BOOK.system(system).wire().charset()));
    }

    public static LocalBatch read(String system, byte[] bytes) {
        try {
            return LocalFormat.of(BOOK.system(system)).read(new ByteArrayInputStream(bytes), "drop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record as the system would be given it, once it has been through common terms. */
    public static byte[] thereAndBack(LocalRecord record) {
        var back = TRANSLATOR.back(TRANSLATOR.translate(record).record(), record.system());
        return LocalFormat.of(BOOK.system(record.system())).write(back);
    }

    public static List<LocalRow> rows(LocalBatch batch, int record, String type) {
        return batch.records().get(record).rows().stream().filter(row -> row.type().equals(type)).toList();
    }
}
