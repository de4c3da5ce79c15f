package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What can be wrong in the description of JSON, lines of fixed length and views; each is said with its line. */
class WireReaderTest {
    @TempDir
    Path folder;

    @Test
    void columns_that_overlap_or_do_not_fit_are_faults() throws IOException {
        var faults = faults("sambre", "rue: 13-58", "rue: 12-58", "valeur: 37-48", "valeur: 37-148",
                "logement: 128-129", "logement: 128", "confidentielle: 111-111", "confidentielle: 111-110",
                "line-end: CRLF", "line-end: CR");

        assertThat(faults).contains(
                "mappings/sambre/system.yaml:20: columns 12–58 (`rue`) begin before 13, where the one before ends",
                "mappings/sambre/system.yaml:51: columns 49–54 (`auteur`) begin before 149, where the one before ends",
                "mappings/sambre/system.yaml:8: `line-end` is CRLF or LF")
                .anyMatch(fault -> fault.startsWith("mappings/sambre/system.yaml:21: `confidentielle` is written as `13-58`"))
                .anyMatch(fault -> fault.startsWith("mappings/sambre/system.yaml:21: `logement` is written as `13-58`"));
    }

    @Test
    void a_line_wider_than_the_file_a_prefix_of_another_length_and_a_tail_without_a_count_are_faults()
            throws IOException {
        assertThat(faults("sambre", "width: 160", "width: 140", "type: E001", "type: E01",
                "lignes: 5-12 count", "lignes: 5-12 digits")).contains(
                        "mappings/sambre/system.yaml:44: columns 57–160 (`texte`) end beyond the line's width 140",
                        "mappings/sambre/system.yaml:11: the line type `E01` has not 4 characters",
                        "mappings/sambre/system.yaml:12: the tail has a column of type `count`: without it nobody notices "
                                + "a file that was cut");
    }

    @Test
    void a_text_that_goes_on_in_a_column_that_is_not_there_is_a_fault() throws IOException {
        assertThat(faults("sambre", "mark: suite, text: texte", "mark: suit, text: textes")).contains(
                "mappings/sambre/system.yaml:45: `mark` is a text column of one character",
                "mappings/sambre/system.yaml:45: `text` is a text column");
    }

    @Test
    void columns_belong_to_lines_of_fixed_length_and_fields_to_everything_else() throws IOException {
        assertThat(faults("estey", "proches: { fields: [lien, nomNaissance, prenoms, naissance, autorite, concerne] }",
                "proches: { columns: { lien: 1-2, nomNaissance: 3-4, prenoms: 5-6, naissance: 7-8, autorite: 9-9, concerne: 10-10 } }"))
                .contains("mappings/estey/system.yaml:14: row type `proches`: `columns` with the format `fixed`, else `fields`");
    }

    @Test
    void a_member_of_json_that_is_no_field_or_two_things_at_once_is_a_fault() throws IOException {
        assertThat(faults("estey", "ressources.montant, droits", "ressources.montants, adresse.protegee, droits",
                "single: [usager, adresse]", "single: [usager, adresses]")).contains(
                        "mappings/estey/system.yaml:8: there is no row type `adresses`",
                        "mappings/estey/system.yaml:9: no row type has the field `ressources.montants`: write row type, a "
                                + "dot, and the field")
                        .anyMatch(fault -> fault.endsWith("`adresse.protegee` is written in two ways"));
    }

    @Test
    void a_flag_for_deleted_rows_needs_a_field_and_two_words() throws IOException {
        assertThat(faults("cordee", "charset: windows-1252, deleted: { field: supprime, when: O, live: N }",
                "charset: cp-1, deleted: { field: efface, when: O, live: O, sonst: x }")).containsExactly(
                        "mappings/cordee/system.yaml:6: `live` and `when` are the same word",
                        "mappings/cordee/system.yaml:6: no row type has the field `efface`",
                        "mappings/cordee/system.yaml:6: unknown charset `cp-1`",
                        "mappings/cordee/system.yaml:6: unknown key `sonst`; known here: field, live, when");
    }

    @Test
    void a_format_needs_the_key_of_its_name_beside_it() throws IOException {
        assertThat(faults("cordee", "format: views", "format: jason")).first().asString()
                .startsWith("mappings/cordee/system.yaml:5: `format` is `csv`, `xml`");
    }

    /** @param changes what stands there and what shall stand there, in pairs */
    private List<String> faults(String system, String... changes) throws IOException {
        var from = Path.of("mappings", system);
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = folder.resolve(system).resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        var description = folder.resolve(system).resolve("system.yaml");
        var text = Files.readString(description);
        for (var i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(description, text);
        var thrown = catchThrowableOfType(MappingFaults.class, () -> MappingBook.load(folder));
        return thrown.faults().stream().map(MappingFaults.Fault::toString)
                .filter(fault -> fault.contains("system.yaml")).sorted().toList();
    }
}
