package org.viaduc.mapping.local;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.Forms;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** Households, repeated groups and lists in XML, JSON and the rows of views. */
class TreeFormatsTest {
    private static final String FAMILY = """
              <InfoFoyer>
                <Identification><Demande><numdem>D1</numdem><dtdem>2026-11-01</dtdem></Demande></Identification>
                <Personne>
                  <Identification><cle>1</cle><nom>N'Diaye</nom><prenom>Œuvrard Zoé</prenom><sexe>2</sexe></Identification>
                  <Notes>personne ne lit ceci</Notes>
                  <Ressources>
                    <Mois><mois>2026-09</mois><total>900.50</total>
                      <Detail><nature>salaire</nature><montant>800</montant></Detail>
                      <Detail><nature>pension</nature><montant>100.50</montant></Detail>
                    </Mois>
                    <Mois><mois>2026-10</mois><total>70</total><Detail><nature>stage</nature><montant>70</montant></Detail></Mois>
                  </Ressources>
                </Personne>
                <Personne><Identification><cle>2</cle><nom>N'Diaye</nom><prenom>Awa</prenom></Identification></Personne>
                <Adresse><nomvoie>rue de l'Évêché</nomvoie><locaadr>Dol</locaadr></Adresse>
              </InfoFoyer>
            """;
    private static final String OTHER = "<InfoFoyer><Identification><Demande><numdem>D2</numdem></Demande></Identification>"
            + "<Personne><Identification><cle>3</cle><nom>Roy</nom></Identification></Personne></InfoFoyer>\n";
    private static final String PERSON = """
            {"id": "7", "etatCivil": {"nom": "Bâ", "prenoms": ["Marie Anne", "Awa"], "naissance": "1990-01-01"}, "suivi": true,
             "contrats": [{"ref": "C1", "heures": 15, "actions": [{"texte": "Stage"}, {"texte": "Permis"}]},
                          {"ref": "C2", "heures": 7.5, "actions": [{"texte": "Bilan"}]}]}""";

    @Test
    void a_file_of_many_households_becomes_a_record_for_each_person() {
        var batch = flow(FAMILY + OTHER);

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("1", "2", "3");
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("D1", "D1", "D2");
        assertThat(batch.records().getFirst().rows()).extracting(LocalRow::type).containsExactly("personne", "demande",
                "ressource", "detail", "detail", "ressource", "detail", "membre", "adresse");
        assertThat(batch.records().get(1).rows()).extracting(LocalRow::type).containsExactly("personne", "demande",
                "membre", "adresse");
    }

    @Test
    void a_group_in_a_group_knows_the_row_in_which_it_stands() {
        var details = Forms.rows(flow(FAMILY), 0, "detail");

        assertThat(details).extracting(row -> row.fields().get("^mois")).containsExactly("2026-09", "2026-09",
                "2026-10");
    }

    @Test
    void what_is_never_read_is_not_read_inside_a_person_either() {
        assertThat(flow(FAMILY).records()).noneMatch(
                record -> record.rows().stream().anyMatch(row -> row.fields().toString().contains("ne lit")));
    }

    @Test
    void a_household_comes_back_as_a_tree_of_the_same_shape() {
        var record = flow(FAMILY).records().getFirst();

        var again = Forms.read("cafe", Forms.thereAndBack(record));

        assertThat(again.faults()).isEmpty();
        assertThat(named(again.records().getFirst())).containsExactlyInAnyOrderElementsOf(named(record));
    }

    @Test
    void what_is_written_is_in_the_charset_of_the_system() {
        var text = new String(Forms.thereAndBack(flow(FAMILY).records().getFirst()), Charset.forName("ISO-8859-15"));

        assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>").contains("Œuvrard",
                "<Detail><nature>salaire</nature><montant>800</montant></Detail>");
    }

    @Test
    void a_household_that_cannot_be_read_does_not_stop_those_behind_it() {
        var batch = flow(FAMILY.replace("<nom>N'Diaye</nom><prenom>Awa</prenom>", "<nom>a</nom><nom>b</nom>") + OTHER);

        assertThat(batch.faults())
                .containsExactly(new Fault("drop:16", "the element `Identification.nom` stands here twice"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
    }

    @Test
    void an_element_beside_the_records_that_nobody_knows_is_said_once() {
        var batch = flow("<Gadget>1</Gadget><Gadget>2</Gadget>" + OTHER);

        assertThat(batch.faults()).hasSize(1);
        assertThat(batch.records()).hasSize(1);
    }

    @Test
    void a_file_that_breaks_off_gives_what_stood_before_and_says_where() {
        var batch = flow(OTHER + FAMILY.substring(0, 300));

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("3");
        assertThat(batch.faults()).singleElement()
                .satisfies(fault -> assertThat(fault.reason()).endsWith("nothing from here on is read"));
    }

    @Test
    void unknown_elements_are_counted_wherever_they_stand() {
        var record = flow(FAMILY.replace("<nom>N'Diaye</nom><prenom>Œ", "<surnom nature='ami'>x</surnom><prenom>Œ")
                .replace("<Adresse>", "<Animal><nom>Rex</nom></Animal><Adresse>")).records().getFirst();

        var ledger = Forms.TRANSLATOR.translate(record).ledger();

        assertThat(ledger.lines()).anyMatch(line -> line.field().equals("Identification.surnom"))
                .anyMatch(line -> line.field().equals("Identification.surnom.@nature"))
                .anyMatch(line -> line.row().equals("Animal") && line.reason().equals("unknown-row"));
    }

    @Test
    void objects_and_lists_become_rows_and_fields() {
        var batch = Forms.read("portail", "{\"total\": 1, \"donnees\": [" + PERSON + "], \"suite\": null}");

        assertThat(batch.faults()).isEmpty();
        var record = batch.records().getFirst();
        assertThat(record.localId()).isEqualTo("7");
        assertThat(record.rows().getFirst().fields()).containsEntry("etatCivil.prenoms", "Marie Anne\nAwa")
                .containsEntry("suivi", "true");
        assertThat(Forms.rows(batch, 0, "action")).extracting(row -> row.fields().get("^ref")).containsExactly("C1",
                "C1", "C2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "{\"donnees\": %s}", "\uFEFF%s"})
    void a_record_may_stand_alone_in_a_list_or_below_the_member_that_holds_them(String around) {
        var batch = Forms.read("portail", around.formatted(PERSON));

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("7");
    }

    @Test
    void records_may_stand_one_a_line() {
        var line = PERSON.replace("\n", " ");

        assertThat(Forms.read("portail", line + "\n" + line.replace("\"7\"", "\"8\"")).records())
                .extracting(LocalRecord::localId).containsExactly("7", "8");
    }

    @Test
    void json_comes_back_with_its_lists_numbers_and_groups() {
        var record = Forms.read("portail", PERSON).records().getFirst();

        var written = Forms.thereAndBack(record);

        assertThat(new String(written, java.nio.charset.StandardCharsets.UTF_8)).contains("\"Marie Anne\"",
                "\"suivi\" : true", "\"heures\" : 7.5");
        assertThat(named(Forms.read("portail", written).records().getFirst()))
                .containsExactlyInAnyOrderElementsOf(named(record));
    }

    @Test
    void a_document_in_json_becomes_an_attachment_and_comes_back() {
        var pdf = Base64.getEncoder()
                .encodeToString("%PDF-1.4 inventé".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var record = Forms.read("portail", PERSON.replace("\"suivi\": true",
                "\"pieces\": [{\"titre\": \"Bulletin\", \"contenu\": \"" + pdf + "\"}]")).records().getFirst();

        var again = Forms.read("portail", Forms.thereAndBack(record)).records().getFirst();

        assertThat(again.attachments().getFirst().digest()).isEqualTo(record.attachments().getFirst().digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1, 2]", "\"x\"", "{\"id\": 1, \"id\": 2}", "{\"id\": NaN}",
            "{\"id\": \"\\ud800\"}",
            "{\"id\": \"\\u0000\"}", "{\"id\": [[1]]}", "{'id': 1}", "{\"id\": 1}}", "{\"autre\": 1, \"contrats\": []}",
            "\u0000"})
    void what_is_no_record_is_a_fault_and_never_a_crash(String text) {
        assertThat(Forms.read("portail", text).faults()).isNotEmpty();
    }

    @Test
    void a_record_that_cannot_be_read_does_not_stop_those_behind_it() {
        var batch = Forms.read("portail", "[{\"id\": [[\"Secret\"]], \"x\": {\"y\": [1]}}, " + PERSON + "]");

        assertThat(batch.faults()).singleElement()
                .satisfies(fault -> assertThat(fault.reason()).doesNotContain("Secret"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("7");
    }

    @Test
    void json_that_is_too_deep_is_refused() {
        assertThat(Forms.read("portail", "{\"a\":".repeat(100_000)).faults()).isNotEmpty();
        assertThat(Forms.read("portail", "{\"a\":".repeat(20) + "1" + "}".repeat(20)).faults()).hasSize(1);
    }

    @Test
    void rows_of_views_are_put_together_by_their_keys() {
        var batch = Forms.read("vues",
                """
                        {"v_personne": [{"id": 1, "foyer": "F1", "nom": "Bâ", "sexe": 2}, {"id": 2, "foyer": "F1", "nom": "Bâ"}],
                         "v_suivi": [{"id_personne": 2, "texte": "Bilan fait"}]}""");

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("F1", "F1");
        assertThat(Forms.rows(batch, 0, "v_suivi")).isEmpty();
        assertThat(Forms.rows(batch, 1, "v_suivi")).hasSize(1);
        assertThat(named(Forms.read("vues", Forms.thereAndBack(batch.records().get(1))).records().getFirst()))
                .contains(List.of("v_suivi", "texte", "Bilan fait").toString());
    }

    private static LocalBatch flow(String families) {
        return Forms.read("cafe", "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<Racine><IdentificationFlux>"
                + "<typeflux>VRSB</typeflux></IdentificationFlux>\n" + families + "</Racine>");
    }

    /** Every field that is mapped, with its row's type. */
    private static List<String> named(LocalRecord record) {
        return record.rows().stream().flatMap(row -> row.fields().entrySet().stream()
                .filter(field -> !List.of("numdem", "dtdem", "foyer").contains(field.getKey()))
                .map(field -> List.of(row.type(), field.getKey(), field.getValue()).toString())).toList();
    }
}
