package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** Objects, elements and rows of views: what none of them names, and what all of them miss. */
final class TreeChecks implements DriftChecks {
    private final Subject subject;
    private final TreeText text;
    /** The path of the element that is one record, and what begins the paths of all that stands in it. */
    private final String record;
    private final LocalBatch whole;
    private final Set<Value> values;
    private final Set<String> documents;

    /** One field's value, of whose file it is. */
    private record Value(String id, String row, String field, String value) {}

    /** @param records the names that lead to the records */
    TreeChecks(Subject subject, TreeText text, List<String> records) throws IOException {
        this.subject = subject;
        this.text = text;
        this.record = String.join(".", records);
        this.whole = subject.read(subject.bytesOrNone());
        this.documents = subject.description().rows().stream()
                .flatMap(row -> row.document().stream()).map(DocumentField::content).collect(Collectors.toSet());
        this.values = values(whole);
    }

    private Set<Value> values(LocalBatch batch) {
        return batch.records().stream().flatMap(each -> each.rows().stream()
                .flatMap(row -> row.fields().entrySet().stream()
                        .filter(field -> !documents.contains(field.getKey()))
                        .map(field -> new Value(each.localId(), row.type(), field.getKey(), field.getValue()))))
                .collect(Collectors.toSet());
    }

    private static List<String> ids(LocalBatch batch) {
        return batch.records().stream().map(LocalRecord::localId).sorted().toList();
    }

    /** The path below the record, where it is one that is read. */
    private boolean isRead(String path) {
        if (!record.isEmpty() && !path.startsWith(record + ".")) {
            return false;
        }
        var below = below(path);
        return !below.isEmpty() && subject.description().never().stream()
                .noneMatch(never -> below.equals(never) || below.startsWith(never + "."));
    }

    private String below(String path) {
        return record.isEmpty() || path.equals(record) ? path : path.substring(record.length() + 1);
    }

    /** Whether it says whose something is, or is who the file is about. */
    private boolean isKey(String path) {
        var name = TreeText.last(path);
        return subject.description().rows().stream().anyMatch(row -> Stream.of(row.person(), row.household(), deleted())
                .flatMap(Optional::stream).map(TreeText::last).anyMatch(name::equals));
    }

    /** The field that says of a view's row that it is deleted: a row that does not say it holds its file back. */
    private Optional<String> deleted() {
        return subject.description().wire() instanceof Wire.Views views
                ? views.deleted().map(Wire.Deleted::field)
                : Optional.empty();
    }

    private boolean isPerson(String path) {
        var below = below(path);
        return subject.description().rows().stream()
                .filter(row -> row.type().equals(subject.description().person())
                        || subject.description().opening().filter(row.type()::equals).isPresent())
                .map(RowType::path).anyMatch(at -> at.equals(below) || at.startsWith(below + "."));
    }

    @Override
    public void missing(Faults faults) throws IOException {
        for (var leaf : text.paths().entrySet()) {
            var path = leaf.getKey();
            if (leaf.getValue() && isRead(path)) {
                var batch = subject.read(text.without(path));
                if (isKey(path)) {
                    saidIfLost(path, batch, faults);
                } else {
                    othersStay(path, batch, faults);
                }
            }
        }
    }

    private void saidIfLost(String path, LocalBatch batch, Faults faults) {
        if (!ids(batch).equals(ids(whole)) && batch.faults().size() <= whole.faults().size()) {
            faults.add("sans `" + path + "`, des dossiers se perdent et rien ne le dit",
                    "without `" + path + "` records are lost and nothing says so");
        }
    }

    /** All other values are there as before. */
    private void othersStay(String path, LocalBatch batch, Faults faults) {
        if (!ids(batch).equals(ids(whole))) {
            faults.add("sans `" + path + "`, des dossiers se perdent", "without `" + path + "` records are lost");
            return;
        }
        var left = values(batch);
        var lost = new HashSet<>(values);
        lost.removeAll(left);
        lost.removeIf(value -> isOf(value, path));
        if (!lost.isEmpty()) {
            var name = lost.stream().map(value -> value.row + "." + value.field).sorted().findFirst().orElseThrow();
            faults.add("sans `" + path + "`, `" + name + "` change aussi",
                    "without `" + path + "`, `" + name + "` changes too");
        }
    }

    /** Whether the value may be what stands at the path, or a repetition of it in the rows below. */
    private static boolean isOf(Value value, String path) {
        var name = TreeText.last(path);
        var field = value.field.replace("^", "");
        return field.equals(name) || field.endsWith("." + name) || field.startsWith(name + ".@")
                || field.contains("." + name + ".@")
                || (field.equals(".") || field.startsWith("@")) && TreeText.last(value.row).equals(name);
    }

    @Override
    public void extra(Faults faults) throws IOException {
        for (var place : text.paths().entrySet()) {
            var path = place.getKey();
            if (place.getValue()) {
                continue;
            }
            var inside = path.equals(record) || isRead(path);
            if (inside || record.startsWith(path.isEmpty() ? "" : path + ".")) {
                extra(path, inside, subject.read(text.with(path, NEW)), faults);
            }
        }
    }

    private void extra(String path, boolean inside, LocalBatch batch, Faults faults) {
        var where = path.isEmpty() ? "/" : path;
        if (!ids(batch).equals(ids(whole)) || !values(batch).containsAll(values)) {
            faults.add("avec un nom de plus dans `" + where + "`, quelque chose d'autre se perd",
                    "with a name more in `" + where + "` something else is lost");
        } else if (batch.faults().size() <= whole.faults().size() && !(inside && names(batch))) {
            faults.add("rien ne dit que `" + where + "` a un nom de plus", "nothing says that `" + where
                    + "` has a name more");
        }
    }

    /** Whether a row has the new name, which the ledger then counts. */
    private static boolean names(LocalBatch batch) {
        return batch.records().stream().flatMap(each -> each.rows().stream())
                .anyMatch(row -> Stream.concat(Stream.of(row.type()), row.fields().keySet().stream())
                        .anyMatch(name -> List.of(name.split("[.@^]")).contains(NEW)));
    }

    @Override
    public void otherOrder(Faults faults) throws IOException {
        var batch = subject.read(text.turned());
        if (!ids(batch).equals(ids(whole)) || !values(batch).equals(values)
                || batch.faults().size() > whole.faults().size()) {
            faults.add("les noms dans l'autre sens, les dossiers sont différents",
                    "with the names the other way round the records are different");
        }
    }

    @Override
    public void renamed(Faults faults) throws IOException {
        var paths = text.paths();
        for (var path : paths.keySet()) {
            if (!isRead(path) && (path.isEmpty() || !path.equals(record)) || !holdsSomething(path, paths)) {
                continue;
            }
            var batch = subject.read(text.renamed(path, NEW));
            if (path.equals(record) || isPerson(path) || isKey(path)) {
                saidIfLost(path, batch, faults);
            } else if (!ids(batch).equals(ids(whole)) && batch.faults().size() <= whole.faults().size()) {
                faults.add("`" + path + "` sous un autre nom, des dossiers se perdent",
                        "with `" + path + "` by another name records are lost");
            } else if (batch.faults().size() <= whole.faults().size() && !names(batch)) {
                faults.add("rien ne dit que `" + path + "` a un autre nom",
                        "nothing says that `" + path + "` has another name");
            }
        }
    }

    private static boolean holdsSomething(String path, Map<String, Boolean> paths) {
        return paths.entrySet().stream()
                .anyMatch(each -> each.getValue() && (each.getKey() + ".").startsWith(path + "."));
    }

    /** By how the keys stand in the file: their paths. */
    static Set<String> keys(Subject subject, List<String> records) {
        var found = new HashSet<String>();
        var above = String.join(".", records);
        for (var row : subject.description().rows()) {
            for (var key : List.of(row.person(), row.household())) {
                key.filter(name -> !name.isEmpty() && !RowType.isAbove(name)).ifPresent(name -> {
                    var at = row.path().isEmpty() ? name : row.path() + "." + name;
                    found.add(above.isEmpty() ? at : above + "." + at);
                    if (name.startsWith("@")) {
                        found.add(TreeText.below(above, name));
                    }
                });
            }
        }
        return found;
    }
}
