package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What can be wrong in the description of lines with fixed places and of views; each is said with its line. */
class WireReaderTest {
    @TempDir
    Path folder;

    @Test
    void places_that_overlap_or_make_no_sense_are_faults() throws IOException {
        assertThat(faults("sambre", "rue: 13-58", "rue: 12-58", "logement: 128-129", "logement: 129-128",
                "naissance: 115-122 day", "naissance: 115-122 dey", "goes-on: 56", "goes-on: x", "auteur: 49-54",
                "auteur: 49-161")).contains(
                        "mappings/sambre/system.yaml:10: the field `auteur` of `F800` ends behind the line's 160 characters",
                        "mappings/sambre/system.yaml:21: `dossier` and `rue` stand at the same characters")
                .anyMatch(fault -> fault.startsWith(
                        "mappings/sambre/system.yaml:22: `129-128` is no place in a line"))
                .anyMatch(fault -> fault.startsWith(
                        "mappings/sambre/system.yaml:28: `dey` is none of text, digits, cents, day, niss"))
                .anyMatch(fault -> fault.endsWith(
                        "`goes-on` is the one character that says whether a text goes on in the next line"));
    }

    @Test
    void head_and_tail_come_together_and_have_room_for_what_they_hold() throws IOException {
        assertThat(faults("sambre", "  tail: { type: Z999, count: 5-12 }\n", "")).containsExactly(
                "mappings/sambre/system.yaml:7: `head` and `tail` come together");
        assertThat(faults("sambre", "exchange: 13-48", "exchange: 13-47", "at: 5-12", "at: 5-11", "count: 5-12",
                "count: x"))
                .containsExactly("mappings/sambre/system.yaml:11: `at` says where `is` stands, and has room for it",
                        "mappings/sambre/system.yaml:11: an exchange's id has 36 characters",
                        "mappings/sambre/system.yaml:12: `x` is no place in a line: its first and last character, as 5-15");
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

    /** @param changes what stands there and what shall stand there, in pairs */
    private List<String> faults(String system, String... changes) throws IOException {
        var from = Path.of("mappings", system);
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = folder.resolve(system).resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
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
