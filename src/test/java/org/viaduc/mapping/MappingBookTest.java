package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
