package org.viaduc.connectors.kit.certify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.viaduc.connectors.kit.certify.Trying.NotProven;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalRecord;

/** The bytes that a system hands over: none, too few, too many, in another order, in other characters. */
record FileChecks(Subject subject, Volume volume) {
    void run(Trying trying) {
        trying.tryOut("empty-file", "un fichier vide est dit vide et n'arrête rien",
                "an empty file is said to be empty and stops nothing", this::emptyFile);
        trying.tryOut("cut-file", "un fichier coupé ne donne rien de plus que le fichier entier",
                "a file that is cut off gives nothing that the whole does not", this::cutFile);
        trying.tryOut("no-such-file", "des octets sans queue ni tête sont refusés",
                "bytes that make no sense are refused", this::nonsense);
        trying.tryOut("wrong-encoding", "un autre jeu de caractères est reconnu, aucun texte n'est abîmé en silence",
                "another encoding is noticed, no text is garbled silently", this::wrongEncoding);
        trying.tryOut("missing-columns", "ce qui manque n'emporte rien d'autre ; une clé qui manque est dite",
                "what is missing takes nothing else with it; a key that is missing is said",
                faults -> DriftChecks.of(subject).missing(faults));
        trying.tryOut("extra-columns", "ce qui est en trop est signalé ou compté, le reste est lu",
                "what is too much is reported or counted, the rest is read",
                faults -> DriftChecks.of(subject).extra(faults));
        trying.tryOut("other-order", "l'ordre des colonnes ou éléments est indifférent",
                "the order of columns or elements does not matter",
                faults -> DriftChecks.of(subject).otherOrder(faults));
        trying.tryOut("schema-drift", "ce qui change de nom ou de place se voit",
                "what changes its name or place shows", faults -> DriftChecks.of(subject).renamed(faults));
        trying.tryOut("huge-file", "un fichier énorme est lu au fil de l'eau, ou refusé, à mémoire bornée",
                "a huge file is read as it comes, or refused, in bounded memory", this::hugeFile);
    }

    private void emptyFile(Faults faults) throws Exception {
        var batch = subject.read(new byte[0]);
        if (!batch.records().isEmpty()) {
            faults.add("un fichier vide donne " + batch.records().size() + " dossiers",
                    "an empty file gives " + batch.records().size() + " records");
        }
        if (batch.faults().isEmpty()) {
            faults.add("rien ne dit que le fichier est vide", "nothing says that the file is empty");
        }
    }

    private void cutFile(Faults faults) throws Exception {
        var whole = subject.bytes();
        var known = ids(subject.read(whole));
        for (var part = 1; part < 16; part++) {
            var batch = subject.read(Arrays.copyOf(whole, whole.length * part / 16));
            if (!known.containsAll(ids(batch))) {
                faults.add("coupé après " + part + "/16, il donne un dossier que le fichier entier n'a pas",
                        "cut after " + part + "/16 it gives a record that the whole file does not have");
            }
        }
    }

    private static List<String> ids(LocalBatch batch) {
        return batch.records().stream().map(LocalRecord::localId).toList();
    }

    private void nonsense(Faults faults) throws Exception {
        var bytes = new byte[64 << 10];
        new Random(14).nextBytes(bytes);
        var batch = subject.read(bytes);
        if (!batch.records().isEmpty() || batch.faults().isEmpty()) {
            faults.add("ils donnent " + batch.records().size() + " dossiers et " + batch.faults().size() + " défauts",
                    "they give " + batch.records().size() + " records and " + batch.faults().size() + " faults");
        }
    }

    private void wrongEncoding(Faults faults) throws Exception {
        var wire = subject.description().wire();
        // What a database holds is another matter: the file with its rows is JSON.
        var right = wire instanceof Wire.Views ? StandardCharsets.UTF_8 : wire.charset();
        var wrong = right.equals(StandardCharsets.UTF_8) ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        var text = new String(subject.bytes(), right);
        if (text.chars().allMatch(c -> c < 128)) {
            throw new NotProven(List.of(new Hint("l'exemple n'a pas d'accent : lui en donner un, à un nom par exemple",
                    "the example has no accent: give it one, in a name for instance")));
        }
        var batch = subject.read(text.getBytes(wrong));
        if (batch.faults().isEmpty()) {
            var whole = subject.read(subject.bytes());
            if (!rows(batch).equals(rows(whole))) {
                faults.add("écrit en " + wrong.name() + " au lieu de " + right.name()
                        + ", des textes sont abîmés et rien ne le dit",
                        "written in " + wrong.name() + " instead of " + right.name()
                                + ", texts are garbled and nothing says so");
            }
        }
    }

    private static List<Object> rows(LocalBatch batch) {
        return batch.records().stream().<Object>flatMap(record -> record.rows().stream().map(row -> row.fields()))
                .toList();
    }

    private void hugeFile(Faults faults) throws Exception {
        if (subject.description().wire() instanceof Wire.Fhir) {
            FhirDriftChecks.of(subject).huge(faults);
            return;
        }
        var file = HugeFile.of(subject,
                subject.description().wire() instanceof Wire.Flow ? volume.flow() : volume.file());
        var counts = new int[2];
        subject.format().read(file, "file", record -> {
            file.took();
            counts[0]++;
        }, fault -> counts[1]++);
        if (file.isOneRecord()) {
            if (counts[1] == 0) {
                faults.add("un dossier de " + file.megabytes() + " Mo n'est ni lu ni refusé",
                        "a dossier of " + file.megabytes() + " MB is neither read nor refused");
            }
        } else if (counts[0] != file.records()) {
            faults.add(counts[0] + " dossiers sur " + file.records() + " ont été lus, de " + file.megabytes() + " Mo",
                    counts[0] + " of " + file.records() + " records were read from " + file.megabytes() + " MB");
        }
        if (!file.isOneRecord() && file.mostHeld() > file.mayHold()) {
            faults.add(
                    (file.mostHeld() >> 10)
                            + " Ko ont été lus avant qu'un dossier sorte : le fichier est gardé en mémoire",
                    (file.mostHeld() >> 10) + " KB were read before a record came out: the file is held in memory");
        }
    }
}
