package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.mapping.SystemDescription.FhirRow;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.RowType.Step;
import org.viaduc.mapping.YamlMap.Word;

/** Reads {@code rows} of {@code system.yaml}: the types of lines and elements, and their fields. */
final class RowTypeReader {
    private static final Set<String> TREES = Set.of("xml", "json", "views");
    private static final Set<String> OWN = Set.of("name", "like", "fields", "at", "numbers", "booleans", "lists",
            "person",
            "household", "document", "media-type", "resource", "where", "profile", "paths", "rest");
    private static final Set<String> OF_THE_FILE = Set.of("day", "keep", "pieces", "facts", "drop");

    private final YamlMap yaml;
    private final String format;
    private final Map<String, FhirRow> fhir = new LinkedHashMap<>();
    private final Map<String, YamlMap> inline = new LinkedHashMap<>();
    private Optional<String> rest = Optional.empty();

    /** @param format the word at {@code format}, which says what a row may have */
    RowTypeReader(YamlMap yaml, String format) {
        this.yaml = yaml;
        this.format = format;
    }

    List<RowType> read() {
        var found = new ArrayList<RowType>();
        var names = new HashSet<String>();
        if (format.equals("fhir")) {
            yaml.map("fhir").ifPresent(fhir -> {
                rest = fhir.word("rest").map(Word::text);
                fhir.done();
            });
        }
        var rows = yaml.map("rows");
        if (rows.isEmpty()) {
            yaml.fault(yaml.line(), "`rows` is missing");
        }
        rows.ifPresent(map -> map.keys().forEach(type -> map.map(type).ifPresent(row -> {
            var read = row(type, OF_THE_FILE.stream().anyMatch(row::has) ? here(type, row) : row, found);
            if (!names.add(read.name())) {
                map.fault(type, "two row types are named `" + read.name() + "`");
            }
            found.add(read);
        })));
        if (TREES.contains(format)) {
            found.forEach(
                    row -> row.fields().stream().filter(RowType::isAbove).forEach(field -> above(row, field, found)));
        }
        return found;
    }

    /** What the row types say of resources, by type: after {@link #read}. */
    Map<String, FhirRow> fhir() {
        return fhir;
    }

    /** Of the row types whose lines stand here and in no file of their own, what becomes of them: after {@link #read}. */
    Map<String, YamlMap> inline() {
        return inline;
    }

    private YamlMap here(String type, YamlMap row) {
        inline.put(type, row.without(OWN));
        return row.without(OF_THE_FILE);
    }

    private RowType row(String type, YamlMap row, List<RowType> before) {
        var name = row.word("name").map(Word::text).orElseGet(() -> usualName(type));
        if (!name.matches("[a-z0-9][a-z0-9-]{0,19}")) {
            row.fault("name", "a row's name has 1 to 20 of a-z, 0-9 and hyphens");
        }
        var like = row.word("like");
        if (like.isPresent()) {
            return like(type, name, like.get().text(), row, before);
        }
        var forms = new HashMap<String, Form>();
        var fields = fields(type, row, forms);
        form(row, "numbers", new Form.Digits(), fields, forms);
        form(row, "booleans", new Form.Truth(), fields, forms);
        form(row, "lists", new Form.Many(), fields, forms);
        var at = at(type, row);
        var document = row.word("document").map(word -> document(word.text(), fields, row));
        var person = row.word("person").map(word -> field("person", word.text(), fields, row));
        var household = row.word("household").map(word -> field("household", word.text(), fields, row));
        row.done();
        return new RowType(type, name, at, fields, forms, person, household, document);
    }

    /** Of a path the last element: {@code PrestationRSA.SituationDossierRSA} is called {@code situation-dossier-rsa}. */
    private static String usualName(String type) {
        var dot = type.lastIndexOf('.');
        var last = dot < 0 ? type : type.substring(dot + 1).replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return last.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static RowType like(String type, String name, String like, YamlMap row, List<RowType> before) {
        row.done();
        var model = before.stream().filter(each -> each.type().equals(like)).findFirst();
        if (model.isEmpty()) {
            row.fault("like", "no row type `" + like + "` stands before this one"
                    + Suggestion.of(like, before.stream().map(RowType::type).toList()));
            return new RowType(type, name, List.of(), Optional.empty(), Optional.empty());
        }
        return new RowType(type, name, model.get().at(), model.get().fields(), model.get().forms(), Optional.empty(),
                model.get().household(), Optional.empty());
    }

    private List<String> fields(String type, YamlMap row, Map<String, Form> forms) {
        if (format.equals("fixed")) {
            return positions(type, row, forms);
        }
        var spoken = FhirReader.row(row, rest);
        if (spoken.isPresent()) {
            fhir.put(type, spoken.get());
            return FhirReader.fields(spoken.get());
        }
        var fields = row.words("fields").stream().map(Word::text).toList();
        if (fields.isEmpty()) {
            row.fault("fields", "`fields` names the fields of row type `" + type + "`");
        }
        if (fields.stream().distinct().count() != fields.size()) {
            row.fault("fields", "a field is named twice");
        }
        return fields;
    }

    private List<String> positions(String type, YamlMap row, Map<String, Form> forms) {
        var spans = new LinkedHashMap<String, Form.Span>();
        row.map("fields").ifPresentOrElse(fields -> fields.keys().forEach(name -> {
            if (fields.isWord(name)) {
                FixedReader.span(fields, name, fields.need(name)).ifPresent(span -> spans.put(name, span));
            } else {
                fields.map(name).flatMap(FixedReader::span).ifPresent(span -> spans.put(name, span));
            }
        }), () -> row.fault(row.line(), "`fields` says where the fields of row type `" + type + "` stand"));
        spans.forEach((name, span) -> spans.forEach((other, place) -> {
            if (!name.equals(other) && span.from() <= place.from() && place.from() <= span.to()) {
                row.fault("fields", "`" + name + "` and `" + other + "` stand at the same characters");
            }
        }));
        forms.putAll(spans);
        return List.copyOf(spans.keySet());
    }

    private void form(YamlMap row, String key, Form form, List<String> fields, Map<String, Form> forms) {
        if (row.has(key) && !TREES.contains(format)) {
            row.fault(key, "`" + key + "` is for systems that write json or xml");
        }
        row.words(key).forEach(word -> {
            field(key, word.text(), fields, row);
            if (forms.put(word.text(), form) != null) {
                row.fault(key, "`" + word.text() + "` is one of `numbers`, `booleans` and `lists`");
            }
        });
    }

    /** Below the record; by default the element of the type's name, several times. */
    private List<Step> at(String type, YamlMap row) {
        if (!TREES.contains(format)) {
            return List.of();
        }
        var path = row.word("at").map(Word::text).orElse(type + "[]");
        if (path.equals(".")) {
            return List.of();
        }
        if (!path.matches("[^.\\[\\]]+(\\[])?(\\.[^.\\[\\]]+(\\[])?)*")) {
            row.fault("at",
                    "`" + path + "` leads nowhere: `.` for the record itself, or elements, as `contrats[].actions[]`");
            return List.of(new Step(type, true));
        }
        return java.util.Arrays.stream(path.split("\\."))
                .map(step -> step.endsWith("[]")
                        ? new Step(step.substring(0, step.length() - 2), true)
                        : new Step(step, false))
                .toList();
    }

    private void above(RowType row, String field, List<RowType> rows) {
        var name = field.substring(1);
        var known = rows.stream().filter(other -> encloses(other, row)).flatMap(other -> other.fields().stream())
                .toList();
        if (!known.contains(name)) {
            yaml.fault("rows", "`" + field + "`: no row in which `" + row.type() + "` stands has a field `" + name + "`"
                    + Suggestion.of(name, known));
        }
    }

    static boolean encloses(RowType outer, RowType inner) {
        return !outer.type().equals(inner.type()) && outer.at().size() < inner.at().size()
                && inner.path().startsWith(outer.path().isEmpty() ? "" : outer.path() + ".");
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
            row.fault(key, "`" + field + "` is not among the fields of this row type" + Suggestion.of(field, fields));
        }
        return field;
    }
}
