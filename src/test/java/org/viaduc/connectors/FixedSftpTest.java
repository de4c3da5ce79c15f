package org.viaduc.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Eventually;
import org.viaduc.mapping.Deliverables;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** The connector of the CPAS de Namur as it is packed, against an SFTP server. */
class FixedSftpTest {
    private static final Path EXAMPLES = Path.of("mappings/sambre/examples");
    private static final String CONNECTOR = "be-namur-sambre";

    @TempDir
    private Path temporary;
    private PlayedSftp server;
    private RunningRoutes routes;

    @BeforeEach
    void start() throws Exception {
        server = new PlayedSftp(temporary, "out/archive", "out/reject", "in");
        routes = new RunningRoutes(temporary.resolve("data"),
                RunningRoutes.connector(CONNECTOR, "sambre", server.values())).start();
    }

    @AfterEach
    void stop() throws IOException {
        routes.close();
        server.close();
    }

    @Test
    void a_drop_is_taken_household_by_household_and_archived() throws IOException {
        Files.copy(EXAMPLES.resolve("woman-with-leefloon-and-mediation-of-debts.local.txt"),
                server.shared.resolve("out/SAMBRE_20261121.txt"));

        Eventually.is("archived", () -> Files.exists(server.shared.resolve("out/archive/SAMBRE_20261121.txt")));

        assertThat(routes.node.ids()).containsExactly("2048101", "2048102", "2048103");
        assertThat(routes.node.refused()).isZero();
    }

    @Test
    void a_drop_that_was_cut_is_kept_apart_whole_and_taken_when_it_comes_again() throws IOException {
        var whole = Files.readAllBytes(EXAMPLES.resolve("woman-with-leefloon-and-mediation-of-debts.local.txt"));
        Files.write(server.shared.resolve("out/SAMBRE_20261121.txt"), java.util.Arrays.copyOf(whole, whole.length / 2));

        Eventually.is("rejected", () -> Files.exists(server.shared.resolve("out/reject/SAMBRE_20261121.txt")));
        assertThat(routes.node.ids()).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(1);

        Files.write(server.shared.resolve("out/SAMBRE_20261122.txt"), whole);
        Eventually.is("archived", () -> Files.exists(server.shared.resolve("out/archive/SAMBRE_20261122.txt")));
        assertThat(routes.node.ids()).hasSize(3);
    }

    @Test
    void a_household_that_cannot_be_read_is_listed_for_the_department_and_the_others_are_taken() throws IOException {
        var good = Files.readAllLines(EXAMPLES.resolve("woman-with-leefloon-and-mediation-of-debts.local.txt"),
                StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<>(good.subList(0, good.size() - 1));
        lines.add("D10000000042" + " ".repeat(148));
        lines.add("P20000000042000000042191060900034Secret" + " ".repeat(100));
        lines.add(("Z999%08d" + " ".repeat(148)).formatted(lines.size() - 1));
        Files.write(server.shared.resolve("out/SAMBRE_20261123.txt"), lines, StandardCharsets.ISO_8859_1);

        Eventually.is("archived", () -> Files.exists(server.shared.resolve("out/archive/SAMBRE_20261123.txt")));

        assertThat(routes.node.ids()).hasSize(3);
        var list = Files.readAllLines(server.shared.resolve("out/reject/SAMBRE_20261123.txt.ERR"));
        assertThat(list)
                .contains("SAMBRE_20261123.txt:" + (lines.size() - 1) + ";the line has 139 characters, not 160");
        assertThat(String.join("", list)).doesNotContain("Secret");
        assertThat(temporary.resolve("data/reject/" + CONNECTOR)).as("kept here").isEmptyDirectory();
    }

    @Test
    void a_drop_that_is_taken_away_while_it_is_read_harms_no_other() throws IOException {
        var example = EXAMPLES.resolve("woman-with-leefloon-and-mediation-of-debts.local.txt");
        routes.node.onAccept(() -> takenAway(server.shared.resolve("out/SAMBRE_A.txt")));
        Files.copy(example, server.shared.resolve("out/SAMBRE_A.txt"));
        Eventually.is("it is read to its end", () -> routes.node.ids().size() == 3);

        Files.copy(EXAMPLES.resolve("man-in-a-shelter-whose-address-is-confidential.local.txt"),
                server.shared.resolve("out/SAMBRE_B.txt"));

        Eventually.is("archived", () -> Files.exists(server.shared.resolve("out/archive/SAMBRE_B.txt")));
        assertThat(server.shared.resolve("out/archive/SAMBRE_A.txt")).doesNotExist();
    }

    @Test
    void a_delivery_bears_its_exchange_so_that_a_repeat_lands_on_itself() throws IOException {
        var exchange = ExchangeId.next(Clock.systemUTC());
        var record = Deliverables.of(
                Deliverables.example(RunningRoutes.BOOK, "woman-with-leefloon-and-mediation-of-debts"),
                RunningRoutes.BOOK, "sambre", exchange);

        routes.deliver(CONNECTOR, record);
        routes.deliver(CONNECTOR, record);

        try (var files = Files.list(server.shared.resolve("in"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("LIVRAISON_" + exchange + ".txt");
        }
        var lines = Files.readAllLines(server.shared.resolve("in/LIVRAISON_" + exchange + ".txt"),
                StandardCharsets.ISO_8859_1);
        assertThat(lines.getFirst()).startsWith("E001SAMBRE02" + exchange);
        assertThat(lines.getLast()).startsWith("Z999%08d".formatted(lines.size() - 2));
    }

    private static void takenAway(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
