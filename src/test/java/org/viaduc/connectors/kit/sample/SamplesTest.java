package org.viaduc.connectors.kit.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.mapping.SystemDescription.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SamplesTest {
    private static final Sample.Judge NOBODY = new Guesser(Optional.empty());
    @TempDir
    private Path folder;

    @Test
    void a_table_tells_its_characters_delimiter_and_line_ends() throws IOException {
        var sample = read("NUM;NOM\r\n1;Lefèvre\r\n2;\"Le Goff; née Bâ\"\r\n", Charset.forName("windows-1252"));

        assertThat(sample.wire())
                .isEqualTo(new Wire.Table(Charset.forName("windows-1252"), ';', "\r\n", "usager"));
        assertThat(sample.tables().getFirst().columns())
                .containsExactly(new Column("NUM", java.util.List.of("1", "2")),
                        new Column("NOM", java.util.List.of("Lefèvre", "Le Goff; née Bâ")));
    }

    @Test
    void a_mark_at_the_beginning_is_no_part_of_the_first_name() throws IOException {
        var sample = read("\uFEFFnum,naam\n1,\"De Smet, Jan\"\n", StandardCharsets.UTF_8);

        assertThat(((Wire.Table) sample.wire()).delimiter()).isEqualTo(',');
        assertThat(sample.tables().getFirst().columns().getFirst().name()).isEqualTo("num");
    }

    @Test
    void lines_of_several_types_are_told_apart_by_their_headers() throws IOException {
        var sample = read("#F;foyer\n#P;foyer;num;nom\nF;1\nP;1;7;Le Goff\nP;1;8;Bâ\nF;2\n", StandardCharsets.UTF_8);

        assertThat(sample.wire()).isEqualTo(new Wire.Csv(StandardCharsets.UTF_8, ';', "\n", "#"));
        assertThat(sample.tables()).extracting(Sample.Table::type).containsExactly("F", "P");
        assertThat(sample.tables()).extracting(Sample.Table::rows).containsExactly(2, 2);
    }

    @Test
    void what_is_no_sample_is_refused_with_what_would_help_and_without_its_contents() {
        refused("", "is empty");
        refused("Le Goff\nBâ\n", "cannot be cut into columns");
        refused("1;Lefèvre;1980\n2;Bâ;1990\n", "add a line of names above");
        refused("num;nom;nom\n1;a;b\n", "two columns have the same name");
        refused("#P;num\nP;1\nX;2\n", "1 row types have no header line `#TYPE`");
        assertThatThrownBy(() -> read("num;nom\n1;Bâ\n", StandardCharsets.UTF_16)).hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> Samples.read(folder.resolve("absent.csv").toString(), NOBODY))
                .hasMessageContaining("there is no file");
    }

    private void refused(String text, String reason) {
        assertThatThrownBy(() -> read(text, StandardCharsets.UTF_8)).isInstanceOf(NoSample.class)
                .hasMessageContaining(reason).message().doesNotContain("Lefèvre");
    }

    private Sample read(String text, Charset charset) throws IOException {
        return Samples.read(Files.writeString(folder.resolve("sample.csv"), text, charset).toString(), NOBODY);
    }
}
