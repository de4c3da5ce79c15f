package org.viaduc.exchange.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** A table: its columns share the width by what stands in them, its head is repeated on each page. */
final class Grid {
    private static final float SIZE = 8;
    private static final float LEADING = 10.5f;
    private static final float GAP = 7;
    private static final float AIR = 3;
    private static final float WIDEST = 230;
    private static final float NARROWEST = 34;
    private static final float LONG_WORD = 72;

    private final Flow flow;
    private final Lettering letters;
    private final Tags tags;
    private final PDStructureElement table;
    private final List<String> heads;
    private final float[] widths;

    /** @param heads of the columns; empty where the first cell of each row is its head */
    Grid(Flow flow, Lettering letters, Tags tags, List<String> heads, List<List<String>> rows) {
        this.flow = flow;
        this.letters = letters;
        this.tags = tags;
        this.heads = heads;
        this.table = tags.add(StandardStructureTypes.TABLE);
        this.widths = widths(rows);
    }

    void write(List<List<String>> rows) throws IOException {
        if (!heads.isEmpty()) {
            head(true);
        } else {
            flow.rule();
        }
        for (var row : rows) {
            row(row);
        }
    }

    /** Each as wide as its longest line, as far as there is room; what is too wide gives way, long words last. */
    private float[] widths(List<List<String>> rows) {
        var columns = rows.getFirst().size();
        var wanted = new float[columns];
        var least = new float[columns];
        for (var column = 0; column < columns; column++) {
            var at = column;
            var cells = Stream.concat(rows.stream().map(row -> row.get(at)), heads.stream().skip(at).limit(1))
                    .map(letters::writable).toList();
            wanted[column] = Math.clamp(widest(cells.stream()), NARROWEST, WIDEST);
            least[column] = Math.clamp(widest(cells.stream().flatMap(cell -> Stream.of(cell.split("\\s")))), NARROWEST,
                    LONG_WORD);
        }
        var room = Flow.WIDTH - GAP * (columns - 1);
        var rest = room - sum(wanted);
        if (rest >= 0 && heads.isEmpty()) {
            wanted[columns - 1] += rest;
            return wanted;
        }
        var gives = sum(wanted) - sum(least);
        for (var column = 0; column < columns; column++) {
            wanted[column] += rest >= 0
                    ? rest * wanted[column] / (room - rest)
                    : rest * (wanted[column] - least[column]) / gives;
        }
        return wanted;
    }

    private float widest(Stream<String> texts) {
        return (float) texts.mapToDouble(text -> letters.width(text, SIZE)).max().orElse(0) + 1;
    }

    private static float sum(float[] widths) {
        var sum = 0f;
        for (var width : widths) {
            sum += width;
        }
        return sum;
    }

    private void head(boolean isFirst) throws IOException {
        var cells = cells(heads);
        var high = high(cells);
        if (!flow.hasRoom(high + LEADING + 2 * AIR)) {
            flow.turn();
        }
        flow.field(high);
        if (isFirst) {
            var row = tags.add(table, StandardStructureTypes.TR);
            lines(cells, heads.stream().map(each -> header(row, PDTableAttributeObject.SCOPE_COLUMN)).toList());
        } else {
            repeat(cells);
        }
    }

    private void repeat(List<List<String>> cells) throws IOException {
        flow.down(AIR);
        for (var line = 0; line < tallest(cells); line++) {
            for (var column = 0; column < cells.size(); column++) {
                if (line < cells.get(column).size()) {
                    flow.repeated(cells.get(column).get(line), SIZE, left(column));
                }
            }
            flow.down(LEADING);
        }
        flow.down(AIR);
    }

    private void row(List<String> row) throws IOException {
        var cells = cells(row);
        if (!flow.hasRoom(high(cells)) && Flow.fitsPage(high(cells))) {
            turn();
        }
        var tag = tags.add(table, StandardStructureTypes.TR);
        lines(cells, IntStream.range(0, row.size()).mapToObj(column -> column == 0 && heads.isEmpty()
                ? header(tag, PDTableAttributeObject.SCOPE_ROW)
                : tags.add(tag, StandardStructureTypes.TD)).toList());
        flow.rule();
    }

    private void lines(List<List<String>> cells, List<PDStructureElement> elements) throws IOException {
        flow.down(AIR);
        for (var line = 0; line < tallest(cells); line++) {
            if (!flow.hasRoom(LEADING)) {
                turn();
            }
            for (var column = 0; column < cells.size(); column++) {
                if (line < cells.get(column).size() && !cells.get(column).get(line).isEmpty()) {
                    flow.text(elements.get(column), cells.get(column).get(line), SIZE, left(column));
                }
            }
            flow.down(LEADING);
        }
        flow.down(AIR);
    }

    private void turn() throws IOException {
        flow.turn();
        if (!heads.isEmpty()) {
            head(false);
        }
    }

    private PDStructureElement header(PDStructureElement row, String scope) {
        var header = tags.add(row, StandardStructureTypes.TH);
        var attributes = new PDTableAttributeObject();
        attributes.setScope(scope);
        header.addAttribute(attributes);
        return header;
    }

    private List<List<String>> cells(List<String> row) {
        var cells = new ArrayList<List<String>>();
        for (var column = 0; column < row.size(); column++) {
            cells.add(letters.lines(row.get(column), SIZE, widths[column]));
        }
        return cells;
    }

    private static int tallest(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1);
    }

    private static float high(List<List<String>> cells) {
        return tallest(cells) * LEADING + 2 * AIR;
    }

    private float left(int column) {
        var left = Flow.LEFT;
        for (var before = 0; before < column; before++) {
            left += widths[before] + GAP;
        }
        return left;
    }
}
