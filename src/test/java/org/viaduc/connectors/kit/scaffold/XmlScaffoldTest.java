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
import org.viaduc.connectors.kit.sample.Samples;
import org.viaduc.connectors.kit.scaffold.Scaffold.Door;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.SystemDescription.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/** Connectors guessed from XML files of many records. */
class XmlScaffoldTest {
    private static final String EXPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Export date="2026-11-20"><Version>3</Version>
              <Beneficiaires>
                <Beneficiaire num="7001"><NomNaissance>Bourdin</NomNaissance><Prenoms>Élodie Jeanne</Prenoms><Sexe>F</Sexe>
                  <Adresse><CodePostal>48000</CodePostal><Ville>Mende</Ville></Adresse>
                  <Droits><Droit><Prestation>RSA</Prestation><DateDebut>2026-03-01</DateDebut></Droit></Droits></Beneficiaire>
                <Beneficiaire num="7002"><NomNaissance>D'Aubrac</NomNaissance><Prenoms>Théo</Prenoms><Sexe>M</Sexe>
                  <Droits><Droit><Prestation>APA</Prestation><DateDebut>2024-01-01</DateDebut></Droit>
                  <Droit><Prestation>RSA</Prestation><DateDebut>2020-01-01</DateDebut></Droit></Droits></Beneficiaire>
              </Beneficiaires></Export>
            """;

    @TempDir
    private Path folder;

    @Test
    void the_records_of_an_export_are_found_with_the_rows_in_each() throws IOException {
        scaffold(EXPORT);

        var system = book().system("aven");
        assertThat(((Wire.Xml) system.wire()).record()).containsExactly("Beneficiaires", "Beneficiaire");
        assertThat(((Wire.Xml) system.wire()).aside()).containsOnlyKeys("Version");
        assertThat(system.row("Droit").orElseThrow().fields()).containsExactly("Prestation", "DateDebut");
        assertThat(run().records()).isEqualTo(2);
        assertThat(run().faults()).isZero();
        assertThat(run().count(Outcome.MAPPED)).isEqualTo(16);
    }

    @Test
    void elements_of_the_common_model_are_named_and_paths_are_not_written() throws IOException {
        scaffold(EXPORT);

        assertThat(mapping("dossier"))
                .contains("local-number: \"@num\"", "birth-name: NomNaissance").doesNotContain("name(use=");
        assertThat(mapping("droit"))
                .contains("- S12.decision: { benefit: Prestation, start: DateDebut }");
    }

    @Test
    void an_element_with_attributes_has_its_own_text_too() throws IOException {
        scaffold(
                """
                        <Export><Foyer numero="48-7"><Adresse><Commune insee="48095">Mende</Commune></Adresse>
                          <Personne id="P1"><NomNaissance>Bourdin</NomNaissance><Prenoms><Prenom rang="1">Élodie</Prenom>
                            <Prenom rang="2">Jeanne</Prenom></Prenoms><Montant mois="2026-09">12.50</Montant>
                            <Montant mois="2026-10">13.00</Montant></Personne>
                          <Personne id="P3"><NomNaissance>Bourdin</NomNaissance></Personne></Foyer>
                        <Foyer numero="48-8"><Adresse><Commune insee="48009">Aumont-Aubrac</Commune></Adresse>
                          <Personne id="P2"><NomNaissance>D'Aubrac</NomNaissance><Prenoms><Prenom rang="1">Théo</Prenom></Prenoms>
                            </Personne></Foyer></Export>
                        """);

        var system = book().system("aven");
        assertThat(system.row("dossier").orElseThrow().fields())
                .contains("Adresse.Commune", "Adresse.Commune.@insee");
        assertThat(system.row("Personne").orElseThrow().fields())
                .contains("Prenoms.Prenom", "Prenoms.Prenom.@rang");
        assertThat(system.row("Montant").orElseThrow().fields()).containsExactly("@mois", ".");
        assertThat(mapping("personne")).contains("given-names: Prenoms.Prenom", "the order of the values says it");
        assertThat(mapping("dossier")).contains("town: Adresse.Commune", "commune: \"Adresse.Commune.@insee\"");
        assertThat(run().faults()).isZero();
    }

    @Test
    void a_file_of_one_dossier_has_attributes_and_texts_too() throws IOException {
        scaffold("""
                <Dossier numero="48-7"><Usager civilite="MME"><Nom>Bourdin</Nom><Prenom rang="1">Élodie</Prenom>
                  <Prenom rang="2">Jeanne</Prenom><Commune insee="48095">Mende</Commune></Usager>
                  <Versement mois="2026-10">12.50</Versement></Dossier>
                """);

        var system = book().system("aven");
        assertThat(system.row("Usager").orElseThrow().fields()).containsExactly("@numero", "@civilite", "Nom",
                "Prenom.@rang", "Prenom", "Commune.@insee", "Commune");
        assertThat(system.row("Versement").orElseThrow().fields()).containsExactly("@mois", ".");
        assertThat(run().records()).isEqualTo(1);
        assertThat(run().faults()).isZero();
    }

    private String mapping(String row) throws IOException {
        return Files.readString(folder.resolve("mappings/aven/" + row + ".yaml"));
    }

    private FileRun run() throws IOException {
        try (var in = Files.newInputStream(folder.resolve("sample.xml"))) {
            return FileRun.of(book(), "aven", in, "sample.xml");
        }
    }

    private MappingBook book() {
        return MappingBook.ofSystem("aven", folder.resolve("mappings/aven"));
    }

    private void scaffold(String text) throws IOException {
        var sample = Files.writeString(folder.resolve("sample.xml"), text);
        var plan = new Plan("d48-aven", "aven", "D48", "pôle numérique, D48", "csv-folder",
                LocalDate.of(2026, 11, 22));
        var guesser = new Guesser(Optional.empty());
        var door = new Door(Map.of("folder", "{{d48-aven.inbox}}"), Map.of("folder", "{{d48-aven.outbox}}"), Map.of());
        Scaffold.of(plan, Samples.read(sample.toString(), guesser), door, guesser).write(folder);
    }
}
