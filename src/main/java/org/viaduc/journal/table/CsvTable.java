package org.viaduc.journal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

import org.viaduc.journal.JournalCheck;

/** The entries of an exported file as CSV (RFC 4180): UTF-8, commas, one line of column names. */
public final class CsvTable {
    private static final CSVFormat FORM = CSVFormat.RFC4180.builder()
            .setHeader(Column.ALL.stream().map(Column::name).toArray(String[]::new)).get();
    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private CsvTable() {
    }

    /** @throws org.viaduc.journal.UnreadableJournal when the lines are not those of a journal or of evidence */
    public static void write(Path lines, Path table) throws IOException {
        try (var out = new CSVPrinter(Files.newBufferedWriter(table), FORM)) {
            JournalCheck.read(lines, (origin, index, entry) -> {
                var row = new Column.Row(origin, index, entry);
                out.printRecord(Column.ALL.stream().map(column -> column.of(row).map(CsvTable::harmless).orElse(""))
                        .toArray());
            });
        }
    }

    /** No spreadsheet is made to calculate by what stands in a journal. */
    static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
