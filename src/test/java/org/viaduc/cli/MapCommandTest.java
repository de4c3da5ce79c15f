package org.viaduc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.fhir.DocumentBundle;

import static org.assertj.core.api.Assertions.assertThat;

class MapCommandTest {
    private static final String DOSSIER = """
            <fiche xmlns="urn:fiche:v1" id="7"><titulaire><nom>Le Goff</nom><genre>AUTRE</genre></titulaire></fiche>""";

    @TempDir
    Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path dossier;

    @BeforeEach
    void write() throws IOException {
        dossier = Files.writeString(folder.resolve("dossier.xml"), DOSSIER);
    }

    @Test
    void a_local_file_comes_out_as_a_document_and_its_ledger_for_people() {
        assertThat(map("--system", "fiche", "--in", dossier.toString(), "--lang", "fr")).isZero();

        assertThat(DocumentBundle.read(out.toByteArray()).record().pieces()).hasSize(1);
        assertThat(said()).contains("vers les termes communs", "mot inconnu des tables");
    }

    @Test
    void a_local_file_comes_out_as_the_common_half_of_an_example() throws IOException {
        var local = Files.copy(dossier, folder.resolve("somebody.local.xml"));

        assertThat(map("--system", "fiche", "--in", local.toString(), "--example")).isZero();

        var pieces = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toByteArray()).path("pieces");
        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).path("kind").asText()).isEqualTo("S01.identity");
    }

    @Test
    void the_ledger_goes_to_a_file_when_asked() throws IOException {
        var ledger = folder.resolve("ledger.json");

        assertThat(map("--system", "fiche", "--in", dossier.toString(), "--ledger", ledger.toString())).isZero();

        assertThat(LossLedger.fromJson(Files.readString(ledger)).total()).isEqualTo(3);
        assertThat(said()).isEmpty();
    }

    @Test
    void a_document_goes_back_into_local_words() throws IOException {
        map("--system", "fiche", "--in", dossier.toString());
        var bundle = Files.write(folder.resolve("bundle.json"), out.toByteArray());
        out.reset();

        assertThat(map("--system", "maison", "--back", "--in", bundle.toString(), "--json")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(
                "#P;foyer;num;nom;prenoms;ne;sexe;sit;nir;maj\r\nP;;;Le Goff;;;;;;\r\n");
        assertThat(said().lines().filter(line -> line.startsWith("{\"system\":\"maison\""))).hasSize(1);
    }

    @Test
    void the_persons_of_a_household_come_out_one_document_a_line_and_go_back_together() throws IOException {
        var drop = Files.writeString(folder.resolve("drop.csv"), """
                #F;foyer;rue;ville;secret
                #P;foyer;num;nom;prenoms;ne;sexe;sit;nir;maj
                F;12;Rue;Dol;N
                P;12;1;Roy;;;;;;
                P;12;2;Morel;;;;;;
                """);
        assertThat(map("--system", "maison", "--in", drop.toString(), "--person", "2")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        out.reset();
        assertThat(map("--system", "maison", "--in", drop.toString())).isZero();
        var bundles = Files.write(folder.resolve("bundles.json"), out.toByteArray());
        out.reset();

        assertThat(map("--system", "maison", "--back", "--in", bundles.toString())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("P;;1;Roy", "M;;;Morel", "P;;2;Morel", "M;;;Roy");
    }

    @Test
    void what_cannot_be_read_is_said_with_its_place_and_the_exit_status_is_not_zero() throws IOException {
        Files.writeString(dossier, "<!DOCTYPE x>" + DOSSIER);

        assertThat(map("--system", "fiche", "--in", dossier.toString(), "--json")).isEqualTo(1);

        assertThat(said()).contains("{\"place\":\"dossier.xml:1\",\"fault\":\"document type declarations");
        assertThat(out.size()).isZero();
    }

    @Test
    void an_unknown_system_a_missing_file_and_a_faulty_mapping_are_said_in_the_readers_words() throws IOException {
        assertThat(map("--system", "nowhere", "--in", dossier.toString())).isEqualTo(1);
        assertThat(map("--system", "fiche", "--in", folder.resolve("none").toString(), "--lang", "en")).isEqualTo(1);
        assertThat(map("--system", "fiche", "--back", "--in", dossier.toString())).isEqualTo(1);
        assertThat(said()).contains("unknown local system `nowhere`", "the file cannot be read", "dossier.xml: ");
        Files.createDirectories(folder.resolve("more/fiche"));
        Files.writeString(folder.resolve("more/fiche/system.yaml"), "sistem: fiche\n");

        assertThat(
                map("--system", "fiche", "--in", dossier.toString(), "--mappings", folder.resolve("more").toString()))
                .isEqualTo(1);

        assertThat(said()).contains("mappings/fiche/system.yaml:1: unknown key `sistem`");
    }

    private int map(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(0, List.of("--mappings", Fixture.folder().toString()));
        return new CommandLine(new MapCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8), Fixture.CLOCK))
                .execute(all.toArray(String[]::new));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
