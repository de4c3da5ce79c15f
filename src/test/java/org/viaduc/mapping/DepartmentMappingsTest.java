package org.viaduc.mapping;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Mark;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;

import static org.assertj.core.api.Assertions.assertThat;

/** The mapping folders of the two departments: their examples, and what is lost between one and the other. */
class DepartmentMappingsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final Translator TRANSLATOR = new Translator(BOOK, CLOCK);

    static Stream<ExamplePair> examples() {
        return ExamplePair.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_local_file_says_in_common_terms_what_its_example_says(ExamplePair example) {
        var record = example.record(BOOK);

        var translation = TRANSLATOR.translate(record);

        assertThat(translation.record().pieces().stream().map(ExamplePair::text).toList())
                .isEqualTo(example.expectedPieces());
        assertThat(translation.facts().stream().map(ExamplePair::text).toList()).isEqualTo(example.expectedFacts());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_field_that_holds_something_is_counted_once(ExamplePair example) {
        var record = example.record(BOOK);

        var ledger = TRANSLATOR.translate(record).ledger();

        assertThat(ledger.total()).isEqualTo(Fixture.filled(record));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_comes_back_with_every_field_that_was_mapped(ExamplePair example) {
        var record = example.record(BOOK);
        var dropped = TRANSLATOR.translate(record).ledger().lines().stream()
                .filter(line -> line.outcome() == Outcome.DROPPED).map(line -> line.row() + "." + line.field())
                .collect(Collectors.toSet());

        var back = TRANSLATOR.back(common(example), example.system());

        var expected = fields(record.rows()).stream().filter(field -> !dropped.contains(name(field)))
                .filter(field -> !ofFactsOrKeys(example.system(), field)).toList();
        assertThat(fields(back.rows())).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_piece_is_what_fhir_has(ExamplePair example) {
        var record = common(example);

        var read = DocumentBundle.read(DocumentBundle.write(SocialDocument.of(
                DocumentHead.of(new Department("D35"), example.system(), CLOCK), record)));

        assertThat(read.record().pieces()).hasSameSizeAs(record.pieces());
    }

    @Test
    void personal_notes_are_not_even_read() {
        var record = ExamplePair.named("alert-about-a-girl-born-in-corsica").record(BOOK);

        var ledger = TRANSLATOR.translate(record).ledger();

        assertThat(record.rows()).extracting(LocalRow::type).doesNotContain("N");
        assertThat(ledger.lines()).extracting(LossLedger.Line::row).doesNotContain("N");
    }

    @Test
    void a_hidden_address_is_marked_and_comes_back_hidden() {
        for (var example : List.of("woman-whose-address-is-protected", "mother-whose-address-is-confidential")) {
            var record = common(ExamplePair.named(example));

            var rows = TRANSLATOR.back(record, "solidor").rows();

            assertThat(record.of(Kind.ADDRESS)).allMatch(piece -> piece.marks().contains(Mark.PROTECTED));
            assertThat(record.of(Kind.CONTACT)).allMatch(piece -> piece.marks().contains(Mark.PROTECTED));
            assertThat(value(rows, "F", "adr_secret")).isEqualTo("O");
        }
    }

    @Test
    void whoever_raised_the_alert_is_marked_and_so_is_whom_it_does_not_concern() {
        var record = common(ExamplePair.named("alert-about-a-boy-with-a-report-in-pdf"));

        assertThat(record.of(Kind.IP)).allMatch(piece -> piece.marks().equals(Set.of(Mark.INFORMANT_IDENTITY)));
        assertThat(record.of(Kind.HOUSEHOLD).map(piece -> piece.marks().contains(Mark.THIRD_PARTY)))
                .containsExactly(false, true);
    }

    @Test
    void twins_differ_in_their_given_names_only_and_stay_two_persons() {
        var record = common(ExamplePair.named("twin-whose-placement-was-released-by-the-judge"));
        var given = FieldPath.of("name(use=official).given[0]");
        var born = FieldPath.of("birthDate");
        var person = record.identity().orElseThrow().resource();

        var twin = record.of(Kind.HOUSEHOLD).findFirst().orElseThrow().resource();

        assertThat(twin.text(born)).isEqualTo(person.text(born));
        assertThat(twin.text(given)).isNotEqualTo(person.text(given));
    }

    @Test
    void a_measure_is_read_with_the_table_of_its_own_day() {
        var record = common(ExamplePair.named("record-with-defects"));
        var code = FieldPath.of("code.text");

        // The IOE measure ended with the MJIE in 2012; a line of 2014 that still says IOE says something unknown.
        assertThat(record.of(Kind.AE_DECISION).map(piece -> piece.resource().text(code).orElse("")))
                .contains("IOE");
    }

    @Test
    void a_measure_crosses_to_the_other_department_and_back_in_each_ones_own_words() {
        var there = as("ardoise", ExamplePair.named("twin-whose-placement-was-released-by-the-judge"));

        assertThat(value(there.rows(), "mesure", "type")).isEqualTo("PLACEMENT_ASE");
        assertThat(value(there.rows(), "mesure", "cadre")).isEqualTo("JUDICIAIRE");

        var home = TRANSLATOR.back(TRANSLATOR.translate(there).record(), "solidor");

        assertThat(value(home.rows(), "A", "type")).isEqualTo("PLA");
        assertThat(value(home.rows(), "A", "nature")).isEqualTo("JUD");
    }

    @ParameterizedTest
    @CsvSource({"alert-about-a-boy-with-a-report-in-pdf, solidor",
            "twin-whose-placement-was-released-by-the-judge, ardoise"})
    void a_report_in_pdf_crosses_whole(String name, String other) {
        var example = ExamplePair.named(name);
        var report = example.record(BOOK).attachments().getFirst();

        var there = as(other, example);

        assertThat(there.attachments()).extracting(Attachment::digest).containsExactly(report.digest());
        assertThat(there.attachments()).extracting(Attachment::mediaType).containsExactly("application/pdf");
    }

    @Test
    void what_solidor_loses_in_ardoise_and_back_is_what_the_ledger_names() {
        var example = ExamplePair.named("applicant-born-abroad-with-contract-and-debt");
        var atHome = TRANSLATOR.back(common(example), "solidor");
        var ledger = TRANSLATOR.back(common(example), "ardoise").ledger();

        var home = TRANSLATOR.back(TRANSLATOR.translate(as("ardoise", example)).record(), "solidor");

        assertThat(lost(atHome.rows(), home.rows()))
                .containsExactly("M.sexe", "P.nir", "P.role", "P.sit_fam", "R.periode", "R.type_droit");
        assertThat(dropped(ledger)).contains(
                // in this order; R.type_droit is the benefit that no table knows
                "S03.household gender no-field", "S01.nir identifier.value no-place",
                "S01.identity extension.valueCode no-field",
                "S01.identity maritalStatus.coding.code no-field", "S12.payments effectivePeriod.start no-field",
                "S12.decision type.text unknown-code");
    }

    @Test
    void what_ardoise_loses_in_solidor_and_back_is_what_the_ledger_names() {
        var example = ExamplePair.named("alert-about-a-boy-with-a-report-in-pdf");
        var atHome = TRANSLATOR.back(common(example), "ardoise");
        var ledger = TRANSLATOR.back(common(example), "solidor").ledger();

        var home = TRANSLATOR.back(TRANSLATOR.translate(as("solidor", example)).record(), "ardoise");

        assertThat(lost(atHome.rows(), home.rows()))
                .containsExactly("coordonnees.courriel", "document.reference", "evaluationAlerte.debut",
                        "evaluationAlerte.synthese", "mesure.nature", "proche.concerne", "proche.lien",
                        "usager.@numero", "usager.ins", "usager.matriculeIns");
        assertThat(dropped(ledger)).contains("S02.contact telecom.value no-field",
                "S10.evaluation-report identifier.value no-field",
                "S10.ip-evaluation effectivePeriod.start no-field", "S10.ip-evaluation summary no-field",
                "S10.ase-decision orderDetail.coding.code no-field", "S01.identity identifier.value no-field");
        assertThat(ledger.lines()).anyMatch(line -> line.row().equals("S03.household")
                && line.field().equals("relationship.coding.code") && line.outcome() == Outcome.CODED_DOWN);
    }

    private static CommonRecord common(ExamplePair example) {
        return TRANSLATOR.translate(example.record(BOOK)).record();
    }

    /** The example as the other department would hold it after a delivery. */
    private static LocalRecord as(String system, ExamplePair example) {
        var delivered = TRANSLATOR.back(common(example), system);
        return new LocalRecord(system, "new-here", "", delivered.rows(), delivered.attachments());
    }

    /** The fields that were there before and are not, or not the same, after; each system numbers people for itself. */
    private static Set<String> lost(List<LocalRow> before, List<LocalRow> after) {
        var lost = fields(before);
        fields(after).forEach(lost::remove);
        return lost.stream().map(DepartmentMappingsTest::name).filter(name -> !name.endsWith(".num_pers"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Map.Entry<String, String>> fields(List<LocalRow> rows) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        rows.forEach(row -> row.fields().forEach(
                (name, value) -> fields.add(Map.entry(row.type() + "." + name, normal(name, value)))));
        return fields;
    }

    /** Telephone numbers and NIR come back without the spaces between their digits. */
    private static String normal(String field, String value) {
        return Set.of("tel", "telephone", "nir").contains(field) && value.matches("[+0-9 AB]+")
                ? value.replace(" ", "")
                : value;
    }

    private static String name(Map.Entry<String, String> field) {
        return field.getKey();
    }

    /** Each system states its own facts, and numbers people and households for itself. */
    private static boolean ofFactsOrKeys(String system, Map.Entry<String, String> field) {
        return BOOK.tables(system).rows.stream().anyMatch(row -> field.getKey().startsWith(row.type().type() + ".")
                && (row.pieces().isEmpty()
                        || row.type().isKey(field.getKey().substring(row.type().type().length() + 1))));
    }

    private static Set<String> dropped(LossLedger ledger) {
        return ledger.lines().stream().filter(line -> line.outcome() == Outcome.DROPPED)
                .map(line -> line.row() + " " + line.field() + " " + line.reason()).collect(Collectors.toSet());
    }

    private static String value(List<LocalRow> rows, String type, String field) {
        return rows.stream().filter(row -> row.type().equals(type))
                .map(row -> row.fields().getOrDefault(field, "")).findFirst().orElse("");
    }
}
