package org.viaduc.connectors.kit.certify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.viaduc.connectors.kit.Example;
import org.viaduc.connectors.kit.certify.MappingTables.Coded;
import org.viaduc.connectors.kit.certify.MappingTables.Dated;
import org.viaduc.connectors.kit.certify.MappingTables.Numbered;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.Translation;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/** The mapping on its own: examples, codes, dates, fields that are missing or new. */
record MappingChecks(Subject subject) {
    private static final String NEW = "nouveau_champ_inconnu";
    /** An example that bears this in its name may have a number with a wrong key: it is there to be kept as text. */
    private static final Pattern DEFECTS = Pattern.compile("defects|defauts");

    void run(Trying trying) {
        trying.tryOut("examples-read", "les exemples se lisent en entier", "the examples are read whole",
                this::examplesRead);
        trying.tryOut("examples-there", "les exemples se traduisent comme leur paire le dit",
                "examples translate as their pairs say", this::examplesThere);
        trying.tryOut("examples-back", "les exemples reviennent avec tous leurs champs traduits",
                "examples come back with every mapped field", this::examplesBack);
        trying.tryOut("translating-twice", "traduire deux fois ne change rien", "translating twice changes nothing",
                this::twice);
        trying.tryOut("readable-numbers", "les NIR et NISS des exemples se lisent, clé comprise",
                "the NIR and NISS of the examples can be read, with their keys", this::readableNumbers);
        trying.tryOut("accounted-for", "chaque champ est compté une fois et une seule",
                "every field is counted exactly once", this::accountedFor);
        new CodeChecks(subject, this).run(trying);
        trying.tryOut("wrong-dates", "une date fausse est gardée telle quelle, jamais inventée",
                "a wrong date is kept as it is, never invented", this::wrongDates);
        trying.tryOut("missing-fields", "un champ vide n'en fait perdre aucun autre", "an empty field loses no other",
                this::missingFields);
        trying.tryOut("new-fields", "un champ ou un type de ligne nouveau est nommé dans le bilan",
                "a new field or row type is named in the ledger", this::newFields);
    }

    /** An example that shall show what cannot be read says so in its name, and still is somebody's file. */
    private void examplesRead(Faults faults) throws Exception {
        subject.unread().forEach((example, said) -> {
            if (!subject.examples().containsKey(example) || !DEFECTS.matcher(example.name()).find()) {
                said.forEach(each -> faults.add("examples/" + each.place() + " : " + each.reason(),
                        "examples/" + each.place() + ": " + each.reason()));
                if (said.isEmpty()) {
                    faults.add(in(example, "le fichier ne parle de personne", "the file is about nobody"));
                }
            }
        });
    }

    private void examplesThere(Faults faults) throws Exception {
        subject.bytes();
        for (var pair : subject.examples().entrySet()) {
            var example = pair.getKey();
            if (!java.nio.file.Files.exists(example.common())) {
                faults.add("examples/" + example.common().getFileName() + " manque",
                        "examples/" + example.common().getFileName() + " is missing");
                continue;
            }
            example.differences(translate(pair.getValue()))
                    .forEach(each -> faults.add(in(example, each.french(), each.english())));
        }
    }

    private void examplesBack(Faults faults) throws Exception {
        subject.first();
        subject.examples().forEach((example, record) -> {
            var there = translate(record);
            var back = subject.translator().back(there.record(), subject.system());
            var lost = new HashSet<>(mapped(record, there));
            lost.removeAll(values(back.rows()));
            lost.stream().map(Value::name).distinct().sorted()
                    .forEach(name -> faults.add(in(example, "`" + name + "` ne revient pas",
                            "`" + name + "` does not come back")));
            back.ledger().lines().stream().filter(line -> line.outcome() == Outcome.DROPPED)
                    .forEach(line -> faults.add(in(example,
                            "`" + line.field() + "` de " + line.row() + " n'a pas de champ local",
                            "`" + line.field() + "` of " + line.row() + " has no local field")));
        });
    }

    private record Value(String row, String field, String value) {
        String name() {
            return row + "." + field;
        }
    }

    /** What the ledger says is mapped, of rows that make pieces: a system states its own facts and keys. */
    private Set<Value> mapped(LocalRecord record, Translation translation) {
        var kept = new HashSet<String>();
        translation.ledger().lines().stream().filter(line -> line.outcome() == Outcome.MAPPED
                || line.outcome() == Outcome.KEPT_AS_TEXT).forEach(line -> kept.add(line.row() + "." + line.field()));
        translation.ledger().lines().stream().filter(line -> line.outcome() == Outcome.DROPPED)
                .forEach(line -> kept.remove(line.row() + "." + line.field()));
        var facts = new HashSet<String>();
        subject.tables().coded().stream().filter(Coded::fact)
                .forEach(each -> facts.add(each.row() + "." + each.field()));
        subject.tables().dated().stream().filter(Dated::fact)
                .forEach(each -> facts.add(each.row() + "." + each.field()));
        var found = values(record.rows());
        found.removeIf(value -> !kept.contains(value.name()) || facts.contains(value.name()) || ofFactsAlone(value.row)
                || isKey(value));
        return found;
    }

    private boolean ofFactsAlone(String row) {
        return subject.tables().coded().stream().anyMatch(each -> each.row().equals(row) && each.fact())
                && subject.tables().coded().stream().noneMatch(each -> each.row().equals(row) && !each.fact())
                || subject.tables().dated().stream().anyMatch(each -> each.row().equals(row) && each.fact())
                        && subject.tables().dated().stream().noneMatch(each -> each.row().equals(row) && !each.fact());
    }

    private boolean isKey(Value value) {
        var type = subject.description().row(value.row);
        return type.isEmpty() || type.get().person().filter(value.field::equals).isPresent()
                || type.get().household().filter(value.field::equals).isPresent();
    }

    private static Set<Value> values(List<LocalRow> rows) {
        var found = new HashSet<Value>();
        rows.forEach(row -> row.fields().forEach((field, value) -> found.add(
                new Value(row.type(), field, plain(value)))));
        return found;
    }

    /** Amounts and telephone numbers may come back with other spaces. */
    private static String plain(String value) {
        return value.strip().matches("[+\\d][\\d .,-]*") ? value.replaceAll("[ .-]", "") : value.strip();
    }

    private void twice(Faults faults) throws Exception {
        subject.first();
        subject.examples().forEach((example, record) -> {
            var once = translate(record);
            var back = subject.translator().back(once.record(), subject.system());
            var again = translate(new LocalRecord(record.system(), record.localId(), record.household(), back.rows(),
                    back.attachments()));
            if (!Set.copyOf(again.record().pieces()).equals(Set.copyOf(once.record().pieces()))) {
                faults.add(in(example, "aller, retour et aller encore donne d'autres pièces",
                        "there, back and there again gives other pieces"));
            }
        });
    }

    /** An example whose number has a wrong key proves nothing of the field by which persons are told apart. */
    private void readableNumbers(Faults faults) throws NothingToTry {
        subject.first();
        if (subject.tables().numbers().isEmpty()) {
            throw new NothingToTry("les correspondances ne lisent ni NIR ni NISS",
                    "the mapping reads no NIR and no NISS");
        }
        for (var number : subject.tables().numbers()) {
            subject.examples().forEach((example, record) -> {
                if (!DEFECTS.matcher(example.name()).find() && says(number, record, false)) {
                    faults.add(in(example, number.name() + " ne se lit pas : sa longueur ou sa clé est fausse",
                            number.name() + " cannot be read: its length or its key is wrong"));
                }
            });
            var all = subject.examples().values();
            if (all.stream().anyMatch(record -> says(number, record, false))
                    && all.stream().noneMatch(record -> says(number, record, true))) {
                faults.add("aucun exemple n'a dans " + number.name() + " un numéro qui se lise",
                        "no example has in " + number.name() + " a number that can be read");
            }
        }
    }

    /** Whether a row of the record has such a number, and one that can be read or not. */
    private static boolean says(Numbered number, LocalRecord record, boolean readable) {
        return record.rows().stream().filter(row -> row.type().equals(number.row()))
                .map(row -> row.fields().getOrDefault(number.field(), ""))
                .anyMatch(value -> !value.isBlank() && number.format().toCommon(value.strip()).isEmpty() != readable);
    }

    private void accountedFor(Faults faults) throws Exception {
        subject.first();
        subject.examples().forEach((example, record) -> {
            var counted = translate(record).ledger().total();
            if (counted != Subject.filled(record)) {
                faults.add(in(example, Subject.filled(record) + " champs sont remplis, " + counted + " comptés",
                        Subject.filled(record) + " fields are filled, " + counted + " counted"));
            }
        });
    }

    private void wrongDates(Faults faults) throws NothingToTry {
        if (subject.tables().dated().isEmpty()) {
            throw new NothingToTry("les correspondances ne lisent aucun champ comme une date",
                    "the mapping reads no field as a date");
        }
        for (var field : subject.tables().dated()) {
            var day = field.format().toLocal("2026-11-23");
            for (var wrong : List.of(day.replace("11", "13").replace("23", "31"), day.replaceAll("[0-9]", "0"),
                    "hier")) {
                var fitting = subject.fitting(field.row(), field.field(), wrong);
                if (fitting.isPresent() && field.format().toCommon(fitting.get()).isEmpty()) {
                    kept(field.row(), field.field(), fitting.get(), field.when(), field.fact(), faults);
                }
            }
        }
    }

    /** A word that cannot be read is counted as kept and comes back; in a fact it is counted as lost, never as read. */
    void kept(String row, String field, String word, List<MappingTables.When> when, boolean fact,
            Faults faults) throws NothingToTry {
        var record = subject.with(row, fields -> {
            when.stream().filter(each -> !each.field().equals(field)).forEach(each -> each.fulfil(fields));
            fields.put(field, word);
        });
        var translation = translate(record);
        var lines = lines(translation, row, field);
        if (lines.stream()
                .anyMatch(line -> line.outcome() == Outcome.MAPPED && line.count() >= count(record, row, field))) {
            faults.add("`" + row + "." + field + "` : un mot illisible est compté comme traduit",
                    "`" + row + "." + field + "`: a word that cannot be read is counted as mapped");
        } else if (!fact && lines.stream().noneMatch(line -> line.outcome() != Outcome.MAPPED)) {
            faults.add("`" + row + "." + field + "` : un mot illisible n'est pas compté",
                    "`" + row + "." + field + "`: a word that cannot be read is not counted");
        } else if (lines.stream().anyMatch(line -> line.outcome() == Outcome.KEPT_AS_TEXT)
                && subject.translator().back(translation.record(), subject.system()).rows().stream()
                        .noneMatch(each -> each.fields().getOrDefault(field, "").contains(word))) {
            faults.add("`" + row + "." + field + "` : un mot gardé en texte ne revient pas",
                    "`" + row + "." + field + "`: a word that is kept as text does not come back");
        }
    }

    private static long count(LocalRecord record, String row, String field) {
        return record.rows().stream().filter(each -> each.type().equals(row) && each.fields().containsKey(field))
                .count();
    }

    private static List<Line> lines(Translation translation, String row, String field) {
        return translation.ledger().lines().stream()
                .filter(line -> line.row().equals(row) && line.field().equals(field))
                .toList();
    }

    private void missingFields(Faults faults) throws Exception {
        subject.first();
        for (var record : subject.examples().values()) {
            for (var row : record.rows()) {
                for (var field : row.fields().keySet()) {
                    var without = new LinkedHashMap<>(row.fields());
                    without.remove(field);
                    var changed = record.rows().stream()
                            .map(each -> each.equals(row) ? new LocalRow(row.type(), without, row.line()) : each)
                            .toList();
                    var less = new LocalRecord(record.system(), record.localId(), record.household(), changed,
                            record.attachments());
                    if (translate(less).ledger().total() != Subject.filled(less)) {
                        faults.add("sans `" + row.type() + "." + field + "`, d'autres champs ne sont pas comptés",
                                "without `" + row.type() + "." + field + "` other fields are not counted");
                    }
                }
            }
        }
    }

    private void newFields(Faults faults) throws Exception {
        for (var type : subject.description().rows()) {
            var translation = translate(subject.with(type.type(), row -> row.put(NEW, "x")));
            if (lines(translation, type.type(), NEW).stream().noneMatch(line -> line.outcome() == Outcome.DROPPED)) {
                faults.add("un champ nouveau de `" + type.type() + "` n'est pas nommé dans le bilan",
                        "a new field of `" + type.type() + "` is not named in the ledger");
            }
        }
        var translation = translate(subject.with(NEW, row -> row.put("a", "x")));
        if (lines(translation, NEW, "a").isEmpty()) {
            faults.add("un type de ligne nouveau n'est pas nommé dans le bilan",
                    "a new row type is not named in the ledger");
        }
    }

    /** Something about an example, which it names. */
    private static Hint in(Example example, String french, String english) {
        var name = "examples/" + example.name();
        return new Hint(name + " : " + french, name + ": " + english);
    }

    private Translation translate(LocalRecord record) {
        return subject.translator().translate(record);
    }
}
