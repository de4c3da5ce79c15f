package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.FhirField;
import org.viaduc.mapping.SystemDescription.FhirRow;
import org.viaduc.mapping.SystemDescription.FhirType;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.model.FieldPath;

/** Reads what {@code system.yaml} says of the resources of a system that speaks FHIR. */
final class FhirReader {
    private static final Map<String, FhirType> TYPES = Map.of("number", FhirType.NUMBER, "boolean", FhirType.BOOLEAN);

    private FhirReader() {
    }

    /** Empty for a row type of another format. @param rest the field for what no path names, where the row does not say */
    static Optional<FhirRow> row(YamlMap row, Optional<String> rest) {
        if (!row.has("paths")) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, FhirField>();
        var resource = row.need("resource");
        row.wordsByKey("paths").forEach(
                (name, word) -> field(word, resource, row).ifPresent(field -> fields.put(name, field)));
        return Optional.of(new FhirRow(resource,
                row.word("where").flatMap(word -> LineReader.path(row, word.line(), word.text())),
                row.word("profile").map(Word::text), fields,
                row.word("rest").map(Word::text).or(() -> rest)));
    }

    /** A path, or the element of the common model that stands there too, and {@code number} or {@code boolean} behind it where JSON has one of these. */
    private static Optional<FhirField> field(Word word, String resource, YamlMap row) {
        var space = word.text().lastIndexOf(' ');
        var type = space < 0 ? null : TYPES.get(word.text().substring(space + 1).toLowerCase(Locale.ROOT));
        var path = type == null ? word.text() : word.text().substring(0, Math.max(0, space));
        return LineReader.path(row, word.line(), Elements.path(resource, path))
                .map(at -> new FhirField(at, type == null ? FhirType.TEXT : type));
    }

    static List<String> fields(FhirRow row) {
        var fields = new ArrayList<>(row.fields().keySet());
        row.rest().ifPresent(fields::add);
        return fields;
    }

    static void check(Wire.Fhir fhir, YamlMap yaml, List<RowType> rows, String person) {
        rows.stream().filter(row -> !fhir.rows().containsKey(row.type())).forEach(row -> yaml.fault("rows",
                "row type `" + row.type() + "` says `resource` and `paths`, as the format is `fhir`"));
        if (fhir.rows().containsKey(person) && !fhir.rows().get(person).resource().equals("Patient")) {
            yaml.fault("person", "the resource that says who the file is about is a Patient");
        }
        if (fhir.rows().values().stream().noneMatch(row -> row.resource().equals(FhirRow.ANY))) {
            yaml.fault("rows", "one row type has the resource `*`: what no other takes is kept there");
        }
        fhir.rows().values().stream().filter(row -> row.rest().isEmpty()).forEach(row -> yaml.fault("rows",
                "each row type has a `rest`, the field for what no path names"));
    }
}
