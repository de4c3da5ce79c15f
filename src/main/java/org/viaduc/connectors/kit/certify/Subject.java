package org.viaduc.connectors.kit.certify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.viaduc.connectors.kit.Example;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * A system's mapping that is tried, with its examples as records.
 *
 * @param unread the examples of which something cannot be read, and what is said of it
 */
record Subject(String system, Path folder, MappingBook book, Translator translator, LocalFormat format,
        MappingTables tables, Map<Example, LocalRecord> examples, Map<Example, List<Fault>> unread) {

    /** @throws org.viaduc.mapping.MappingFaults when the mapping cannot even be loaded */
    static Subject of(String system, Path folder) throws IOException {
        var book = MappingBook.ofSystem(system, folder);
        var format = LocalFormat.of(book.system(system));
        var examples = new LinkedHashMap<Example, LocalRecord>();
        var unread = new LinkedHashMap<Example, List<Fault>>();
        for (var example : Example.of(folder)) {
            try (var in = Files.newInputStream(example.local())) {
                var batch = format.read(in, example.local().getFileName().toString());
                batch.records().stream().findFirst().ifPresent(record -> examples.put(example, record));
                if (!batch.faults().isEmpty() || batch.records().isEmpty()) {
                    unread.put(example, batch.faults());
                }
            }
        }
        return new Subject(system, folder, book, new Translator(book), format,
                MappingTables.read(folder, system, book), examples, unread);
    }

    SystemDescription description() {
        return book.system(system);
    }

    LocalBatch read(byte[] file) throws IOException {
        return format.read(new ByteArrayInputStream(file), "file");
    }

    /** The bytes of the first example. */
    byte[] bytes() throws IOException, Trying.NothingToTry {
        if (examples.isEmpty()) {
            throw noExample();
        }
        return Files.readAllBytes(examples.keySet().iterator().next().local());
    }

    private Trying.NothingToTry noExample() {
        return new Trying.NothingToTry("il n'y a pas d'exemple sous mappings/" + system + "/examples",
                "there is no example below mappings/" + system + "/examples");
    }

    /** The same; nothing where there is no example, in which case nobody asks. */
    byte[] bytesOrNone() throws IOException {
        return examples.isEmpty() ? new byte[0] : Files.readAllBytes(examples.keySet().iterator().next().local());
    }

    LocalRecord first() throws Trying.NothingToTry {
        return examples.values().stream().findFirst().orElseThrow(this::noExample);
    }

    /**
     * An example's record with one row of that type changed; where no example has such a row, one with its keys alone is
     * added first.
     */
    LocalRecord with(String type, Consumer<Map<String, String>> change) throws Trying.NothingToTry {
        var record = examples.values().stream().filter(each -> row(each, type).isPresent()).findFirst().orElse(first());
        var rows = new ArrayList<>(record.rows());
        var old = row(record, type);
        var fields = new LinkedHashMap<>(old.map(LocalRow::fields).orElseGet(() -> keys(type, record)));
        change.accept(fields);
        fields.values().removeIf(String::isBlank);
        var changed = new LocalRow(type, fields, old.map(LocalRow::line).orElse(0));
        old.ifPresentOrElse(row -> rows.set(rows.indexOf(row), changed), () -> rows.add(changed));
        return new LocalRecord(record.system(), record.localId(), record.household(), rows, record.attachments());
    }

    static Optional<LocalRow> row(LocalRecord record, String type) {
        return record.rows().stream().filter(row -> row.type().equals(type)).findFirst();
    }

    /**
     * As much of the word's end as the field has room for; empty when nothing of it may stand there, because the reader holds
     * such a line to be unreadable.
     */
    Optional<String> fitting(String row, String field, String word) {
        var form = description().row(row).map(type -> type.forms().get(field)).orElse(null);
        if (!(form instanceof Form.Span span) || span.goesOn() > 0) {
            return Optional.of(word);
        }
        var end = word.substring(Math.max(0, word.length() - span.length())).strip();
        return switch (span.holds()) {
            case TEXT -> Optional.of(end).filter(text -> !text.isEmpty() && !text.equals(span.empty()));
            case DIGITS, DAY -> Optional.of(word).filter(
                    text -> text.length() == span.length() && text.matches("\\d+") && !text.matches("0+"));
            case CENTS, NISS -> Optional.empty();
        };
    }

    private Map<String, String> keys(String type, LocalRecord record) {
        var keys = new LinkedHashMap<String, String>();
        description().row(type).ifPresent(row -> {
            row.household().ifPresent(field -> keys.put(field, record.household()));
            row.person().ifPresent(field -> keys.put(field, record.localId()));
        });
        return keys;
    }

    /** How many fields of the record hold something. */
    static int filled(LocalRecord record) {
        return record.rows().stream()
                .mapToInt(row -> (int) row.fields().values().stream().filter(value -> !value.isBlank()).count()).sum();
    }
}
