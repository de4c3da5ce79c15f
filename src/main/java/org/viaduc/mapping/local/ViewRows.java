package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** Rows that a door has read from the views of a database, as records: the same as from a file with these rows. */
public final class ViewRows {
    private final SystemDescription system;

    /** @throws IllegalArgumentException when the system does not show views */
    public ViewRows(SystemDescription system) {
        if (!(system.wire() instanceof Wire.Views)) {
            throw new IllegalArgumentException("`" + system.name() + "` does not show views");
        }
        this.system = system;
    }

    /**
     * Splits the rows of one household, or of one person where the system knows no households, into one record per person.
     *
     * @param rows   each of a row type of the system; a document as Base64. Their lines are not used
     * @param source names the call in messages; never a person's data
     */
    public void read(List<LocalRow> rows, String source, Consumer<LocalRecord> records, Consumer<Fault> faults) {
        BiConsumer<Integer, String> said = (line, reason) -> faults.accept(
                new Fault(source + ":" + place(rows, line), reason));
        var placed = new ArrayList<Placed>();
        var unread = 0;
        for (var i = 0; i < rows.size(); i++) {
            var type = system.row(rows.get(i).type()).orElseThrow();
            var row = new LocalRow(type.type(), rows.get(i).fields(), i + 1);
            var field = type.document().filter(each -> row.fields().containsKey(each.content()));
            var document = field.flatMap(each -> Document.of(row.fields().get(each.content()), each, row.fields()));
            if (field.isPresent() && document.isEmpty()) {
                said.accept(i + 1, "the document in the column `" + field.get().content() + "` is no Base64");
                unread = unread == 0 ? i + 1 : unread;
            }
            placed.add(new Placed(type, row, document, java.util.Optional.empty()));
        }
        var living = Living.of(placed, system, said);
        new Splitting(system, records, said).split(living.rows(), household(placed),
                unread > 0 ? unread : living.unread());
    }

    private String household(List<Placed> rows) {
        return rows.stream().filter(row -> row.type().household().isPresent())
                .map(row -> row.value(row.type().household()))
                .filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    /** As {@code v_mesure:2}: the second row of that view. */
    private static String place(List<LocalRow> rows, int line) {
        var type = rows.get(line - 1).type();
        var number = rows.subList(0, line).stream().filter(row -> row.type().equals(type)).count();
        return type + ":" + number;
    }
}
