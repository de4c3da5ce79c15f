package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.SystemDescription.Form.Holds;
import org.viaduc.mapping.SystemDescription.Form.Span;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;

/** Lines with fixed places: too short, too long, of an unknown type, and with places that have shifted. */
record FixedChecks(Subject subject, Wire.Fixed wire) implements DriftChecks {
    private static final int MORE = 7;

    private List<String> lines() throws IOException, NothingToTry {
        return new ArrayList<>(Arrays.asList(new String(subject.bytes(), wire.charset()).split("\r?\n")));
    }

    private LocalBatch read(List<String> lines) throws IOException {
        return subject.read((String.join(wire.lineEnd(), lines) + wire.lineEnd()).getBytes(wire.charset()));
    }

    private String type(String line) {
        return line.length() < wire.type().to() ? "" : line.substring(wire.type().from() - 1, wire.type().to()).strip();
    }

    /** The first line of the type in another way; empty when the example has none. */
    private List<String> changed(RowType row, UnaryOperator<String> change) throws IOException, NothingToTry {
        var lines = lines();
        for (var i = 0; i < lines.size(); i++) {
            if (type(lines.get(i)).equals(row.type())) {
                lines.set(i, change.apply(lines.get(i)));
                return lines;
            }
        }
        return List.of();
    }

    /** A line that ends before its last place. */
    @Override
    public void missing(Faults faults) throws Exception {
        for (var row : subject.description().rows()) {
            var lines = changed(row, line -> line.substring(0, Math.min(line.length(), wire.type().to() + 1)));
            if (!lines.isEmpty() && !isSaid(read(lines))) {
                faults.add("rien ne dit qu'une ligne `" + row.type() + "` est trop courte",
                        "nothing says that a line `" + row.type() + "` is too short");
            }
            var shorter = wire.length() == 0
                    ? List.<String>of()
                    : changed(row, line -> line.substring(0, line.length() - 1));
            if (!shorter.isEmpty() && !isSaid(read(shorter))) {
                faults.add("rien ne dit qu'une ligne `" + row.type() + "` est trop courte d'un caractère",
                        "nothing says that a line `" + row.type() + "` is one character short");
            }
        }
    }

    private boolean isSaid(LocalBatch batch) throws IOException, NothingToTry {
        return batch.faults().size() > subject.read(subject.bytes()).faults().size();
    }

    /** Text behind the last place, and a line of a type that nobody has described. */
    @Override
    public void extra(Faults faults) throws Exception {
        for (var row : subject.description().rows()) {
            var lines = changed(row, line -> line + "x".repeat(MORE));
            if (!lines.isEmpty() && !isSaid(read(lines)) && !isCounted(read(lines))) {
                faults.add("rien ne dit qu'une ligne `" + row.type() + "` est trop longue",
                        "nothing says that a line `" + row.type() + "` is too long");
            }
        }
        var lines = lines();
        for (var i = 0; i < lines.size(); i++) {
            if (subject.description().row(type(lines.get(i))).filter(row -> row.person().isPresent()).isPresent()) {
                var span = wire.type();
                var line = lines.get(i);
                lines.set(i, line.substring(0, span.from() - 1) + "?".repeat(span.length())
                        + line.substring(span.to()));
                if (!isSaid(read(lines))) {
                    faults.add("rien ne dit qu'un type de ligne est inconnu",
                            "nothing says that a line's type is unknown");
                }
                return;
            }
        }
    }

    /** Whether what stands where no field is described is counted. */
    private static boolean isCounted(LocalBatch batch) {
        return batch.records().stream().flatMap(record -> record.rows().stream())
                .anyMatch(row -> row.fields().keySet().stream().anyMatch(field -> field.matches("\\d+-\\d+")));
    }

    @Override
    public void otherOrder(Faults faults) throws NothingToTry {
        throw new NothingToTry("les places n'ont pas de nom : leur ordre est le format",
                "places have no names: their order is the format");
    }

    /** One blank more before a line's first field: everything behind it stands one place further. */
    @Override
    public void renamed(Faults faults) throws Exception {
        var tried = 0;
        for (var row : subject.description().rows()) {
            var spans = spans(row);
            var first = spans.values().stream().mapToInt(Span::from).min().orElse(0);
            var lines = first == 0 ? List.<String>of() : changed(row, line -> shifted(line, first));
            if (lines.isEmpty() || !isGuarded(row, spans)) {
                continue;
            }
            tried++;
            if (!isSaid(read(lines))) {
                faults.add(
                        "dans une ligne `" + row.type() + "`, des places décalées se lisent comme si de rien n'était",
                        "in a line `" + row.type() + "` places that have shifted are read as if nothing had happened");
            }
        }
        if (tried == 0) {
            throw new NothingToTry(
                    "aucune place ne dit ce qu'elle contient (digits, day, cents, niss) : un décalage ne "
                            + "se verrait pas",
                    "no place says what it holds (digits, day, cents, niss): a shift would not show");
        }
    }

    private static Map<String, Span> spans(RowType row) {
        var found = new LinkedHashMap<String, Span>();
        row.fields().forEach(field -> {
            if (row.forms().get(field) instanceof Span span) {
                found.put(field, span);
            }
        });
        return found;
    }

    /** Whether a place that says what it holds is filled in the example: there a shift shows. */
    private boolean isGuarded(RowType row, Map<String, Span> spans) {
        return subject.examples().values().iterator().next().rows().stream()
                .filter(each -> each.type().equals(row.type())).findFirst()
                .filter(each -> spans.entrySet().stream().anyMatch(span -> span.getValue().holds() != Holds.TEXT
                        && !each.fields().getOrDefault(span.getKey(), "").isBlank()))
                .isPresent();
    }

    private static String shifted(String line, int from) {
        var longer = line.substring(0, from - 1) + " " + line.substring(from - 1);
        return longer.substring(0, line.length());
    }
}
