package org.viaduc.mapping.matrix;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.mapping.BackTranslation;
import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** What the matrix of all pairs brought to light: losses that the ledger called none, and things that nobody had said. */
class HonestLedgerTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final Translator TRANSLATOR = new Translator(BOOK, Fixture.CLOCK);
    private static final String HOME = "#F;num_foyer;adr_ligne1;adr_ligne2;code_postal;commune;insee_commune;adr_secret;tel;"
            + "type_logt;dif_logt;date_maj\n#P;num_foyer;num_pers;role;nom_nais;nom_usage;prenoms;sexe;dt_nais;insee_nais;nir;"
            + "aut_parent;sit_fam;nation\nF;35;3, rue de l'Etang;;35400;Saint-Malo;35288;N;;;;\n"
            + "P;35;7;ENF;L'Hostis;;Ange;M;29/02/2016;2A004;116022A00411797;;;F\n";

    @Test
    void an_income_of_a_month_is_coded_down_where_only_quarters_are() {
        var month = common("estey",
                "{\"id\":7,\"ressources\":[{\"nature\":\"salaire\",\"montant\":412,\"mois\":\"2026-10\"}]}");

        var ledger = TRANSLATOR.back(month, "solidor").ledger();

        assertThat(ledger.lines()).contains(new Line("S05.income", "effectivePeriod", Outcome.CODED_DOWN, "", 1));
    }

    @Test
    void a_commune_of_birth_that_follows_from_no_number_is_lost_and_the_ledger_says_so() {
        var back = TRANSLATOR.back(common("solidor", HOME), "cnaf-vrsb");

        assertThat(back.ledger().lines()).contains(new Line("S01.identity",
                "extension.valueAddress.extension.valueCoding.code", Outcome.DROPPED, "no-field", 1));
    }

    @Test
    void a_number_that_does_not_fit_the_person_makes_no_second_person() {
        var back = TRANSLATOR.back(common("solidor", HOME), "cnaf-vrsb");

        assertThat(back.rows()).extracting(LocalRow::type).containsOnlyOnce("Personne");
        assertThat(back.ledger().lines())
                .contains(new Line("S01.nir", "identifier.value", Outcome.DROPPED, "no-room", 1));
    }

    @Test
    void an_income_of_which_no_list_has_the_word_is_an_observation_that_says_so_in_words() {
        var record = common("estey",
                "{\"id\":7,\"civil\":{\"nomNaissance\":\"Ozanne\"},\"ressources\":[{\"nature\":\"pourboires\",\"montant\":412}]}");
        var file = written(TRANSLATOR.back(record, "tddui"), "Usager", "numero");

        assertThat(new String(file, java.nio.charset.StandardCharsets.UTF_8)).contains(
                "\"code\":{\"coding\":[{\"system\":\"https://viaduc.org/fhir/CodeSystem/income\",\"display\":\"pourboires\"}]}");
        assertThat(common("tddui", file).of(Kind.of("S05.income"))).singleElement().satisfies(
                piece -> assertThat(piece.resource().text(FieldPath.of("code.text"))).contains("pourboires"));
    }

    @Test
    void a_role_in_the_household_that_nobody_said_is_told_beside_the_count() {
        var record = common("solidor", HOME.replace(";7;ENF;", ";7;;"));

        var back = TRANSLATOR.back(record, "cnaf-vrsb");

        assertThat(back.rows()).filteredOn(row -> row.type().equals("Personne")).singleElement()
                .satisfies(row -> assertThat(row.fields()).containsEntry("Prestations.ROLEPERS", "DEM"));
        assertThat(assumed(back)).singleElement().satisfies(line -> assertThat(line.row()).isEqualTo("S01.identity"));
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(record));
        assertThat(LossLedger.fromJson(back.ledger().toJson())).isEqualTo(back.ledger());
        assertThat(assumed(TRANSLATOR.back(common("solidor", HOME.replace(";ENF;", ";DEM;")), "cnaf-vrsb"))).isEmpty();
    }

    private static List<Line> assumed(BackTranslation back) {
        return back.ledger().lines().stream().filter(line -> line.outcome() == Outcome.ASSUMED).toList();
    }

    @Test
    void whoever_comes_first_in_the_record_the_person_is_told_first() {
        var record = common("solidor", HOME);

        var back = TRANSLATOR.back(new CommonRecord(record.pieces().reversed()), "cnaf-vrsb");

        assertThat(back.rows().stream().filter(row -> row.type().equals("Personne")).findFirst().orElseThrow().fields())
                .containsEntry("Identification.NOMNAI", "L'Hostis").containsEntry("Prestations.ROLEPERS", "ENF");
    }

    @Test
    void a_french_address_does_not_become_belgian_by_standing_in_a_belgian_file() {
        var again = common("sambre",
                written(TRANSLATOR.back(common("solidor", HOME), "sambre"), "P200", "num_pers"));

        assertThat(again.of(Kind.ADDRESS)).singleElement()
                .satisfies(piece -> assertThat(piece.resource().text(FieldPath.of("address[0].country"))).isEmpty());
    }

    /** The file once the local system has given the person a number. */
    private static byte[] written(BackTranslation back, String person, String number) {
        var rows = back.rows().stream()
                .map(row -> row.type().equals(person) ? new LocalRow(person, with(row, number, "7"), 0) : row).toList();
        return LocalFormat.of(BOOK.system(back.system()))
                .write(new BackTranslation(back.system(), rows, List.of(), back.ledger()));
    }

    private static java.util.Map<String, String> with(LocalRow row, String field, String value) {
        var fields = new java.util.LinkedHashMap<>(row.fields());
        fields.put(field, value);
        return fields;
    }

    private static CommonRecord common(String system, String file) {
        return common(system, file.getBytes(BOOK.system(system).wire().charset()));
    }

    private static CommonRecord common(String system, byte[] file) {
        try {
            var batch = LocalFormat.of(BOOK.system(system)).read(new ByteArrayInputStream(file), "drop");
            assertThat(batch.faults()).isEmpty();
            return TRANSLATOR.translate(batch.records().getFirst()).record();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
