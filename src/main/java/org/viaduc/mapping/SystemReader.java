package org.viaduc.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.mapping.SystemDescription.Holder;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;

/** Reads {@code system.yaml}. What is wrong becomes a fault; what comes out is then not used. */
final class SystemReader {
    private static final Map<String, String> LINE_ENDS = Map.of("CRLF", "\r\n", "LF", "\n");

    private final YamlMap yaml;
    private final String folder;
    /** Of row types that have columns instead of fields. */
    private final Map<String, FixedReader.Said> lines = new HashMap<>();

    SystemReader(YamlMap yaml, String folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    SystemDescription read() {
        var name = yaml.need("system");
        if (!name.equals(folder)) {
            yaml.fault("system", "the system is named like its folder, `" + folder + "`");
        }
        var version = version(yaml);
        var rows = rows();
        var wire = wire(rows);
        rows.stream().filter(row -> lines.containsKey(row.type()) != wire instanceof Wire.Fixed).forEach(
                row -> yaml.fault("rows", "row type `" + row.type() + "`: `columns` with the format `fixed`, else `fields`"));
        var person = known("person", yaml.need("person"), rows);
        var members = yaml.word("members").map(word -> known("members", word.text(), rows));
        var opening = yaml.word("household").map(word -> known("household", word.text(), rows));
        var never = yaml.words("never").stream().map(Word::text).collect(Collectors.toSet());
        rows.stream().filter(row -> never.contains(row.type())).forEach(
                row -> yaml.fault("never", "row type `" + row.type() + "` is never read and has no place in `rows`"));
        if (opening.isPresent() != members.isPresent()) {
            yaml.fault(yaml.line(), "`household` and `members` come together");
        }
        rows.stream().filter(row -> row.type().equals(person) && row.person().isEmpty()).forEach(
                row -> yaml.fault("rows",
                        "row type `" + person + "` says who the file is about: name its `person` field"));
        if (wire instanceof Wire.Flow flow) {
            checkFlow(flow, rows, person, opening);
        }
        var address = protectedAddress(rows);
        yaml.done();
        return new SystemDescription(folder, version, wire, rows, person, members, opening, never, address);
    }

    static String version(YamlMap yaml) {
        var version = yaml.need("version");
        if (!version.isEmpty() && !version.matches("\\d{4}-\\d{2}-\\d{2}")) {
            yaml.fault("version", "`version` is a day, as 2026-11-01");
        }
        return version;
    }

    private Wire wire(List<RowType> rows) {
        var format = yaml.need("format");
        var further = new WireReader(yaml).read(format, rows, lines);
        if (further.isPresent()) {
            return further.get();
        }
        var csv = yaml.map("csv");
        var xml = yaml.map("xml");
        if (format.equals("csv") && csv.isPresent() && xml.isEmpty()) {
            return csv(csv.get(), rows);
        }
        if (format.equals("xml") && xml.isPresent() && csv.isEmpty()) {
            var read = new Wire.Xml(xml.get().need("namespace"), xml.get().need("root"));
            xml.get().done();
            return read;
        }
        if (format.equals("flow") && yaml.has("flow") && csv.isEmpty() && xml.isEmpty()) {
            return flow(yaml.map("flow").orElseThrow());
        }
        yaml.fault("format",
                "`format` is `csv`, `xml`, `flow`, `json`, `fixed` or `views`, with the key of that name beside it");
        return new Wire.Xml("", "");
    }

    private Wire csv(YamlMap csv, List<RowType> rows) {
        var charset = charset(csv);
        var delimiter = csv.need("delimiter");
        if (delimiter.length() != 1 || delimiter.equals("\"") || delimiter.isBlank() && !delimiter.equals("\t")) {
            csv.fault("delimiter", "`delimiter` is one character");
        }
        var lineEnd = csv.need("line-end");
        if (!lineEnd.isEmpty() && !LINE_ENDS.containsKey(lineEnd)) {
            csv.fault("line-end", "`line-end` is CRLF or LF");
        }
        var between = delimiter.isEmpty() ? ';' : delimiter.charAt(0);
        var end = LINE_ENDS.getOrDefault(lineEnd, "\n");
        var read = csv.has("table")
                ? table(csv, new Wire.Table(charset, between, end, csv.need("table")), rows)
                : new Wire.Csv(charset, between, end, csv.need("header"));
        csv.done();
        return read;
    }

    private Wire table(YamlMap csv, Wire.Table table, List<RowType> rows) {
        if (rows.size() != 1 || !rows.getFirst().type().equals(table.type())) {
            csv.fault("table", "`table` names the one row type of the file, and `rows` has no other");
        } else if (rows.getFirst().document().isPresent()) {
            csv.fault("table", "a file of one table holds no documents");
        }
        if (yaml.has("household")) {
            yaml.fault("household", "in a file of one table every line is a person: no line opens a household");
        }
        return table;
    }

    private static Wire flow(YamlMap flow) {
        var charset = charset(flow);
        var head = new LinkedHashMap<String, String>();
        flow.wordsByKey("head").forEach((path, word) -> head.put(path, word.text()));
        var holder = flow.map("holder").map(map -> {
            var said = new Holder(map.need("field"), map.words("in").stream().map(Word::text).toList(),
                    map.words("rows").stream().map(Word::text).collect(Collectors.toSet()));
            map.done();
            return said;
        });
        var read = new Wire.Flow(charset, flow.need("root"), flow.need("unit"),
                flow.word("count").map(Word::text), head, holder);
        flow.done();
        return read;
    }

    /** What a flow says of its persons and rows is there. */
    private void checkFlow(Wire.Flow flow, List<RowType> rows, String person, Optional<String> opening) {
        if (opening.isEmpty()) {
            yaml.fault("flow", "a flow has `household` and `members`: the row type with the household's number");
        }
        rows.stream().filter(row -> opening.filter(row.type()::equals).isPresent() && row.household().isEmpty())
                .forEach(row -> yaml.fault("household",
                        "row type `" + row.type() + "` opens the household: name its `household` field"));
        flow.holder().ifPresent(holder -> {
            holder.rows().forEach(type -> known("flow", type, rows));
            rows.stream().filter(row -> row.type().equals(person) && !row.fields().contains(holder.field())).forEach(
                    row -> yaml.fault("flow", "`" + holder.field() + "` is not among the fields of `" + person + "`"));
        });
    }

    private static Charset charset(YamlMap csv) {
        var name = csv.need("charset");
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            csv.fault("charset", "unknown charset `" + name + "`");
            return StandardCharsets.UTF_8;
        }
    }

    private List<RowType> rows() {
        var found = new ArrayList<RowType>();
        var names = new HashSet<String>();
        var rows = yaml.map("rows");
        if (rows.isEmpty()) {
            yaml.fault(yaml.line(), "`rows` is missing");
        }
        rows.ifPresent(map -> map.keys().forEach(type -> map.map(type).ifPresent(row -> {
            var read = row(type, row, found);
            if (!names.add(read.name())) {
                map.fault(type, "two row types are named `" + read.name() + "`");
            }
            found.add(read);
        })));
        return found;
    }

    private RowType row(String type, YamlMap row, List<RowType> before) {
        var name = row.word("name").map(Word::text).orElse(type.toLowerCase(java.util.Locale.ROOT));
        if (!name.matches("[a-z0-9][a-z0-9-]{0,19}")) {
            row.fault("name", "a row's name has 1 to 20 of a-z, 0-9 and hyphens");
        }
        var like = row.word("like");
        if (like.isPresent()) {
            row.done();
            var model = before.stream().filter(each -> each.type().equals(like.get().text())).findFirst();
            model.map(RowType::type).map(lines::get).ifPresent(said -> lines.put(type, said.like(type)));
            if (model.isEmpty()) {
                row.fault("like", "no row type `" + like.get().text() + "` stands before this one");
            }
            return new RowType(type, name, model.map(RowType::fields).orElse(List.of()), Optional.empty(),
                    model.flatMap(RowType::household), Optional.empty());
        }
        var columns = FixedReader.row(type, row);
        columns.ifPresent(line -> lines.put(type, line));
        var fields = columns.map(FixedReader::fields)
                .orElseGet(() -> row.words("fields").stream().map(Word::text).toList());
        if (fields.isEmpty()) {
            row.fault("fields", "`fields` names the fields of row type `" + type + "`");
        }
        if (fields.stream().distinct().count() != fields.size()) {
            row.fault("fields", "a field is named twice");
        }
        var document = row.word("document").map(word -> document(word.text(), fields, row));
        var person = row.word("person").map(word -> field("person", word.text(), fields, row));
        var household = row.word("household").map(word -> field("household", word.text(), fields, row));
        row.done();
        return new RowType(type, name, fields, person, household, document);
    }

    private static DocumentField document(String content, List<String> fields, YamlMap row) {
        field("document", content, fields, row);
        if (!row.has("media-type") || row.isWord("media-type")) {
            return new DocumentField(content,
                    row.word("media-type").map(word -> field("media-type", word.text(), fields, row)),
                    "application/octet-stream");
        }
        var fixed = row.map("media-type").orElseThrow();
        var media = fixed.need("is");
        fixed.done();
        return new DocumentField(content, Optional.empty(), media);
    }

    private static String field(String key, String field, List<String> fields, YamlMap row) {
        if (!fields.contains(field)) {
            row.fault(key, "`" + field + "` is not among the fields of this row type");
        }
        return field;
    }

    private String known(String key, String type, List<RowType> rows) {
        if (!type.isEmpty() && rows.stream().noneMatch(row -> row.type().equals(type))) {
            yaml.fault(key, "there is no row type `" + type + "`");
        }
        return type;
    }

    private ProtectedAddress protectedAddress(List<RowType> rows) {
        if (!yaml.has("protected-address")) {
            yaml.fault(yaml.line(), "`protected-address` is missing: say which field protects an address, or `every`");
            return new ProtectedAddress.Every();
        }
        if (yaml.isWord("protected-address")) {
            if (!yaml.need("protected-address").equals("every")) {
                yaml.fault("protected-address", "`protected-address` is `every`, or has row, field, when and open");
            }
            return new ProtectedAddress.Every();
        }
        var said = yaml.map("protected-address").orElseThrow();
        var row = said.need("row");
        var field = said.need("field");
        var when = said.need("when");
        var open = said.words("open").stream().map(Word::text).toList();
        if (open.isEmpty() || open.contains(when)) {
            said.fault("open", "`open` names the words that mean not protected, and not the one that means protected");
        }
        said.done();
        var type = rows.stream().filter(each -> each.type().equals(row)).findFirst();
        if (type.isEmpty()) {
            said.fault("row", "there is no row type `" + row + "`");
        } else if (!type.get().fields().contains(field)) {
            said.fault("field", "`" + field + "` is not among the fields of row type `" + row + "`");
        }
        return new ProtectedAddress.Said(row, field, when, open);
    }
}
