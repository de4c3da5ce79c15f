package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.viaduc.exchange.desk.State;
import org.viaduc.policy.RuleBook;

import static org.assertj.core.api.Assertions.assertThat;

/** What an officer and whoever looks after a node ask of it by command: other rule books, and whom it cannot reach. */
class OfficersCommandsIT {
    private static TwoNodes nodes;
    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("applicant-born-abroad-with-contract-and-debt");
        nodes.collect("woman-whose-address-is-protected");
        nodes.journey("7004101", journey -> journey.state() == State.DELIVERED);
    }

    @Test
    void another_rule_book_is_tried_by_command() throws IOException {
        var same = policy("diff", "--to", book("# RSA:", "# RSA :").toString());
        assertThat(same.text()).contains("décidés autrement").doesNotContain("R-RSA");
        assertThat(same.status()).isZero();

        var other = policy("diff", "--to", book("release: [S05.income, S06, S12, S13]", "release: [S06, S12, S13]")
                .toString());

        assertThat(other.status()).isEqualTo(3);
        assertThat(other.text()).contains("RSA · ressource", "- transmis", "+ retenu", "R-RSA")
                .doesNotContain("7004101", "Benali");
        assertThat(policy("history").text()).contains(RuleBook.bundled().digest().hex());
    }

    @Test
    void a_book_with_faults_is_told_here_and_is_not_sent() throws IOException {
        var broken = policy("diff", "--to", book("purposes: [INSTR_RSA]", "purposes: [NOTHING]").toString());

        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.error()).contains("rsa.yaml", "NOTHING");
    }

    @Test
    void a_correspondent_who_cannot_be_reached_shows_and_the_node_goes_on() throws IOException {
        client("case-worker").post("/api/exchanges", Map.of("connector", "d35-depot", "localId", "7000001", "track",
                "rsa", "to", "D44", "role", "GEST-RSA"));

        nodes.until(() -> get("/actuator/health", "case-worker").equals("{\"status\":\"DEGRADED\"}"));

        assertThat(get("/api/notifications", "integrator")).contains("\"way\":\"webhook\"",
                "\"place\":\"" + TwoNodes.NOBODY_THERE + "\"", "\"why\":\"unreachable\"", "\"failing\"");
        assertThat(nodes.journey("7004101", journey -> journey.state() == State.DELIVERED)).isNotNull();
    }

    private record Said(int status, String text, String error) {}

    private Said policy(String... words) throws IOException {
        var token = Files.writeString(folder.resolve("token"), nodes.token("a.d-aubigne", "dpo"));
        var all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of("--node", nodes.at(TwoNodes.D35, "").toString(), "--token-file", token.toString(), "--ca",
                nodes.certificate(TwoNodes.D35).toString()));
        if (words[0].equals("diff")) {
            all.addAll(List.of("--lang", "fr"));
        }
        var out = new StringWriter();
        var err = new StringWriter();
        var status = new CommandLine(new PolicyCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    private static String get(String path, String role) {
        try {
            return client(role).get(path).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static NodeClient client(String role) {
        return new NodeClient(nodes.at(TwoNodes.D35, ""), Optional.of(nodes.certificate(TwoNodes.D35)),
                () -> nodes.token("s.n-guyen", role));
    }

    /** The book in force with something else in the rules of the RSA. */
    private Path book(String before, String after) throws IOException {
        var book = Files.createDirectories(folder.resolve("book-" + after.length()));
        try (var files = Files.list(Path.of("src/main/resources/policy"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                var text = Files.readString(file);
                Files.writeString(book.resolve(file.getFileName()),
                        file.endsWith("rsa.yaml") ? text.replace(before, after) : text);
            }
        }
        return book;
    }
}
