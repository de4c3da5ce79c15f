package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import org.viaduc.connectors.kit.certify.HugeFile.Made;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.mapping.SystemDescription.Wire;

/** How a huge file of each form is made of the first example. @param length about how long it becomes, in bytes */
record HugeForms(Subject subject, long length) {
    /** A file with a first and a last line is only believed when the last has been seen. */
    private static final long WHOLE_FILE = 64 << 20;
    private static final byte[] NOTHING = {};

    Made made() throws IOException, NothingToTry {
        var bytes = subject.bytes();
        return switch (subject.description().wire()) {
            case Wire.Csv csv -> csv(CsvText.of(csv, subject.description(), bytes));
            case Wire.Table table -> csv(CsvText.of(table, bytes));
            case Wire.Json json -> tree(new JsonText(bytes), new JsonText(bytes).records(json), StandardCharsets.UTF_8,
                    Optional.empty());
            case Wire.Views views -> tree(new JsonText(bytes), List.of(), StandardCharsets.UTF_8, Optional.empty());
            case Wire.Xml xml -> xml.record().isEmpty()
                    ? dossier(new String(bytes, xml.charset()), xml.charset())
                    : tree(new XmlText(bytes, xml.charset()), xml.record(), xml.charset(), Optional.empty());
            case Wire.Flow flow -> tree(new XmlText(bytes, flow.charset()), List.of(flow.unit()), flow.charset(),
                    flow.count());
            case Wire.Fixed fixed -> fixed(fixed, bytes);
            case Wire.Fhir fhir -> throw new NothingToTry("un Bundle est lu en entier ou pas du tout",
                    "a Bundle is read whole or not at all");
        };
    }

    private int records() throws IOException, NothingToTry {
        return subject.read(subject.bytes()).records().size();
    }

    private Made repeated(byte[] head, IntFunction<byte[]> part, byte[] tail, long mayHold)
            throws IOException, NothingToTry {
        return new Made(head, part, parts(part), tail, records(), mayHold, false);
    }

    private int parts(IntFunction<byte[]> part) {
        return (int) (length / part.apply(0).length) + 1;
    }

    private Made csv(CsvText csv) throws IOException, NothingToTry {
        return repeated(csv.headers(), number -> csv.body(subject.description(),
                (line, key) -> line.set(key, line.get(key).isBlank() ? "" : line.get(key) + "-" + number)), NOTHING,
                subject.format().isOpenedTwice() ? WHOLE_FILE : HugeFile.LITTLE);
    }

    /** @param count where the file says how many records it has */
    private Made tree(TreeText text, List<String> records, Charset charset, Optional<String> count)
            throws IOException, NothingToTry {
        var keys = TreeChecks.keys(subject, records);
        var once = text.cut(records, keys, Map.of());
        var units = once.records().split("<" + (records.isEmpty() ? " " : records.getLast()) + "[ >]", -1).length - 1;
        IntFunction<byte[]> part = number -> ((number == 0 ? "" : once.between())
                + once.records().replace(TreeText.Cut.MARK, "-" + number)).getBytes(charset);
        var parts = parts(part);
        var cut = count.isEmpty()
                ? once
                : text.cut(records, keys, Map.of(count.get(), Integer.toString(parts * units)));
        return new Made(cut.head(), part, parts, cut.tail(), records(), HugeFile.LITTLE, false);
    }

    /** One dossier that does not end: it is to be refused. */
    private static Made dossier(String example, Charset charset) {
        var end = example.lastIndexOf("</");
        var last = example.lastIndexOf("</", end - 1);
        var name = example.substring(last + 2, example.indexOf('>', last));
        var element = example.substring(example.lastIndexOf("<" + name, last), end).getBytes(charset);
        return new Made(example.substring(0, end).getBytes(charset), number -> element, Integer.MAX_VALUE, NOTHING, 0,
                Long.MAX_VALUE, true);
    }

    /** Lines whose keys are numbers become others by counting on. */
    private Made fixed(Wire.Fixed wire, byte[] bytes) throws IOException, NothingToTry {
        var lines = new ArrayList<>(Arrays.asList(new String(bytes, wire.charset()).split("\r?\n")));
        var head = wire.ends().isPresent() ? List.of(lines.removeFirst()) : List.<String>of();
        var tail = wire.ends().isPresent() ? lines.removeLast() : "";
        IntFunction<byte[]> part = number -> text(lines.stream().map(line -> about(wire, line, number)).toList(), wire);
        var parts = parts(part);
        var end = wire.ends().map(ends -> text(List.of(counted(tail, ends.count(), (long) parts * lines.size())), wire))
                .orElse(NOTHING);
        return new Made(text(head, wire), part, parts, end, records(),
                wire.ends().isPresent() ? WHOLE_FILE : HugeFile.LITTLE, false);
    }

    private static byte[] text(List<String> lines, Wire.Fixed wire) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(wire.lineEnd()));
        return text.toString().getBytes(wire.charset());
    }

    private static String counted(String line, Span span, long count) {
        return line.substring(0, span.from() - 1) + ("%0" + span.length() + "d").formatted(count)
                + line.substring(span.to());
    }

    private String about(Wire.Fixed wire, String line, int number) {
        var type = line.length() < wire.type().to()
                ? ""
                : line.substring(wire.type().from() - 1, wire.type().to()).strip();
        var changed = line;
        for (var row : subject.description().rows()) {
            for (var key : row.type().equals(type)
                    ? List.of(row.person(), row.household())
                    : List.<Optional<String>>of()) {
                if (key.map(row.forms()::get).orElse(null) instanceof Span span) {
                    changed = next(changed, span, number);
                }
            }
        }
        return changed;
    }

    private static String next(String line, Span span, int number) {
        var key = line.substring(span.from() - 1, span.to());
        if (!key.matches("\\d+")) {
            return line;
        }
        var most = (long) Math.pow(10, span.length());
        return counted(line, span, (Long.parseLong(key) + number * 1000L) % most);
    }
}
