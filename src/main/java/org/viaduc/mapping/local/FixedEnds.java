package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.function.BiConsumer;

import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.TextLines.TextLine;

/** The first and the last line of a file with fixed places: what says that it is whole, and which file it is. */
record FixedEnds(Wire.Ends ends, Charset charset, int length) {

    /** How many lines stand between the two; -1, with its fault, when they do not hold the file together. */
    int linesBetween(InputStream file, BiConsumer<Integer, String> faults) throws IOException {
        var text = new TextLines(file, charset, (line, warning) -> {
        });
        var first = text.next();
        var fault = first.map(this::head).orElse("the file is empty");
        if (!fault.isEmpty()) {
            faults.accept(1, fault);
            return -1;
        }
        var last = first.get();
        for (var next = text.next(); next.isPresent(); next = text.next()) {
            last = next.get();
        }
        var between = last.number() - 2;
        fault = between < 0 ? "the file ends after its first line" : tail(last, between);
        if (!fault.isEmpty()) {
            faults.accept(last.number(), fault);
            return -1;
        }
        return between;
    }

    private String head(TextLine line) {
        var fault = whole(line, ends.head(), "first");
        return !fault.isEmpty() || ends.always().isEmpty()
                || FixedCell.cut(line.text(), ends.format()).strip().equals(ends.always())
                        ? fault
                        : ends.format().places() + ": `" + ends.always() + "` is expected";
    }

    private String tail(TextLine line, int between) {
        var fault = whole(line, ends.tail(), "last");
        return !fault.isEmpty() || FixedCell.value(line.text(), ends.count()).equals(String.valueOf(between))
                ? fault
                : ends.count().places() + ": the last line counts other than the " + between
                        + " lines that stand before it: the file is not whole";
    }

    private String whole(TextLine line, String type, String which) {
        return !line.fault().isEmpty()
                ? line.fault()
                : !line.text().startsWith(type)
                        ? "the " + which + " line of the file does not begin with `" + type + "`"
                        : FixedCell.fault(line.text(), java.util.Map.of(), length);
    }

    /** The line before all others. @param exchange the id that a delivery bears; empty for none */
    char[] head(String exchange, int width) {
        var line = line(ends.head(), width);
        FixedCell.put(ends.always(), ends.format(), line);
        ends.exchange().ifPresent(span -> FixedCell.put(exchange, span, line));
        type(ends.head(), line);
        return line;
    }

    /** The line behind all others. */
    char[] tail(int between, int width) {
        var line = line(ends.tail(), width);
        FixedCell.put(String.valueOf(between), ends.count(), line);
        return line;
    }

    private char[] line(String type, int width) {
        var furthest = Math.max(ends.count().to(),
                Math.max(ends.format().to(), ends.exchange().map(Span::to).orElse(0)));
        var line = new char[Math.max(width, furthest)];
        java.util.Arrays.fill(line, ' ');
        type(type, line);
        return line;
    }

    private static void type(String type, char[] line) {
        type.getChars(0, type.length(), line, 0);
    }
}
