package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of Cordée's views, of one household. */
class ViewRowsTest {
    private static final SystemDescription CORDEE = MappingBook.load(Path.of("mappings")).system("cordee");

    private final List<LocalRecord> records = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    @Test
    void a_household_becomes_one_record_per_person_with_the_others_as_members() {
        read(home("N"), person("1", "N"), person("2", "N"), right("1", "N"), right("2", "N"));

        assertThat(faults).isEmpty();
        assertThat(records).extracting(LocalRecord::localId).containsExactly("1", "2");
        assertThat(records.getFirst().rows()).extracting(LocalRow::type)
                .containsExactly("v_usager", "v_foyer", "v_membre", "v_droit");
    }

    @Test
    void a_view_that_shows_a_person_once_for_each_right_shows_one_person() {
        read(home("N"), person("1", "N"), person("1", "N"), person("2", "N"), right("1", "N"));

        assertThat(faults).isEmpty();
        assertThat(records).extracting(LocalRecord::localId).containsExactly("1", "2");
        assertThat(records.getFirst().rows()).extracting(LocalRow::type)
                .containsExactly("v_usager", "v_foyer", "v_membre", "v_droit");
    }

    @Test
    void rows_that_contradict_each_other_about_a_person_hold_the_household_back() {
        read(home("N"), person("1", "N"), row("v_usager", "num_foyer", "38-1", "num_usager", "1", "supprime", "N",
                "nom_naissance", "Le Bihan"));

        assertThat(faults).extracting(Fault::reason).contains(
                "two persons of the household have the same number");
        assertThat(records).isEmpty();
    }

    @Test
    void a_deleted_row_is_no_part_of_the_file() {
        read(home("N"), person("1", "N"), right("1", "O"), right("1", "N"));

        assertThat(faults).isEmpty();
        assertThat(records.getFirst().rows()).extracting(LocalRow::type).containsExactly("v_usager", "v_foyer",
                "v_droit");
    }

    @Test
    void a_deleted_person_has_no_file_and_is_no_member_of_the_others() {
        read(home("N"), person("1", "N"), person("2", "O"), right("2", "N"));

        assertThat(faults).containsExactly(new Fault("cordee:v_usager:2",
                "the file is deleted in the local system: it is not collected"));
        assertThat(records).extracting(LocalRecord::localId).containsExactly("1");
        assertThat(records.getFirst().rows()).extracting(LocalRow::type).containsExactly("v_usager", "v_foyer");
    }

    @Test
    void a_deleted_household_has_no_files() {
        read(home("O"), person("1", "N"), right("1", "N"));

        assertThat(faults).containsExactly(new Fault("cordee:v_foyer:1",
                "the household is deleted in the local system: its files are not collected"));
        assertThat(records).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o", "0", "?", "OUI"})
    void a_flag_that_says_neither_holds_the_household_back(String flag) {
        read(home("N"), person("1", "N"), right("1", "N"), right("1", flag));

        assertThat(faults).containsExactly(
                new Fault("cordee:v_droit:2",
                        "nobody can say whether the row is deleted: its flag holds another word"),
                new Fault("cordee:v_usager:1", "1 files are held back: line 4 of the household cannot be read"));
        assertThat(records).isEmpty();
    }

    @Test
    void a_file_with_these_rows_says_the_same() throws IOException {
        var file = """
                {"v_foyer": [{"num_foyer": "38-1", "commune": "Vif", "supprime": "N"}],
                 "v_usager": [{"num_foyer": "38-1", "num_usager": "1", "supprime": "N"},
                              {"num_foyer": "38-1", "num_usager": "2", "supprime": "O"}],
                 "v_droit": [{"num_usager": "1", "prestation": "RSA", "supprime": "O"},
                             {"num_usager": "2", "prestation": "RSA", "supprime": "N"}]}""";

        var batch = LocalFormat.of(CORDEE).read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "file");
        read(home("N"), person("1", "N"), person("2", "O"), right("1", "O"), right("2", "N"));

        assertThat(batch.records()).extracting(LocalRecord::digest)
                .isEqualTo(records.stream().map(LocalRecord::digest).toList());
        assertThat(batch.faults()).extracting(Fault::reason)
                .isEqualTo(faults.stream().map(Fault::reason).toList());
    }

    private void read(LocalRow... rows) {
        new ViewRows(CORDEE).read(List.of(rows), "cordee", records::add, faults::add);
    }

    private static LocalRow home(String flag) {
        return row("v_foyer", "num_foyer", "38-1", "commune", "Vif", "supprime", flag);
    }

    private static LocalRow person(String number, String flag) {
        return row("v_usager", "num_foyer", "38-1", "num_usager", number, "supprime", flag);
    }

    private static LocalRow right(String number, String flag) {
        return row("v_droit", "num_usager", number, "prestation", "RSA", "supprime", flag);
    }

    private static LocalRow row(String type, String... fieldsAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new LocalRow(type, fields, 0);
    }
}
