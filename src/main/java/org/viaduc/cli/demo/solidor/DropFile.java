package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The CSV of one night: first a header for each type of line, then the households. Letters that windows-1252 does not
 * have become {@code ?}, as they do there.
 */
final class DropFile {
    static final Charset WINDOWS = Charset.forName("windows-1252");
    static final CSVFormat FORMAT = CSVFormat.Builder.create().setDelimiter(';').setRecordSeparator("\r\n")
            .setQuote('"').get();

    private final boolean withPdf;

    DropFile(boolean withPdf) {
        this.withPdf = withPdf;
    }

    /** Writes beside the target under another name and then moves it there, so that nobody collects half a file. */
    void write(Path target, List<Row> rows) throws IOException {
        var part = target.resolveSibling(target.getFileName() + ".part");
        var encoder = WINDOWS.newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var out = new OutputStreamWriter(Files.newOutputStream(part), encoder)) {
            write(out, rows);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(Writer out, List<Row> rows) throws IOException {
        for (var line : Line.values()) {
            out.write("#" + line + ";" + String.join(";", line.fields(withPdf)) + "\r\n");
        }
        var printer = new CSVPrinter(out, FORMAT);
        for (var row : rows) {
            printer.printRecord(cells(row));
        }
        printer.flush();
    }

    private List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        cells.add(row.line().name());
        row.line().fields(withPdf).forEach(field -> cells.add(row.get(field).replace("\n", "\r\n")));
        return cells;
    }
}
