package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.viaduc.journal.Actor;
import org.viaduc.journal.CheckpointSigner;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

class JournalCommandTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path folder;
    private static Path journal;
    private static ECKey key;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void anExportedJournal() throws SQLException, IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        journal = folder.resolve("d35.ndjson");
        try (var log = TestDatabase.fresh().connect(); var file = Files.newOutputStream(journal)) {
            var written = new Journal(D35, signer(key), CLOCK);
            written.append(log, Collections.nCopies(20, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant())));
            written.export(log, file, publicKeys(key));
        }
    }

    @Test
    void a_whole_journal_is_said_to_hold() {
        assertThat(run("verify", "--lang", "en", journal.toString())).isZero();
        assertThat(out.toString()).contains("Journal of D35: 20 entries, 1 checkpoints").contains("holds");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_broken_journal_is_told_with_its_place_and_exit_status_1() throws IOException {
        var changed = folder.resolve("changed.ndjson");
        Files.writeString(changed, Files.readString(journal).replaceFirst(
                "(\"index\":13,.*?\"step\":\")started", "$1stopped"));

        assertThat(run("verify", "--lang", "fr", changed.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("ROMPU", "entrée 13 : le contenu n'est pas celui qui a été enregistré");
    }

    @Test
    void the_result_can_be_read_by_a_program() throws IOException {
        run("verify", "--json", journal.toString());

        var result = new ObjectMapper().readTree(out.toString());
        assertThat(result.path("holds").asBoolean()).isTrue();
        assertThat(result.path("journals").path(0).path("entries").asInt()).isEqualTo(20);
    }

    @Test
    void a_journal_signed_by_another_key_than_the_one_trusted_is_broken() throws IOException, JOSEException {
        var trusted = folder.resolve("trusted.json");
        Files.writeString(trusted, publicKeys(new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate()));

        assertThat(run("verify", "--lang", "en", "--keys", trusted.toString(), journal.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("checkpoint at 20 entries: the signature of the checkpoint does not stand");
    }

    @Test
    void a_file_that_is_no_journal_is_refused_in_the_users_words() throws IOException {
        var other = Files.writeString(folder.resolve("other.csv"), "TYPE;num_foyer\n");

        assertThat(run("verify", other.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("other.csv:1").contains("viaduc journal export");
    }

    @Test
    void a_running_node_is_copied_and_verified() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var bytes = Files.readAllBytes(journal);
        server.createContext("/api/journal/export", exchange -> {
            var allowed = "Bearer auditor".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(allowed ? 200 : 401, allowed ? bytes.length : -1);
            if (allowed) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var copy = folder.resolve("copy.ndjson");
            var token = Files.writeString(folder.resolve("token"), "auditor\n", StandardCharsets.UTF_8);

            assertThat(run("verify", "--node", url, "--token", "auditor")).isZero();
            assertThat(run("export", "--node", url, "--token-file", token.toString(), "--out", copy.toString()))
                    .isZero();
            assertThat(copy).hasSameTextualContentAs(journal);
            var table = folder.resolve("copy.csv");
            assertThat(run("export", "--node", url, "--token", "auditor", "--out", table.toString())).isZero();
            assertThat(table).content().startsWith("origin,index,at,exchange").contains("D35,19,2026-11-22T08:00:00Z");
            var parquet = folder.resolve("copy.parquet");
            assertThat(run("export", "--node", url, "--token", "auditor", "--out", parquet.toString())).isZero();
            assertThat(parquet).binaryContent().startsWith('P', 'A', 'R', '1');
            assertThat(run("verify", "--node", url)).isEqualTo(1);
            assertThat(err.toString()).contains("the node answers 401");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_command_that_says_too_little_or_too_much_is_told_what_is_missing() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("export", "--out", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("journal verify", "--node URL", "--demo");
    }

    private int run(String... words) {
        return new CommandLine(new JournalCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                }).execute(words);
    }

    private static CheckpointSigner signer(ECKey key) {
        return body -> {
            try {
                var jws = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        new Payload(body));
                jws.sign(new ECDSASigner(key));
                return jws.serialize(true);
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static String publicKeys(ECKey key) {
        return new JWKSet(List.of(key.toPublicJWK())).toString();
    }
}
