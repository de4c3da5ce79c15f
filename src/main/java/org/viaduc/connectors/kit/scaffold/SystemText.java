package org.viaduc.connectors.kit.scaffold;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.mapping.SystemDescription.Wire;

/** {@code system.yaml} of a new system. */
record SystemText(Plan plan, Layout layout) {
    String write() {
        var text = new StringBuilder(plan.head(plan.system() + ", a case system of " + plan.department()
                + ", as guessed from " + layout.sample().source() + "."));
        text.append("version: ").append(plan.version()).append("\nsystem: ").append(plan.system()).append('\n');
        wire(text);
        layout.opening().ifPresent(type -> text.append("household: ").append(Yaml.word(type)).append('\n'));
        text.append("person: ").append(Yaml.word(layout.person())).append('\n');
        layout.opening().ifPresent(type -> text.append("members: ").append(members()).append('\n'));
        text.append("rows:\n");
        layout.guesses().forEach(guess -> row(guess, text));
        if (!layout.never().isEmpty()) {
            text.append("never: ").append(Yaml.list(layout.never())).append("   # personal notes (S17)\n");
        }
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
            case Wire.Xml xml -> text.append("format: xml\nxml: { namespace: \"").append(xml.namespace())
                    .append("\", root: ").append(Yaml.word(xml.root())).append(" }\n");
            case Wire.Flow flow -> throw unknown();
            case Wire.Fhir fhir -> throw unknown();
            case Wire.Json json -> throw unknown();
            case Wire.Fixed fixed -> throw unknown();
            case Wire.Views views -> throw unknown();
        }
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
        layout.householdKey(guess).ifPresent(key -> text.append("    household: ").append(Yaml.word(key)).append('\n'));
        layout.personKey(guess).ifPresent(key -> text.append("    person: ").append(Yaml.word(key)).append('\n'));
        text.append(Yaml.broken("    ", "fields", layout.columns(guess)));
        if (layout.opening().isPresent() && type.equals(layout.person())) {
            text.append("  ").append(members()).append(": { name: membre, like: ").append(Yaml.word(type))
                    .append(" }\n");
        }
    }

    private String hidden(Guess guess) {
        var said = guess.hidden().orElseThrow();
        return "{ row: " + Yaml.word(guess.table().type()) + ", field: " + Yaml.word(said.column()) + ", when: "
                + Yaml.word(said.when()) + ", open: " + Yaml.word(said.open()) + " }";
    }
}
