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
        scaffold();

        var system = book().system("aven");
        assertThat(((Wire.Xml) system.wire()).record()).containsExactly("Beneficiaires", "Beneficiaire");
        assertThat(((Wire.Xml) system.wire()).aside()).containsOnlyKeys("Version");
        assertThat(system.row("Droit").orElseThrow().fields()).containsExactly("Prestation", "DateDebut");
        try (var in = Files.newInputStream(folder.resolve("sample.xml"))) {
            var run = FileRun.of(book(), "aven", in, "sample.xml");
            assertThat(run.records()).isEqualTo(2);
            assertThat(run.faults()).isZero();
            assertThat(run.count(Outcome.MAPPED)).isEqualTo(16);
        }
    }

    @Test
    void elements_of_the_common_model_are_named_and_paths_are_not_written() throws IOException {
        scaffold();

        assertThat(Files.readString(folder.resolve("mappings/aven/dossier.yaml")))
                .contains("local-number: \"@num\"", "birth-name: NomNaissance").doesNotContain("name(use=");
        assertThat(Files.readString(folder.resolve("mappings/aven/droit.yaml")))
                .contains("- S12.decision: { benefit: Prestation, start: DateDebut }");
    }

    private MappingBook book() {
        return MappingBook.ofSystem("aven", folder.resolve("mappings/aven"));
    }

    private void scaffold() throws IOException {
        var sample = Files.writeString(folder.resolve("sample.xml"), EXPORT);
        var plan = new Plan("d48-aven", "aven", "D48", "pôle numérique, D48", "csv-folder",
                LocalDate.of(2026, 11, 22));
        var guesser = new Guesser(Optional.empty());
        var door = new Door(Map.of("folder", "{{d48-aven.inbox}}"), Map.of("folder", "{{d48-aven.outbox}}"), Map.of());
        Scaffold.of(plan, Samples.read(sample.toString(), guesser), door, guesser).write(folder);
    }
}
