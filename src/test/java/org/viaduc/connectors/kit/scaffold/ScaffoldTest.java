package org.viaduc.connectors.kit.scaffold;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScaffoldTest {
    private static final String FLAT = """
            NUM_BENEF;NOMNAI;PRENOMS;DTNAIS;SEXE;ADR1;CP;COMMUNE;ADR_SECRETE;DROIT;ETAT_DROIT;MNT_DROIT;COULEUR
            4471;Kerdraon;Hélori;17/08/1979;M;4, venelle du Puits;29000;Quimper;N;RSA;OUVERT;607,75;vert
            4472;Quéméneur;Soizic;31/12/1980;F;9, quai Nord;29200;Brest;O;RSO;SUSPENDU;1 010,00;bleu
            4473;Kermarrec;Ewen;11/05/2001;M;1, allée des Ifs;29000;Quimper;N;RSA;OUVERT;;
            """;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    private Path folder;

    @Test
    void a_sample_is_translated_at_once_by_what_was_written() throws IOException {
        var sample = sample(FLAT);

        write(sample);

        var run = run(sample);
        assertThat(run.records()).isEqualTo(3);
        assertThat(run.faults()).isZero();
        assertThat(run.count(Outcome.MAPPED)).isEqualTo(34);
        assertThat(run.count(Outcome.KEPT_AS_TEXT)).as("RSO, which is open, in two pieces").isEqualTo(1);
        assertThat(run.count(Outcome.DROPPED)).as("the colour").isEqualTo(2);
    }

    @Test
    void what_was_not_guessed_is_named_with_its_place() throws IOException {
        write(sample(FLAT));

        assertThat(Undecided.of("d29-brise", folder.resolve("mappings/brise")))
                .extracting(Undecided::what).containsExactly("COULEUR", "RSO");
    }

    @Test
    void nobody_of_the_sample_stands_in_what_was_written() throws IOException {
        write(sample(FLAT));

        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> Files.isRegularFile(each) && !each.endsWith("sample.csv")).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString()).doesNotContain(
                        "4471",
                        "Kerdraon", "Kermarrec", "lori", "Soizic", "17/08/1979", "venelle", "607,75", "bleu");
            }
        }
    }

    @Test
    void routes_and_mapping_are_short() throws IOException {
        for (var file : write(sample(FLAT))) {
            var lines = Files.readAllLines(folder.resolve(file), StandardCharsets.ISO_8859_1).size();
            if (file.endsWith(".yaml")) {
                assertThat(lines).as(file).isLessThan(file.startsWith("routes") ? 30 : 150);
            }
        }
    }

    @Test
    void nothing_is_overwritten_and_nothing_half_written() throws IOException {
        var sample = sample(FLAT);
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/d29-brise-deliver.yaml"), "mine");

        assertThatThrownBy(() -> write(sample)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(folder.resolve("mappings")).doesNotExist();
        assertThat(folder.resolve("routes/d29-brise-deliver.yaml")).hasContent("mine");
    }

    @Test
    void households_of_several_lines_are_understood() throws IOException {
        var sample = sample("""
                #F;num_foyer;adr_ligne1;adr_secret
                #P;num_foyer;num_pers;nom_nais;prenoms;dt_nais;role
                #A;num_pers;num_mesure;type;dt_deb
                #N;num_pers;dt_note;texte
                F;12;3, rue des Lilas;N
                P;12;1;Le Goff;Anne;29/02/1996;DEM
                P;12;2;Le Goff;Yann;01/01/2015;ENFANT
                A;2;M-1;AED;01/09/2026
                N;2;01/01/2026;à rappeler
                F;13;1, place du Marché;O
                P;13;3;Bâ;Awa;01/01/1990;DEM
                """);

        write(sample);

        var system = MappingBook.ofSystem("brise", folder.resolve("mappings/brise")).system("brise");
        assertThat(system.opening()).contains("F");
        assertThat(system.members()).contains("MEMBRE");
        assertThat(system.never()).containsExactly("N");
        assertThat(run(sample).records()).isEqualTo(3);
        assertThat(run(sample).count(Outcome.DROPPED)).as("the number and the role of the other member").isLessThan(6);
    }

    @Test
    void a_sample_without_a_number_of_each_person_is_refused() throws IOException {
        var sample = sample("nom;prenom\nLe Goff;Anne\nBâ;Awa\n");

        assertThatThrownBy(() -> write(sample)).hasMessageContaining("no column").hasMessageContaining("--key");
    }

    @Test
    void names_of_columns_may_be_anything() throws IOException {
        var sample = sample(
                "N° usager;Nom: naissance;#;[x] \"ok\";true;Prénom(s)\n1;Bâ;a;b;c;Awa\n2;Diallo;d;e;f;Yann\n");

        write(sample);

        assertThat(run(sample).records()).isEqualTo(2);
    }

    private Path sample(String text) throws IOException {
        return Files.writeString(folder.resolve("sample.csv"), text, WINDOWS);
    }

    private List<String> write(Path sample) throws IOException {
        var plan = new Plan("d29-brise", "brise", "D29", "pôle numérique, D29", "csv-folder",
                LocalDate.of(2026, 11, 22));
        var door = new Door(Map.of("folder", "{{d29-brise.inbox}}"), Map.of("folder", "{{d29-brise.outbox}}"),
                Map.of());
        var guesser = new Guesser(Optional.empty());
        return Scaffold.of(plan, Samples.read(sample.toString(), guesser), door, guesser).write(folder);
    }

    private FileRun run(Path sample) throws IOException {
        try (var in = Files.newInputStream(sample)) {
            return FileRun.of(MappingBook.ofSystem("brise", folder.resolve("mappings/brise")), "brise", in,
                    "sample.csv");
        }
    }
}
