package org.viaduc.mapping;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.viaduc.mapping.Fixture.row;

/** What a mapping may leave unsaid, in the invented register Bref; and what is said of it when it says too little. */
class ShortFormsTest {
    private static final MappingBook BOOK = MappingBook.load(folder());
    private static final Translator TRANSLATOR = new Translator(BOOK, Fixture.CLOCK);

    @Test
    void an_element_of_the_common_model_stands_where_its_table_says_in_the_systems_own_format() {
        var common = common(
                row("P", "num", "7", "nom", "Bâ", "prenoms", "Awa Marie", "ne", "29/02/2016", "sexe", "F"),
                row("R", "montant", "1 234,56", "mois", "2026-10-01"));

        assertThat(text(common, Kind.IDENTITY, "identifier(system=urn:viaduc:local:bref).value")).isEqualTo("7");
        assertThat(text(common, Kind.IDENTITY, "birthDate")).isEqualTo("2016-02-29");
        assertThat(text(common, Kind.IDENTITY, "gender")).isEqualTo("female");
        assertThat(text(common, Kind.INCOME, "valueQuantity.value")).isEqualTo("1234.56");
        assertThat(text(common, Kind.INCOME, "valueQuantity.code")).isEqualTo("EUR");
        assertThat(text(common, Kind.INCOME, "effectivePeriod.start")).isEqualTo("2026-10");
        assertThat(text(common, Kind.INCOME, "code.coding(system=https://viaduc.org/fhir/CodeSystem/income).code"))
                .isEqualTo("salary");
    }

    @Test
    void the_first_of_several_fields_that_holds_something_fills_the_element() {
        assertThat(text(common(row("P", "num", "7", "usage", "Diop")), Kind.IDENTITY, "name(use=official).family"))
                .isEqualTo("Diop");
        assertThat(text(common(row("P", "num", "7", "nom", "Bâ", "usage", "Diop")), Kind.IDENTITY,
                "name(use=official).family")).isEqualTo("Bâ");
    }

    @Test
    void one_block_stands_for_a_kind_for_each_word_and_comes_back_to_the_word_of_its_kind() {
        var common = common(row("D", "type", "CNI", "titre", "carte"), row("D", "type", "PPE", "titre", "projet"),
                row("D", "type", "XYZ", "titre", "autre"));

        assertThat(common.pieces()).extracting(Piece::kind).containsExactly(Kind.DOCUMENT, Kind.PPE,
                Kind.OTHER_DOCUMENT);
        assertThat(TRANSLATOR.back(common, "bref").rows()).extracting(each -> each.fields().get("type"))
                .containsExactly("CNI", "PPE", "XYZ");
    }

    @Test
    void a_table_of_words_states_a_fact_for_each() {
        var facts = TRANSLATOR.translate(record(row("E", "code", "DEM", "le", "10/11/2026", "valeur", "44"),
                row("E", "code", "INP", "le", "11/11/2026"))).facts();

        assertThat(facts).extracting(fact -> fact.kind().word()).containsExactly("family-moved", "parents-informed");
    }

    @Test
    void technical_fields_and_rows_that_go_as_a_whole_are_dropped_with_their_reason() {
        var ledger = TRANSLATOR.translate(record(row("P", "num", "7", "maj", "x"), row("D", "titre", "t", "maj", "y"),
                row("T", "num", "7", "a", "1"))).ledger();

        assertThat(ledger.lines()).contains(
                new Line("P", "maj", Outcome.DROPPED, "jour technique / technical day", 1),
                new Line("D", "maj", Outcome.DROPPED, "jour technique / technical day", 1),
                new Line("T", "a", Outcome.DROPPED, "compteurs du logiciel / counters of the program", 1),
                new Line("T", "num", Outcome.MAPPED, "", 1));
    }

    @Test
    void a_technical_field_may_say_what_delivered_rows_get() {
        var back = TRANSLATOR.back(common(row("P", "num", "7", "nom", "Bâ")), "bref");

        assertThat(back.rows().getFirst().fields()).containsEntry("flux", "RSA").doesNotContainKey("maj");
    }

    @Test
    void what_the_system_says_of_every_row_holds_for_those_that_do_not_say_it_themselves() {
        var common = common(row("P", "num", "7", "nom", "Bâ", "reste", "{}"));

        assertThat(text(common, Kind.OTHER_DOCUMENT, "type.coding[0].code")).isEqualTo("personne");
    }

    @Test
    void an_alert_that_names_its_author_bears_the_mark_without_a_line_that_says_so() {
        var solidor = new Translator(MappingBook.load(Path.of("mappings")), Fixture.CLOCK);

        var alert = solidor.translate(new LocalRecord("solidor", "7", "12",
                List.of(row("I", "num_ip", "IP-1", "lien_informant", "voisine")), List.of())).record();

        assertThat(alert.of(Kind.IP).findFirst().orElseThrow().marks()).containsExactly(Mark.INFORMANT_IDENTITY);
    }

    @ParameterizedTest
    @CsvSource({"97, 116022A00411797", "96, ''"})
    void a_number_that_is_put_together_of_two_fields_has_its_key_looked_at(String key, String read, @TempDir Path copy)
            throws IOException {
        var folder = broken(copy, "personne.yaml",
                "local-number: num, birth-name: { first: [nom, usage] }, usual-name: usage,", "local-number: num,");
        var file = folder.resolve("bref/personne.yaml");
        Files.writeString(file, Files.readString(file) + "  - S01.nir: { nir: { locals: [nom, usage],"
                + " jslt: '.nom + .usage', back: '{\"nom\": .[0 : 13], \"usage\": .[13 : ]}' } }\n");

        var translation = new Translator(MappingBook.load(folder), Fixture.CLOCK)
                .translate(record(row("P", "num", "7", "nom", "116022A004117", "usage", key)));

        assertThat(Fixture.text(translation.record(), Kind.of("S01.nir"), "identifier[0].value")).isEqualTo(read);
        assertThat(translation.ledger().lines()).filteredOn(line -> line.field().equals("usage")).extracting(
                LossLedger.Line::outcome).containsExactly(
                        read.isEmpty()
                                ? LossLedger.Outcome.KEPT_AS_TEXT
                                : LossLedger.Outcome.MAPPED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "S10.ip: { informant: { first: [nom, usage] } }",
            "S10.ip: { sender.display: usage }",
            "S10.ip: { sender.identifier.value: usage }",
            "S10.ip: { 'extension(url=urn:viaduc:informant-relation).valueString': usage }",
            "piece: S10.ip, resource: Communication, fields: [{ local: usage, path: sender.display }]",
            "S10.ip: { informant: { locals: [nom, usage], jslt: '.usage', back: '{\"usage\": .}' } }"})
    void however_a_mapping_names_the_author_of_an_alert_the_mark_is_there(String block, @TempDir Path copy)
            throws IOException {
        var folder = broken(copy, "personne.yaml",
                "local-number: num, birth-name: { first: [nom, usage] }, usual-name: usage,",
                "local-number: num,");
        var file = folder.resolve("bref/personne.yaml");
        Files.writeString(file, Files.readString(file) + "  - { " + block + " }\n"
                + (block.contains("nom") ? "" : "drop: [{ local: nom, reason: rien }]\n"));

        var alert = new Translator(MappingBook.load(folder), Fixture.CLOCK)
                .translate(record(row("P", "num", "7", "usage", "Le Goff"))).record();

        assertThat(alert.of(Kind.IP)).singleElement()
                .satisfies(piece -> assertThat(piece.marks()).containsExactly(Mark.INFORMANT_IDENTITY));
    }

    @Property(tries = 200)
    void the_laws_of_translation_hold_for_what_is_said_shortly(@ForAll long seed) {
        var record = new RecordMaker(BOOK, "bref", seed).record();
        var translation = TRANSLATOR.translate(record);
        var back = TRANSLATOR.back(translation.record(), "bref");
        var again = TRANSLATOR.translate(new LocalRecord("bref", "7", "12", back.rows(), back.attachments())).record();

        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record));
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(translation.record()));
        assertThat(again.pieces().stream().map(ShortFormsTest::said).toList())
                .containsExactlyInAnyOrderElementsOf(
                        translation.record().pieces().stream().map(ShortFormsTest::said).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "personne.yaml | birth-date: ne | birth-dat: ne | 4 | did you mean `birth-date`?",
            "personne.yaml | sex: sexe | sex: sexes | 4 | did you mean `sexe`?",
            "personne.yaml | sex: sexe | sex: { local: sexe, path: gender } | 4 | no `path` beside it",
            "personne.yaml | [nom, usage] | [nom] | 4 | `first` names several fields",
            "personne.yaml | S01.identity | S01.identiti | 4 | did you mean `S01.identity`?",
            "dossier.yaml | { by: type, | { | 5 | `by` is missing",
            "dossier.yaml | S10.ppe: PPE | S10.pep: PPE | 5 | did you mean `S10.ppe`?",
            "dossier.yaml | day: le | day: la | 3 | did you mean `le`?",
            "evenement.yaml | INP: parents-informed | INP: parent-informed | 9 | did you mean `parents-informed`?",
            "evenement.yaml | address: { is: known } | address: { is: near } | 8 | cannot say `address: near`",
            "evenement.yaml | on: le | on: la | 5 | did you mean `le`?",
            "system.yaml | date: dd/MM/yyyy, | | 0 | say it in system.yaml, as `formats: { date: dd/MM/yyyy }`",
            "system.yaml | amount: fr | amount: us | 7 | `amount` is `amount fr`",
            "system.yaml | maj: \"jour | mja: \"jour | 9 | did you mean `maj`?",
            "system.yaml | nature: { is: salary } | natur: { is: salary } | 19 | did you mean `nature`?",
            "system.yaml | fields: [num, montant, mois] | fields: [num, montant, mois, net] | 16 | `net`"})
    void what_is_said_too_shortly_or_wrong_is_a_fault_with_its_place(String file, String from, String to, int line,
            String reason, @TempDir Path copy) throws IOException {
        var folder = broken(copy, file, from, to == null ? "" : to);

        var faults = catchThrowableOfType(MappingFaults.class, () -> MappingBook.load(folder)).faults();

        assertThat(faults).anyMatch(fault -> fault.reason().contains(reason)
                && (line == 0 || fault.place().equals("mappings/bref/" + file + ":" + line)));
    }

    @Test
    void a_row_type_says_what_becomes_of_it_in_one_place() throws IOException {
        var copy = Files.createTempDirectory("bref");
        var folder = broken(copy, "system.yaml", "person: P", "person: P");
        Files.writeString(folder.resolve("bref/ressource.yaml"), "# One.\n# Two.\ndrop: \"rien / nothing\"\n");

        var faults = catchThrowableOfType(MappingFaults.class, () -> MappingBook.load(folder)).faults();

        assertThat(faults).singleElement().satisfies(fault -> assertThat(fault.reason())
                .isEqualTo("system.yaml says already what becomes of row type `R`"));
    }

    @Test
    void the_page_on_the_language_names_every_element() throws IOException {
        var page = Files.readString(Path.of("src/docs/mapping-language.md"));
        var table = page.substring(page.indexOf("## The elements"), page.indexOf("## Files that cannot"));

        for (var kind : Kind.values()) {
            var shape = Elements.of(Optional.of(kind));
            if (!shape.elements().isEmpty()) {
                assertThat(table.lines().filter(line -> line.split("\\|").length > 1
                        && List.of(line.split("\\|")[1].strip().split(", ")).contains(kind.code())))
                        .singleElement().satisfies(line -> assertThat(line).contains(shape.elements().keySet().stream()
                                .map(name -> "`" + name + "`").toList()));
            }
        }
    }

    private static Path broken(Path copy, String file, String from, String to) throws IOException {
        try (var files = Files.walk(folder())) {
            for (var each : files.filter(Files::isRegularFile).toList()) {
                var at = copy.resolve(folder().relativize(each).toString());
                Files.createDirectories(at.getParent());
                Files.copy(each, at);
            }
        }
        var at = copy.resolve("bref").resolve(file);
        var text = Files.readString(at);
        assertThat(text).contains(from);
        Files.writeString(at, text.replace(from, to));
        return copy;
    }

    private static Path folder() {
        try {
            return Path.of(ShortFormsTest.class.getResource("short").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalRecord record(LocalRow... rows) {
        return new LocalRecord("bref", "7", "12", List.of(rows), List.of());
    }

    private static CommonRecord common(LocalRow... rows) {
        return TRANSLATOR.translate(record(rows)).record();
    }

    private static String text(CommonRecord common, Kind kind, String path) {
        return common.of(kind).findFirst().flatMap(piece -> piece.resource().text(FieldPath.of(path))).orElse("");
    }

    private static String said(Piece piece) {
        return piece.kind() + " " + piece.resource().copy();
    }
}
