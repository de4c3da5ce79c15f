package org.viaduc.connectors.kit.scaffold;

import java.util.Map;
import java.util.TreeMap;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.mapping.SystemDescription.Wire;

/** {@code system.yaml} of a new system. */
record SystemText(Plan plan, Layout layout) {
    String write() {
        var text = new StringBuilder(plan.head(plan.system() + ", a case system of " + plan.department()
                + ", as guessed from " + layout.sample().source() + "."));
        text.append("version: ").append(plan.version()).append("\nsystem: ").append(plan.system()).append('\n');
        wire(text);
        text.append(layout.formats().write());
        layout.opening().ifPresent(type -> text.append("household: ").append(Yaml.word(type)).append('\n'));
        text.append("person: ").append(Yaml.word(layout.person())).append('\n');
        if (layout.hasMembers()) {
            text.append("members: ").append(members()).append('\n');
        }
        text.append("rows:\n");
        layout.guesses().forEach(guess -> row(guess, text));
        if (!layout.never().isEmpty()) {
            text.append("never: ").append(Yaml.list(layout.never())).append("   # personal notes (S17)\n");
        }
        layout.aside().forEach(each -> text.append(Undecided.LINE).append(each.what()).append(": ")
                .append(each.french()).append(" / ").append(each.english()).append('\n'));
        text.append("protected-address: ").append(layout.hidden().map(this::hidden).orElse(
                "every   # no field of the sample says which address is secret, so all are")).append('\n');
        return text.toString();
    }

    /** The type given to the household's other members, which no file has. */
    static String members() {
        return "MEMBRE";
    }

    private void wire(StringBuilder text) {
        switch (layout.sample().wire()) {
            case Wire.Csv csv -> text.append("format: csv\ncsv: { charset: ").append(csv.charset().name())
                    .append(", delimiter: ").append(delimiter(csv.delimiter())).append(", line-end: ")
                    .append(csv.lineEnd().equals("\n") ? "LF" : "CRLF").append(", header: ")
                    .append("\"" + csv.header() + "\"").append(" }\n");
            case Wire.Table table -> text.append("format: csv\ncsv: { charset: ").append(table.charset().name())
                    .append(", delimiter: ").append(delimiter(table.delimiter())).append(", line-end: ")
                    .append(table.lineEnd().equals("\n") ? "LF" : "CRLF").append(", table: ")
                    .append(Yaml.word(table.type())).append(" }\n");
            case Wire.Xml xml when xml.record().isEmpty() -> text.append("format: xml\nxml: { namespace: \"")
                    .append(xml.namespace()).append("\", root: ").append(Yaml.word(xml.root())).append(" }\n");
            case Wire.Xml xml -> records(xml, text);
            case Wire.Flow flow -> throw unknown();
            case Wire.Fhir fhir -> throw unknown();
            case Wire.Json json -> json(json, text);
            case Wire.Fixed fixed -> throw unknown();
            case Wire.Views views -> views(views, text);
        }
    }

    private static void json(Wire.Json json, StringBuilder text) {
        text.append("format: json\n");
        if (!json.records().isEmpty()) {
            text.append("json:\n  records: ").append(Yaml.word(String.join(".", json.records()))).append('\n');
            aside(json.aside(), text);
        }
    }

    private static void records(Wire.Xml xml, StringBuilder text) {
        text.append("format: xml\nxml:\n  root: ").append(Yaml.word(xml.root())).append('\n');
        if (!xml.namespace().isEmpty()) {
            text.append("  namespace: \"").append(xml.namespace()).append("\"\n");
        }
        text.append("  record: ").append(Yaml.word(String.join(".", xml.record()))).append("\n  charset: ")
                .append(xml.charset().name()).append('\n');
        aside(xml.aside(), text);
    }

    private static void aside(Map<String, String> aside, StringBuilder text) {
        if (!aside.isEmpty()) {
            text.append("  aside:\n");
            new TreeMap<>(aside).forEach((name, reason) -> text.append("    ").append(Yaml.word(name))
                    .append(": \"").append(reason).append("\"\n"));
        }
    }

    private void views(Wire.Views views, StringBuilder text) {
        text.append("format: views\nviews: { charset: ").append(views.charset().name());
        views.deleted().ifPresent(said -> text.append(", deleted: { field: ").append(Yaml.word(said.field()))
                .append(", when: ").append(Yaml.word(said.when())).append(", live: ").append(Yaml.word(said.live()))
                .append(" }"));
        text.append(" }\n");
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException("no sample of this format was read");
    }

    private static String delimiter(char delimiter) {
        return delimiter == '\t' ? "\"\\t\"" : "\"" + delimiter + "\"";
    }

    private void row(Guess guess, StringBuilder text) {
        var type = guess.table().type();
        text.append("  ").append(Yaml.word(type)).append(":\n    name: ").append(layout.names().get(type)).append('\n');
        if (!guess.table().at().isEmpty()) {
            text.append("    at: \"").append(guess.table().at()).append("\"\n");
        }
        layout.householdKey(guess).ifPresent(key -> text.append("    household: ").append(Yaml.word(key)).append('\n'));
        layout.personKey(guess).ifPresent(key -> text.append("    person: ").append(Yaml.word(key)).append('\n'));
        text.append(Yaml.broken("    ", "fields", layout.columns(guess)));
        shapes(guess, "numbers", Shape.NUMBER, text);
        shapes(guess, "booleans", Shape.BOOLEAN, text);
        shapes(guess, "lists", Shape.LIST, text);
        if (layout.hasMembers() && type.equals(layout.person())) {
            text.append("  ").append(members()).append(": { name: membre, like: ").append(Yaml.word(type))
                    .append(" }\n");
        }
    }

    /** Fields that are written without quotation marks, or several times; in views all are as their columns are. */
    private void shapes(Guess guess, String key, Shape shape, StringBuilder text) {
        var names = guess.table().columns().stream().filter(column -> column.shape() == shape).map(Column::name)
                .toList();
        if (!names.isEmpty() && !(layout.sample().wire() instanceof Wire.Views)) {
            text.append(Yaml.broken("    ", key, names));
        }
    }

    private String hidden(Guess guess) {
        var said = guess.hidden().orElseThrow();
        return "{ row: " + Yaml.word(guess.table().type()) + ", field: " + Yaml.word(said.column()) + ", when: "
                + Yaml.word(said.when()) + ", open: " + Yaml.word(said.open()) + " }";
    }
}
