package org.viaduc.mapping;

import java.util.List;
import java.util.stream.Collectors;

import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;

/** Reads {@code system.yaml}. What is wrong becomes a fault; what comes out is then not used. */
final class SystemReader {
    private final YamlMap yaml;
    private final String folder;

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
        var format = yaml.word("format").map(Word::text).orElse("");
        var rows = new RowTypeReader(yaml, format).read();
        var wire = new WireReader(yaml, rows).read();
        var person = known("person", yaml.need("person"), rows);
        var members = yaml.word("members").map(word -> known("members", word.text(), rows));
        var opening = yaml.word("household").map(word -> known("household", word.text(), rows));
        var never = yaml.words("never").stream().map(Word::text).collect(Collectors.toSet());
        rows.stream().filter(row -> never.contains(row.type())).forEach(
                row -> yaml.fault("never", "row type `" + row.type() + "` is never read and has no place in `rows`"));
        if (opening.isPresent() && members.isEmpty() || members.isPresent() && opening.isEmpty() && isLines(wire)) {
            yaml.fault(yaml.line(), "`household` and `members` come together");
        }
        rows.stream().filter(row -> row.type().equals(person) && row.person().isEmpty()).forEach(
                row -> yaml.fault("rows",
                        "row type `" + person + "` says who the file is about: name its `person` field"));
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

    /** In lines, one has to say that a household begins; in a tree, the record does. */
    private static boolean isLines(Wire wire) {
        return wire instanceof Wire.Csv || wire instanceof Wire.Fixed;
    }

    private String known(String key, String type, List<RowType> rows) {
        if (!type.isEmpty() && rows.stream().noneMatch(row -> row.type().equals(type))) {
            yaml.fault(key, "there is no row type `" + type + "`" + nearest(type, rows));
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
            said.fault("row", "there is no row type `" + row + "`" + nearest(row, rows));
        } else if (!type.get().fields().contains(field)) {
            said.fault("field", "`" + field + "` is not among the fields of row type `" + row + "`"
                    + Suggestion.of(field, type.get().fields()));
        }
        return new ProtectedAddress.Said(row, field, when, open);
    }

    private static String nearest(String type, List<RowType> rows) {
        return Suggestion.of(type, rows.stream().map(RowType::type).toList());
    }
}
