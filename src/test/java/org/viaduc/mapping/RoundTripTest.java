package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** Laws of translation, on records of whatever words. */
class RoundTripTest {
    private static final List<String> DROPPED = List.of("maj", "foyer");

    @Property(tries = 400)
    void what_a_mapping_names_survives_there_and_back(@ForAll("records") LocalRecord record) {
        var back = Fixture.TRANSLATOR.back(Fixture.TRANSLATOR.translate(record).record(), "maison").rows();

        var expected = record.rows().stream().filter(row -> !row.type().equals("E")).map(RoundTripTest::named).toList();
        assertThat(back.stream().map(RoundTripTest::named).toList()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 200)
    void translating_twice_changes_nothing(@ForAll("records") LocalRecord record) {
        var first = Fixture.TRANSLATOR.translate(record);
        var back = Fixture.TRANSLATOR.back(first.record(), "maison");
        var second = Fixture.TRANSLATOR.translate(
                new LocalRecord("maison", record.localId(), record.household(), back.rows(), List.of()));

        assertThat(second.record().pieces()).containsExactlyInAnyOrderElementsOf(first.record().pieces());
        assertThat(Fixture.TRANSLATOR.translate(record).ledger()).isEqualTo(first.ledger());
    }

    @Property(tries = 200)
    void every_field_is_counted_once_in_both_directions(@ForAll("records") LocalRecord record) {
        var translation = Fixture.TRANSLATOR.translate(record);

        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record));
        for (var system : Fixture.BOOK.systems()) {
            assertThat(Fixture.TRANSLATOR.back(translation.record(), system).ledger().total())
                    .isEqualTo(Fixture.leaves(translation.record()));
        }
    }

    @Property(tries = 100)
    void a_ledger_survives_its_json_and_holds_no_value(@ForAll("records") LocalRecord record) {
        var ledger = Fixture.TRANSLATOR.translate(record).ledger();

        assertThat(LossLedger.fromJson(ledger.toJson())).isEqualTo(ledger);
        record.rows().forEach(row -> row.fields().values().stream().filter(value -> value.length() > 12)
                .forEach(value -> assertThat(ledger.toJson()).doesNotContain(value)));
    }

    /** Without what the mapping drops, and with the protection of the address as the engine says it. */
    private static Map<String, String> named(LocalRow row) {
        var fields = new java.util.TreeMap<>(row.fields());
        fields.keySet().removeAll(DROPPED);
        fields.put("type", row.type());
        return fields;
    }

    @Provide
    Arbitrary<LocalRecord> records() {
        var home = fields("F", Map.of("rue", text(), "ville", text(), "secret", Arbitraries.of("O", "N")), "rue");
        var person = fields("P", Map.of("nom", text(), "prenoms", Arbitraries.of("Anne", "Anne-Marie Louise", "Élodie"),
                "ne", day(), "sexe", Arbitraries.of("M", "F", "G", "?", "inconnu"), "sit",
                Arbitraries.of("C", "M", "U", "Z"), "nir", Arbitraries.of("1850535288001", "185053528800142", "12 x"),
                "num",
                Arbitraries.of("9")), "nom");
        var contract = fields("C", Map.of("num", Arbitraries.of("9"), "ref",
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(4), "signe", day(), "fin", day(), "actions",
                text(),
                "frein", text(), "heures", Arbitraries.of("0", "15", "quinze"), "paye", amount(), "suivi",
                Arbitraries.of("a|b", "a|b|c", "seul")), "ref");
        var measure = fields("A", Map.of("num", Arbitraries.of("9"), "ref", Arbitraries.of("M1", "M2", "M3"), "nature",
                Arbitraries.of("ADM", "JUD"), "type", Arbitraries.of("AED", "TUT", "PLA", "XYZ"), "debut", day(),
                "objet",
                text()), "nature");
        var event = fields("E", Map.of("num", Arbitraries.of("9"), "code", Arbitraries.of("DEM", "REF", "ZZZ"), "jour",
                day(), "v1", Arbitraries.of("44", "99")), "code");
        return Combinators.combine(home, person, contract.list().ofMaxSize(3), measure.list().ofMaxSize(3),
                event.list().ofMaxSize(2)).as((f, p, c, a, e) -> {
                    var rows = new ArrayList<LocalRow>(List.of(f, p));
                    rows.addAll(c);
                    rows.addAll(a);
                    rows.addAll(e);
                    return new LocalRecord("maison", "9", "12", rows, List.of());
                });
    }

    /** A row in which every field may be missing but one, its number and the person's. */
    private static Arbitrary<LocalRow> fields(String type, Map<String, Arbitrary<String>> values, String always) {
        Arbitrary<Map<String, String>> fields = Arbitraries.just(Map.of());
        for (var entry : new java.util.TreeMap<>(values).entrySet()) {
            var sure = entry.getKey().equals(always) || List.of("num", "secret", "ref").contains(entry.getKey());
            fields = Combinators.combine(fields, sure ? entry.getValue() : entry.getValue().injectNull(0.3)).as(
                    (before, value) -> {
                        var more = new java.util.TreeMap<>(before);
                        if (value != null) {
                            more.put(entry.getKey(), value);
                        }
                        return more;
                    });
        }
        return fields.map(map -> new LocalRow(type, map, 1));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of("Le Goff", "O'Brien; dit \"Bob\"", "première ligne\nseconde ligne", "N'Diaye-Évenou",
                "x");
    }

    private static Arbitrary<String> day() {
        return Arbitraries.of("29/02/2016", "30/02/2016", "01/01/1900", "05/03/2007", "06/03/2007", "été 2026",
                "1/1/2020");
    }

    private static Arbitrary<String> amount() {
        return Arbitraries.of("0", "12,5", "1 234,56", "-1 234 567,00", "cent");
    }
}
