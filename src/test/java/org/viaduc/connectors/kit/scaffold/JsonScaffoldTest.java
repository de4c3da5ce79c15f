package org.viaduc.connectors.kit.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.connectors.kit.FileRun;
import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.FhirSample;
import org.viaduc.connectors.kit.sample.Samples;
import org.viaduc.connectors.kit.scaffold.Scaffold.Door;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connectors guessed from objects and arrays. */
class JsonScaffoldTest {
    private static final String PAGE = """
            {"page": 1, "suivant": "abc", "dossiers": [
              {"id": 4711, "etatCivil": {"nomNaissance": "Kerdraon", "prenoms": ["Hélori", "Marie"], "sexe": "F",
                 "naissance": {"date": "1979-08-17", "codeInsee": "29019"}},
               "adresse": {"ligne1": "4, venelle du Puits", "codePostal": "29000", "confidentielle": false}, "couleur": null,
               "contrats": [{"numero": "C-1", "dateSignature": "2026-02-01", "actions": [{"libelle": "Chercher un logement"}]}],
               "droits": [{"prestation": "RSA", "etat": "OUVERT", "montant": 607.75, "mois": "2026-10"}],
               "notesPersonnelles": [{"texte": "ne pas lire"}]},
              {"id": 4712, "etatCivil": {"nomNaissance": "Quéméneur", "prenoms": ["Soizic"], "sexe": "F", "naissance": {}},
               "adresse": {"ligne1": "9, quai Nord", "codePostal": "29200", "confidentielle": true}, "contrats": []}]}
            """;
    private static final String HOUSEHOLDS = """
            {"numFoyer": "F1", "adresse": {"rue": "3, rue des Lilas", "ville": "Lorient"}, "membres": [{"numPersonne": "1", "nom": "Le Goff", "prenom": "Anne", "sexe": "F", "ressources": [{"type": "SALAIRE", "montant": "1200.50"}]}, {"numPersonne": "2", "nom": "Le Goff", "prenom": "Yann", "sexe": "M"}]}
            {"numFoyer": "F2", "adresse": {"rue": "1, quai Nord", "ville": "Brest"}, "membres": [{"numPersonne": "3", "nom": "Bâ", "prenom": "Awa", "sexe": "F"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_records_of_an_answer_are_found_beside_what_is_about_the_answer() throws IOException {
        var system = scaffold(PAGE);

        assertThat(((Wire.Json) system.wire()).records()).containsExactly("dossiers");
        assertThat(((Wire.Json) system.wire()).aside()).containsOnlyKeys("page", "suivant");
        assertThat(system.never()).containsExactly("notesPersonnelles");
        assertThat(run().records()).isEqualTo(2);
        assertThat(run().faults()).isZero();
    }

    @Test
    void objects_are_fields_and_lists_of_objects_rows_that_say_in_which_they_stand() throws IOException {
        var system = scaffold(PAGE);

        assertThat(system.row("dossier").orElseThrow().fields())
                .contains("etatCivil.nomNaissance", "etatCivil.naissance.date", "couleur");
        assertThat(system.row("actions").orElseThrow().fields()).containsExactly("^numero", "libelle");
        assertThat(run().count(Outcome.MAPPED)).isEqualTo(22);
    }

    @Test
    void a_record_of_several_persons_is_a_household() throws IOException {
        var system = scaffold(HOUSEHOLDS);

        assertThat(system.opening()).contains("dossier");
        assertThat(system.person()).isEqualTo("membres");
        assertThat(system.members()).contains("MEMBRE");
        assertThat(run().records()).isEqualTo(3);
    }

    @Test
    void what_is_an_object_for_one_and_nothing_for_another_is_no_field_of_its_own() throws IOException {
        var system = scaffold("""
                {"id": 1, "nom": "Le Goff", "mutation": null}
                {"id": 2, "nom": "Bâ", "mutation": {"dateDepart": "2026-11-15", "departementAccueil": "44"}}
                """);

        assertThat(system.row("dossier").orElseThrow().fields())
                .contains("mutation.dateDepart", "mutation.departementAccueil").doesNotContain("mutation");
    }

    @Test
    void one_object_is_one_record() throws IOException {
        scaffold("{\"id\": \"1\", \"nom\": \"Le Goff\", \"prenom\": \"Anne\", \"sexe\": \"F\"}");

        assertThat(run().records()).isEqualTo(1);
    }

    @Test
    void fhir_is_recognised_and_not_guessed() {
        assertThatThrownBy(() -> scaffold("{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}"))
                .isInstanceOf(FhirSample.class);
    }

    @Test
    void what_a_mapping_cannot_name_is_refused_without_its_contents() {
        refused("[1, \"Le Goff\"]", "a record is an object");
        refused("{\"id\": 1, \"nom\": [[\"Le Goff\"]]}", "lists of lists");
        refused("{\"id\": 1, \"nom.usage\": \"Le Goff\"}", "a dot in it");
        refused("{\"id\": 1,\n \"nom\": \"Le Goff\"", "`:2: no well-formed JSON");
        refused("  ", "is empty");
    }

    private void refused(String text, String reason) {
        assertThatThrownBy(() -> scaffold(text)).hasMessageContaining(reason).message().doesNotContain("Le Goff");
    }

    private SystemDescription scaffold(String text) throws IOException {
        var sample = Files.writeString(folder.resolve("sample.json"), text);
        var plan = new Plan("d29-lagune", "lagune", "D29", "pôle numérique, D29", "csv-folder",
                LocalDate.of(2026, 11, 22));
        var guesser = new Guesser(Optional.empty());
        var door = new Door(Map.of("folder", "{{d29-lagune.inbox}}"), Map.of("folder", "{{d29-lagune.outbox}}"),
                Map.of());
        Scaffold.of(plan, Samples.read(sample.toString(), guesser), door, guesser).write(folder);
        return book().system("lagune");
    }

    private MappingBook book() {
        return MappingBook.ofSystem("lagune", folder.resolve("mappings/lagune"));
    }

    private FileRun run() throws IOException {
        try (var in = Files.newInputStream(folder.resolve("sample.json"))) {
            return FileRun.of(book(), "lagune", in, "sample.json");
        }
    }
}
