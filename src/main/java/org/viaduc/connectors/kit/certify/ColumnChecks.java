package org.viaduc.connectors.kit.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** Columns that a header names. */
record ColumnChecks(Subject subject, CsvText csv) implements DriftChecks {
    private interface OnColumn {
        void accept(RowType row, String column, int at) throws Exception;
    }

    private void columns(OnColumn each) throws Exception {
        for (var row : subject.description().rows()) {
            var columns = csv.columns(row);
            for (var i = 0; i < columns.size(); i++) {
                each.accept(row, columns.get(i), i + csv.offset());
            }
        }
    }

    private static boolean isKey(RowType row, String column) {
        return row.person().filter(column::equals).isPresent() || row.household().filter(column::equals).isPresent();
    }

    private static List<String> ids(LocalBatch batch) {
        return batch.records().stream().map(LocalRecord::localId).toList();
    }

    private static List<Object> rows(LocalBatch batch) {
        return batch.records().stream().<Object>flatMap(record -> record.rows().stream().map(row -> row.fields()))
                .toList();
    }

    @Override
    public void missing(Faults faults) throws Exception {
        var records = ids(subject.read(csv.write(csv.lines())));
        columns((row, column, at) -> {
            var name = "`" + row.type() + "." + column + "`";
            var batch = subject.read(csv.change(row, line -> without(line, at), line -> without(line, at)));
            if (batch.faults().stream().noneMatch(fault -> fault.reason().contains(column))) {
                faults.add("rien ne nomme " + name + " quand elle manque", "nothing names " + name
                        + " when it is missing");
            }
            if (!isKey(row, column) && !ids(batch).equals(records)) {
                faults.add("sans " + name + ", des dossiers se perdent", "without " + name + " records are lost");
            }
        });
    }

    @Override
    public void extra(Faults faults) throws Exception {
        for (var row : subject.description().rows()) {
            if (!csv.columns(row).isEmpty()) {
                var batch = subject.read(csv.change(row, line -> with(line, NEW), line -> with(line, "x")));
                if (batch.faults().isEmpty()) {
                    faults.add("rien ne dit que `" + row.type() + "` a une colonne de plus",
                            "nothing says that `" + row.type() + "` has a column more");
                }
                if (batch.records().size() != subject.read(csv.write(csv.lines())).records().size()) {
                    faults.add("avec une colonne de plus dans `" + row.type() + "`, des dossiers se perdent",
                            "with a column more in `" + row.type() + "` records are lost");
                }
            }
        }
    }

    @Override
    public void otherOrder(Faults faults) throws Exception {
        var whole = subject.read(csv.write(csv.lines()));
        for (var row : subject.description().rows()) {
            var batch = subject.read(csv.change(row, line -> turned(line, csv.offset()),
                    line -> turned(line, csv.offset())));
            if (!rows(batch).equals(rows(whole)) || batch.faults().size() > whole.faults().size()) {
                faults.add("les colonnes de `" + row.type() + "` dans l'autre sens, les dossiers sont différents",
                        "with the columns of `" + row.type() + "` turned round the records are different");
            }
        }
    }

    @Override
    public void renamed(Faults faults) throws Exception {
        columns((row, column, at) -> {
            if (!isKey(row, column)) {
                var said = subject.read(csv.change(row, line -> renamed(line, at), line -> line)).faults();
                if (said.stream().noneMatch(fault -> fault.reason().contains(column)) || said.size() < 2) {
                    faults.add("rien ne dit que `" + row.type() + "." + column + "` a un autre nom",
                            "nothing says that `" + row.type() + "." + column + "` has another name");
                }
            }
        });
    }

    private static List<String> without(List<String> line, int at) {
        return IntStream.range(0, line.size()).filter(i -> i != at).mapToObj(line::get).toList();
    }

    private static List<String> with(List<String> line, String cell) {
        line.add(cell);
        return line;
    }

    private static List<String> turned(List<String> line, int offset) {
        var turned = new ArrayList<>(line.subList(0, offset));
        turned.addAll(line.subList(offset, line.size()).reversed());
        return turned;
    }

    private static List<String> renamed(List<String> line, int at) {
        line.set(at, NEW);
        return line;
    }
}
