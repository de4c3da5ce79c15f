package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MappingBookTest {
    @TempDir
    Path folder;

    @BeforeEach
    void copy() {
        Fixture.copyTo(folder);
    }

    @Test
    void a_sound_folder_gives_a_book_of_its_systems() {
        var book = MappingBook.load(folder);

        assertThat(book.systems()).containsExactly("fiche", "maison");
        assertThat(book.version("maison")).isEqualTo("maison 2026-11-02");
        assertThat(book.system("maison").never()).containsExactly("N");
    }

    @Test
    void all_faults_of_all_files_are_said_at_once_with_file_and_line() throws IOException {
        change("maison/foyer.yaml", "path: \"address[0].city\"", "path: \"address[0]..city\"");
        change("maison/personne.yaml", "piece: S01.nir", "piece: S01.nire");
        change("maison/personne.yaml", "format: nir", "format: nire");
        change("maison/membre.yaml", "reason: \"another person's NIR\"", "raison: x");
        change("maison/evenement.yaml", "fact: agreement-refused", "fact: agreement-lost");
        change("fiche/titulaire.yaml", "codes: genre", "codes: genres");
        change("fiche/codes/mesure.csv", "BUDGET;budget-support;Budget;;", "BUDGET;budget-support;Budget;1/1/2020;");
        Files.writeString(folder.resolve("fiche/memo.yaml"), "version: 2026-11-01\n");

        var faults = faults();

        assertThat(faults).extracting(MappingFaults.Fault::place).containsExactly(
                "mappings/fiche/codes/genre.csv:1", "mappings/fiche/codes/mesure.csv:5", "mappings/fiche/memo.yaml:1",
                "mappings/fiche/titulaire.yaml:13", "mappings/maison/evenement.yaml:10",
                "mappings/maison/foyer.yaml:10",
                "mappings/maison/membre.yaml:17", "mappings/maison/membre.yaml:17", "mappings/maison/personne.yaml:15",
                "mappings/maison/personne.yaml:18");
        assertThat(faults).extracting(MappingFaults.Fault::reason)
                .anyMatch(reason -> reason.contains("unknown key `raison`"))
                .anyMatch(reason -> reason.contains("no file of this system uses this code table"))
                .anyMatch(reason -> reason.contains("unknown kind `S01.nire`"));
    }

    @Test
    void a_field_that_nobody_names_is_a_fault() throws IOException {
        change("maison/system.yaml", "fields: [foyer, rue, ville, secret]",
                "fields: [foyer, rue, ville, secret, etage]");

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.reason()).contains("`etage`"));
    }

    @Test
    void a_field_is_not_both_dropped_and_mapped() throws IOException {
        change("maison/personne.yaml", "{ local: maj, reason", "{ local: nom, reason");

        assertThat(faults()).extracting(MappingFaults.Fault::reason)
                .anyMatch(reason -> reason.startsWith("`nom` is dropped here and used elsewhere"))
                .anyMatch(reason -> reason.startsWith("field `maj`"));
    }

    @Test
    void a_system_that_does_not_say_how_it_protects_an_address_is_refused() throws IOException {
        change("fiche/system.yaml", "protected-address: every", "");

        assertThat(faults()).singleElement()
                .satisfies(fault -> assertThat(fault.reason()).startsWith("`protected-address` is missing"));
    }

    @Test
    void a_kind_that_never_leaves_cannot_be_mapped() throws IOException {
        change("maison/foyer.yaml", "piece: S02.address", "piece: S17.note");

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.reason()).contains("never extracted"));
    }

    @Test
    void a_fact_cannot_say_a_word_that_the_law_does_not_know() throws IOException {
        change("maison/evenement.yaml", "by: { is: parents }", "by: { is: neighbours }");

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo("mappings/maison/evenement.yaml:10");
            assertThat(fault.reason()).contains("`by: neighbours`");
        });
    }

    @Test
    void paths_that_contradict_each_other_are_a_fault() throws IOException {
        change("fiche/action.yaml", "path: description", "path: \"basedOn[0].display.text\"");

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.reason()).contains("contradict"));
    }

    @Test
    void broken_yaml_is_said_with_its_line_and_a_missing_file_with_its_name() throws IOException {
        change("maison/foyer.yaml", "pieces:", "pieces: [");
        Files.delete(folder.resolve("maison/evenement.yaml"));

        assertThat(faults()).extracting(MappingFaults.Fault::place).contains("mappings/maison/evenement.yaml:1")
                .anyMatch(place -> place.startsWith("mappings/maison/foyer.yaml:"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"personne.yaml|piece: S01.identity|piece: S01.identty|S01.identity",
            "personne.yaml|local: prenoms|local: prenosm|prenoms", "personne.yaml|codes: sexe|codes: sex|sexe",
            "personne.yaml|format: given-names|format: givennames|given-names", "personne.yaml|drop:|dorp:|drop",
            "membre.yaml|mark: third-party|mark: thirdparty|third-party", "foyer.yaml|row: F|row: f|",
            "evenement.yaml|fact: family-moved|fact: familly-moved|family-moved", "system.yaml|person: P|person: p|P",
            "system.yaml|format: csv|format: cvs|csv",
            "system.yaml|charset: windows-1252|charset: windows-1225|windows-1252",
            "system.yaml|row: F, field: secret|row: F, field: secrte|secret"})
    void a_word_that_is_nearly_known_is_answered_with_the_one_that_may_be_meant(String file, String from, String to,
            String meant) throws IOException {
        change("maison/" + file, from, to);

        assertThat(faults()).anyMatch(fault -> fault.place().startsWith("mappings/maison/" + file + ":")
                && (meant == null || fault.reason().contains("did you mean `" + meant + "`?")));
    }

    @Test
    void a_word_that_is_far_from_all_known_ones_gets_no_guess() {
        assertThat(Suggestion.of("zzz", List.of("nom", "prenoms"))).isEmpty();
        assertThat(Suggestion.distance("nom_nais", "nom-nais")).isZero();
        assertThat(Suggestion.distance("nmo", "nom")).isEqualTo(1);
        assertThat(Suggestion.distance("", "nom")).isEqualTo(3);
    }

    @Test
    void the_check_also_asks_fhir_about_types_and_paths() throws IOException {
        assertThat(MappingBook.check(folder)).isEmpty();
        change("maison/personne.yaml", "path: name(use=official).family", "path: name(use=official).familly");
        change("maison/foyer.yaml", "resource: Patient", "resource: Patent");
        change("fiche/contrat.yaml", "intent: plan", "intnet: plan");

        assertThat(MappingBook.check(folder)).extracting(MappingFaults.Fault::reason).containsExactlyInAnyOrder(
                "`name(use=official).familly`: FHIR R4 has no `familly` there in a Patient; did you mean `family`?",
                "FHIR R4 has no resource type `Patent`; did you mean `Patient`?",
                "`intnet`: FHIR R4 has no `intnet` there in a CarePlan; did you mean `intent`?");
        assertThat(MappingBook.load(folder).systems()).hasSize(2);
    }

    @Test
    void the_paths_of_all_systems_of_this_program_are_ones_that_fhir_has() {
        assertThat(MappingBook.check(Path.of("mappings"))).isEmpty();
    }

    @Test
    void a_budget_that_is_no_share_a_zone_that_is_none_and_a_day_in_no_row_are_faults() throws IOException {
        change("maison/system.yaml", "never: [N]", "never: [N]\nbudget: { dropped: few }\nzone: Europe/Pariss\n"
                + "day: { row: F, field: maj, format: date dd/MM/yyyy }");

        assertThat(faults()).extracting(MappingFaults.Fault::reason).anyMatch(reason -> reason.endsWith("as 5%"))
                .anyMatch(reason -> reason.contains("did you mean `Europe/Paris`?"))
                .anyMatch(reason -> reason.startsWith("`maj` is not among the fields of row type `F`"));
    }

    @Test
    void a_reason_in_the_ledgers_own_words_is_a_fault() throws IOException {
        change("maison/personne.yaml", "reason: \"technical day\"", "reason: unreadable");

        assertThat(faults()).singleElement().satisfies(
                fault -> assertThat(fault.reason()).startsWith("`unreadable` is the ledger's own word"));
    }

    @Test
    void a_later_folder_replaces_a_system_by_name(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("fiche"));
        Files.writeString(other.resolve("fiche/system.yaml"), "version: soon\n");

        var faults = catchThrowableOfType(MappingFaults.class, () -> MappingBook.load(folder, other)).faults();

        assertThat(faults).allSatisfy(fault -> assertThat(fault.place()).startsWith("mappings/fiche/system.yaml:"));
    }

    private List<MappingFaults.Fault> faults() {
        return catchThrowableOfType(MappingFaults.class, () -> MappingBook.load(folder)).faults();
    }

    private void change(String file, String from, String to) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
