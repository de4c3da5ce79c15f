package org.viaduc.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.FieldPath;

/**
 * Reads the lines of one row's file: fields, conditions, paths, formats and code tables.
 *
 * @param type    the row type whose fields they are about
 * @param places  of its fields
 * @param rules   of the system, which say how its days and amounts are written where a line does not
 * @param named   is told which fields were named
 * @param keeps   is told, by the field's place, why a field is kept as text
 * @param empties is told, by the field's place, the word that says nothing
 */
record LineReader(RowType type, Map<String, Integer> places, SystemDescription system, SystemRules rules, Codes codes,
        Set<String> named, String[] keeps, String[] empties) {
    private static final String CODE_SYSTEMS = "https://viaduc.org/fhir/CodeSystem/";

    Optional<FieldLine> read(YamlMap line) {
        var read = line.has("jslt")
                ? jslt(line)
                : line.has("locals") ? severalNames(line) : line.has("first") ? firstFilled(line) : one(line);
        line.done();
        return read;
    }

    /** A line about one field. */
    private Optional<FieldLine> one(YamlMap line) {
        var local = field(line, "local", line.need("local"), true);
        var empty = line.word("empty").map(Word::text).orElse("");
        local.filter(at -> !empty.isEmpty()).ifPresent(at -> empties[at] = empty);
        return line.has("keep")
                ? kept(line, local)
                : line.has("row") ? reference(line, local) : plain(line, local);
    }

    private Optional<FieldLine> kept(YamlMap line, Optional<Integer> local) {
        var reason = line.need("keep");
        if (!reason.isEmpty() && LedgerText.isOurs(reason)) {
            line.fault("keep", "`" + reason + "` is the ledger's own word: say the reason in your own");
        }
        local.ifPresent(at -> keeps[at] = reason);
        return local.map(at -> new KeptLine(at, type.fields().get(at), system.name()));
    }

    private Optional<FieldLine> reference(YamlMap line, Optional<Integer> local) {
        var at = path(line, line.line("path"), line.need("path"));
        var row = line.need("row");
        var by = line.need("by");
        var other = system.row(row);
        if (other.isEmpty()) {
            line.fault("row", "there is no row type `" + row + "`"
                    + Suggestion.of(row, system.rows().stream().map(RowType::type).toList()));
        } else if (!other.get().fields().contains(by)) {
            line.fault("by", "`" + by + "` is not among the fields of row type `" + row + "`"
                    + Suggestion.of(by, other.get().fields()));
        } else {
            return all(local, at).map(ok -> new ReferenceLine(local.get(), at.get(), row, by));
        }
        return Optional.empty();
    }

    /** Given names in columns of their own. */
    private Optional<FieldLine> severalNames(YamlMap line) {
        var locals = line.words("locals").stream().flatMap(word -> field(line, "locals", word.text(), true).stream())
                .toList();
        var at = path(line, line.line("path"), line.need("path"));
        if (!line.need("format").equals("given-names") || at.filter(FieldPath::endsInEach).isEmpty()) {
            line.fault("locals",
                    "several fields go to one element by `jslt`, or by `format: given-names` to a path that"
                            + " ends in `[*]`");
        }
        return locals.isEmpty() ? Optional.empty() : at.map(path -> new ColumnNames(locals, path));
    }

    private Optional<FieldLine> firstFilled(YamlMap line) {
        var locals = line.words("first").stream().flatMap(word -> field(line, "first", word.text(), true).stream())
                .toList();
        var at = path(line, line.line("path"), line.need("path"));
        if (locals.size() < 2) {
            line.fault("first", "`first` names several fields: the first that holds something is taken");
        }
        return locals.isEmpty() ? Optional.empty() : at.map(path -> new FirstFilled(locals, path));
    }

    private Optional<FieldLine> plain(YamlMap line, Optional<Integer> local) {
        if (line.has("concept")) {
            var at = path(line, line.line("concept"), line.need("concept"));
            var table = codes(line);
            var uri = line.word("system").map(Word::text).orElse(table.map(CodeTable::name).orElse(""));
            var full = codeSystem(uri);
            if (!line.has("codes")) {
                line.fault(line.line(), "`concept` needs `codes`, the table of its words");
            }
            return all(local, at, table)
                    .map(ok -> new CodedLine.Concept(local.get(), at.get(), table.get(), full, system.name()));
        }
        var at = path(line, line.line("path"), line.need("path"));
        if (line.has("codes")) {
            if (line.has("format")) {
                line.fault("format", "a line has `codes` or `format`, not both");
                line.word("format");
            }
            var table = codes(line);
            return all(local, at, table)
                    .map(ok -> new CodedLine.Bare(local.get(), at.get(), table.get(), system.name()));
        }
        var format = rules.format(line, "format", line.word("format").map(Word::text).orElse("text"));
        var many = line.word("lines").filter(word -> isTrue(line, word)).isPresent();
        return all(local, at, Optional.of(format)).flatMap(ok -> formatted(line, format, local.get(), at.get(), many));
    }

    /** A name below our own code systems, or a whole URI. */
    static String codeSystem(String name) {
        return name.indexOf(':') >= 0 ? name : CODE_SYSTEMS + name;
    }

    private Optional<FieldLine> formatted(YamlMap line, String format, int local, FieldPath at, boolean many) {
        if (many && !format.equals("text")) {
            line.fault("lines", "`lines` is for text");
        }
        var list = type.isMany(type.fields().get(local));
        if (format.startsWith("given-names") != at.endsInEach() && !(list && format.equals("text"))) {
            line.fault("path", "`given-names` and a path that ends in `[*]` belong together");
        }
        if (list && at.endsInEach()) {
            return Optional.of(new FieldLine.Names(local, at, '\n'));
        }
        return switch (format) {
            case "given-names" -> Optional.of(new FieldLine.Names(local, at, ' '));
            case "given-names ," -> Optional.of(new FieldLine.Names(local, at, ','));
            case "quarter" -> Optional.of(new FieldLine.Quarter(local, at, system.name()));
            case "attachment" -> Optional.of(new FieldLine.Document(local, at, system.name()));
            default -> format(line, "format", format, rules.zone())
                    .map(read -> new FieldLine.Scalar(local, at, read, many, system.name()));
        };
    }

    private static boolean isTrue(YamlMap line, Word word) {
        if (!word.text().equals("true")) {
            line.fault("lines", "`lines` is true or left out");
        }
        return true;
    }

    private Optional<FieldLine> jslt(YamlMap line) {
        var locals = line.words("locals").stream().flatMap(word -> field(line, "locals", word.text(), true).stream())
                .toList();
        if (locals.isEmpty()) {
            line.fault(line.line(), "`locals` names the fields that the expression reads");
        }
        var at = path(line, line.line("path"), line.need("path"));
        var there = expression(line, "jslt");
        var back = expression(line, "back");
        var check = line.word("format").flatMap(word -> format(line, "format", word.text(), rules.zone()));
        return locals.isEmpty() || there.isEmpty() || back.isEmpty()
                ? Optional.empty()
                : at.map(path -> new JsltLine(locals, type.fields(), path, there.get(), back.get(), check,
                        system.name()));
    }

    private static Optional<Expression> expression(YamlMap line, String key) {
        try {
            return Optional.of(Parser.compileString(line.need(key)));
        } catch (JsltException e) {
            line.fault(key, "no JSLT: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Boolean> all(Optional<?>... parts) {
        for (var part : parts) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(true);
    }

    /** The place of a field. @param use true when this is what becomes of it */
    Optional<Integer> field(YamlMap at, String key, String name, boolean use) {
        if (use) {
            named.add(name);
        }
        var place = Optional.ofNullable(places.get(name));
        if (place.isEmpty() && !name.isEmpty()) {
            at.fault(key, "the row type has no field `" + name + "`" + Suggestion.of(name, type.fields()));
        }
        return place;
    }

    static Optional<FieldPath> path(YamlMap at, int line, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(FieldPath.of(text));
        } catch (IllegalArgumentException e) {
            at.fault(line, e.getMessage());
            return Optional.empty();
        }
    }

    static Optional<Format> format(YamlMap at, String key, String name, ZoneId zone) {
        try {
            return Optional.of(Format.of(name, zone));
        } catch (IllegalArgumentException e) {
            at.fault(key, e.getMessage() + Suggestion.of(name, Format.known()));
            return Optional.empty();
        }
    }

    Optional<CodeTable> codes(YamlMap line) {
        var name = line.need("codes");
        var table = codes.use(name);
        if (table.isEmpty() && !name.isEmpty()) {
            line.fault("codes", "there is no code table `codes/" + name + ".csv`"
                    + Suggestion.of(name, codes.names()));
        }
        return table;
    }

    /** One condition, or a list of which all must hold. */
    List<Condition> conditions(YamlMap at, String key) {
        return conditions(at, key, true);
    }

    /** @param use whether to be asked about is what becomes of a field */
    List<Condition> conditions(YamlMap at, String key, boolean use) {
        var found = new ArrayList<Condition>();
        for (var condition : at.maps(key)) {
            var field = field(condition, "field", condition.need("field"), use);
            var is = condition.words("is");
            var in = condition.words("in");
            var not = condition.words("not");
            var filled = condition.word("filled").map(Word::text);
            condition.done();
            var given = List.of("is", "in", "not", "filled").stream().filter(condition::has).count();
            var words = Stream.of(is, in, not).flatMap(List::stream).map(Word::text).toList();
            if (given != 1 || is.size() > 1 || words.isEmpty() == filled.isEmpty()
                    || filled.filter(word -> !word.equals("true") && !word.equals("false")).isPresent()) {
                condition.fault(condition.line(),
                        "a condition has one of `is: word`, `in: [words]`, `not: [words]` and `filled: true|false`");
                continue;
            }
            field.ifPresent(place -> found.add(new Condition(place, words,
                    not.isEmpty() && filled.orElse("true").equals("true"))));
        }
        return found;
    }
}
