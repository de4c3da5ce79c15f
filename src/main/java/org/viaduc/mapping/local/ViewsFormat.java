package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Rows of views of a database. A door reads and writes the rows themselves; as a file, to be looked at, they are lines of
 * several types with a header each, in UTF-8.
 */
public final class ViewsFormat implements LocalFormat {
    private static final Wire.Csv AS_FILE = new Wire.Csv(StandardCharsets.UTF_8, ';', "\n", "#");

    private final SystemDescription system;
    private final CsvFormat file;

    /** @throws IllegalArgumentException when the system does not show views */
    public ViewsFormat(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Views)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not show views");
        }
        this.system = system;
        this.file = new CsvFormat(system, AS_FILE);
    }

    @Override
    public String system() {
        return system.name();
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public void read(InputStream in, String source, Consumer<LocalRecord> records, Consumer<Fault> faults)
            throws IOException {
        file.read(in, source, records, faults);
    }

    /**
     * Splits the rows of one household, or of one person where the system knows no households, into one record per person.
     *
     * @param rows   in the order of the system's row types; a document as Base64. Their lines are not used
     * @param source names the call in messages; never a person's data
     */
    public void read(List<LocalRow> rows, String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
        var households = new Households(system, records, (line, reason) -> faults
                .accept(new Fault(line < 1 ? source : source + ":" + place(rows, line), reason)));
        for (var i = 0; i < rows.size(); i++) {
            var type = system.row(rows.get(i).type()).orElseThrow();
            var row = new LocalRow(type.type(), rows.get(i).fields(), i + 1);
            var field = type.document().filter(each -> row.fields().containsKey(each.content()));
            var document = field.flatMap(each -> Document.of(row.fields().get(each.content()), each, row.fields()));
            if (field.isPresent() && document.isEmpty()) {
                faults.accept(new Fault(source + ":" + place(rows, i + 1),
                        "the document in the column `" + field.get().content() + "` is no Base64"));
                households.hole(i + 1);
            } else {
                households.take(type, row, document);
            }
        }
        households.close();
    }

    /** As {@code v_mesure:2}: the second row of that view. */
    private static String place(List<LocalRow> rows, int line) {
        var type = rows.get(line - 1).type();
        var number = rows.subList(0, line).stream().filter(row -> row.type().equals(type)).count();
        return type + ":" + number;
    }

    @Override
    public byte[] write(DeliverableRecord record) {
        return file.write(record);
    }

    @Override
    public byte[] write(BackTranslation translation) {
        return file.write(translation);
    }
}
