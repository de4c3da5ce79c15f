package org.viaduc.connectors.kit.certify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** The bytes that a system hands over: none, too few, too many, in another order, in other characters. */
record FileChecks(Subject subject) {
    private static final String NEW = "colonne_nouvelle";

    void run(Trying trying) {
        trying.tryOut("empty-file", "un fichier vide est dit vide et n'arrête rien",
                "an empty file is said to be empty and stops nothing", this::emptyFile);
        trying.tryOut("cut-file", "un fichier coupé ne donne rien de plus que le fichier entier",
                "a file that is cut off gives nothing that the whole does not", this::cutFile);
        trying.tryOut("no-such-file", "des octets sans queue ni tête sont refusés",
                "bytes that make no sense are refused", this::nonsense);
        trying.tryOut("wrong-encoding", "un autre jeu de caractères est reconnu, aucun texte n'est abîmé en silence",
                "another encoding is noticed, no text is garbled silently", this::wrongEncoding);
        trying.tryOut("missing-columns", "une colonne manquante est nommée, les autres sont lues",
                "a missing column is named, the others are read", this::missingColumns);
        trying.tryOut("extra-columns", "une colonne en trop est signalée, les autres sont lues",
                "an extra column is reported, the others are read", this::extraColumns);
        trying.tryOut("other-order", "l'ordre des colonnes est indifférent", "the order of the columns does not matter",
                this::otherOrder);
        trying.tryOut("schema-drift", "une colonne renommée se voit : l'ancienne manque, la nouvelle est inconnue",
                "a renamed column shows: the old one is missing, the new one unknown", this::schemaDrift);
        trying.tryOut("huge-file", "un fichier énorme est lu au fil de l'eau, à mémoire constante",
                "a huge file is read as it comes, in constant memory", this::hugeFile);
    }

    private void emptyFile(List<String> faults) throws Exception {
        var batch = subject.read(new byte[0]);
        if (!batch.records().isEmpty()) {
            faults.add("an empty file gives " + batch.records().size() + " records");
        }
        if (batch.faults().isEmpty()) {
            faults.add("nothing says that the file is empty");
        }
    }

    private void cutFile(List<String> faults) throws Exception {
        var whole = subject.bytes();
        var known = ids(subject.read(whole));
        for (var part = 1; part < 16; part++) {
            var batch = subject.read(Arrays.copyOf(whole, whole.length * part / 16));
            if (!known.containsAll(ids(batch))) {
                faults.add("cut after " + part + "/16 it gives a record that the whole file does not have");
            }
        }
    }

    private static List<String> ids(LocalBatch batch) {
        return batch.records().stream().map(LocalRecord::localId).toList();
    }

    private void nonsense(List<String> faults) throws Exception {
        var bytes = new byte[64 << 10];
        new Random(14).nextBytes(bytes);
        var batch = subject.read(bytes);
        if (!batch.records().isEmpty() || batch.faults().isEmpty()) {
            faults.add("it gives " + batch.records().size() + " records and " + batch.faults().size() + " faults");
        }
    }

    private void wrongEncoding(List<String> faults) throws Exception {
        var wire = subject.description().wire();
        // What a database holds is another matter: the file with its rows is JSON.
        var right = wire instanceof Wire.Views ? StandardCharsets.UTF_8 : wire.charset();
        var wrong = right.equals(StandardCharsets.UTF_8) ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        var text = new String(subject.bytes(), right);
        if (text.chars().allMatch(c -> c < 128)) {
            throw new NothingToTry("the example has no accent: give it one");
        }
        var batch = subject.read(text.getBytes(wrong));
        if (batch.faults().isEmpty()) {
            var whole = subject.read(subject.bytes());
            if (!rows(batch).equals(rows(whole))) {
                faults.add("written in " + wrong.name() + " instead of " + right.name()
                        + ", texts are garbled and nothing says so");
            }
        }
    }

    private static List<Object> rows(LocalBatch batch) {
        return batch.records().stream().<Object>flatMap(record -> record.rows().stream().map(row -> row.fields()))
                .toList();
    }

    private CsvText csv() throws Exception {
        return CsvText.of(subject.description(), subject.bytes())
                .orElseThrow(() -> new NothingToTry("the system's files have no columns"));
    }

    private interface OnColumn {
        void accept(RowType row, String column, int at) throws Exception;
    }

    private void columns(CsvText csv, OnColumn each) throws Exception {
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

    private void missingColumns(List<String> faults) throws Exception {
        var csv = csv();
        var records = ids(subject.read(csv.write(csv.lines())));
        columns(csv, (row, column, at) -> {
            var batch = subject.read(csv.change(row, line -> without(line, at), line -> without(line, at)));
            if (batch.faults().stream().noneMatch(fault -> fault.reason().contains(column))) {
                faults.add("nothing names `" + row.type() + "." + column + "` when it is missing");
            }
            if (!isKey(row, column) && !ids(batch).equals(records)) {
                faults.add("without `" + row.type() + "." + column + "` records are lost");
            }
        });
    }

    private void extraColumns(List<String> faults) throws Exception {
        var csv = csv();
        for (var row : subject.description().rows()) {
            if (!csv.columns(row).isEmpty()) {
                var batch = subject.read(csv.change(row, line -> with(line, NEW), line -> with(line, "x")));
                if (batch.faults().isEmpty()) {
                    faults.add("nothing says that `" + row.type() + "` has a column more");
                }
                if (batch.records().size() != subject.read(csv.write(csv.lines())).records().size()) {
                    faults.add("with a column more in `" + row.type() + "` records are lost");
                }
            }
        }
    }

    private void otherOrder(List<String> faults) throws Exception {
        var csv = csv();
        var whole = subject.read(csv.write(csv.lines()));
        for (var row : subject.description().rows()) {
            var batch = subject.read(csv.change(row, line -> turned(line, csv.offset()),
                    line -> turned(line, csv.offset())));
            if (!rows(batch).equals(rows(whole)) || batch.faults().size() > whole.faults().size()) {
                faults.add("with the columns of `" + row.type() + "` turned round the records are different");
            }
        }
    }

    private void schemaDrift(List<String> faults) throws Exception {
        var csv = csv();
        columns(csv, (row, column, at) -> {
            if (!isKey(row, column)) {
                var renamed = csv.change(row, line -> renamed(line, at), line -> line);
                var said = subject.read(renamed).faults();
                if (said.stream().noneMatch(fault -> fault.reason().contains(column)) || said.size() < 2) {
                    faults.add("nothing says that `" + row.type() + "." + column + "` has got another name");
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
        var turned = new java.util.ArrayList<>(line.subList(0, offset));
        turned.addAll(line.subList(offset, line.size()).reversed());
        return turned;
    }

    private static List<String> renamed(List<String> line, int at) {
        line.set(at, NEW);
        return line;
    }

    private void hugeFile(List<String> faults) throws Exception {
        if (subject.format().isOpenedTwice()) {
            throw new NothingToTry("nothing comes out of such a file before its last line was seen");
        }
        var file = HugeFile.of(subject);
        var seen = new HashSet<String>();
        var said = new int[1];
        subject.format().read(file, "file", record -> {
            file.took();
            seen.add(record.localId());
        }, fault -> said[0]++);
        if (file.isRefusable()) {
            if (said[0] == 0) {
                faults.add("a dossier of " + file.megabytes() + " MB is neither read nor refused");
            }
        } else if (seen.size() < file.records()) {
            faults.add(seen.size() + " of " + file.records() + " records were read from " + file.megabytes() + " MB");
        }
        if (file.mostHeld() > HugeFile.MAY_HOLD) {
            faults.add((file.mostHeld() >> 10) + " KB were read before a record came out: the file is held in memory");
        }
    }
}
