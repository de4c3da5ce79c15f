package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.viaduc.journal.About;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Beside;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.container.EvidenceContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** A part of a journal, and a whole one, in signed containers: whatever is done to them is found, and where. */
class EvidenceContainerTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path folder;
    private static KeyRing ring;
    private static Path part;
    private static Path whole;

    @BeforeAll
    static void aJournalOfFortyEntries() throws SQLException, IOException {
        ring = KeyRing.open(folder.resolve("keys"), D35, CLOCK);
        var journal = new Journal(D35, ring.checkpointSigner(), CLOCK);
        try (var log = TestDatabase.fresh().connect()) {
            journal.append(log, Collections.nCopies(40, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant())));
            var day = new About.Period(CLOCK.instant(), CLOCK.instant().plusSeconds(1));
            part = contained(ring, file -> {
                try (var out = Files.newOutputStream(file)) {
                    journal.evidence(log, day, Beside.keys(ring.publicKeys()), out);
                }
            });
            whole = contained(ring, file -> {
                try (var out = Files.newOutputStream(file)) {
                    journal.export(log, out, ring.publicKeys());
                }
            });
        }
    }

    @Test
    void a_container_holds_with_its_signature_and_every_entry_in_it() throws IOException {
        for (var container : List.of(part, whole)) {
            var result = verify(container, 0);

            assertThat(result.path("holds").asBoolean()).isTrue();
            assertThat(result.path("containers").path(0).path("signer").asText()).contains("CN=D35");
            assertThat(result.path("containers").path(0).path("signedAt").asText()).isEqualTo("2026-11-22T08:00:00Z");
        }
        assertThat(verify(part, 0).path("evidence").path(0).path("entries").asInt()).isEqualTo(40);
        assertThat(verify(whole, 0).path("journals").path(0).path("entries").asInt()).isEqualTo(40);
    }

    @Test
    void a_changed_entry_is_found_in_its_place() throws IOException {
        for (var container : List.of(part, whole)) {
            var result = verify(altered(container, lines -> {
                lines.replaceAll(line -> line.contains("\"index\":17,") ? line.replace("started", "stopped") : line);
                return lines;
            }), 1);

            assertThat(faults(result)).containsExactly("changed preuve.ndjson");
            assertThat(breaks(result)).contains("changed 17");
        }
    }

    @Test
    void a_removed_an_added_and_a_swapped_entry_are_found_in_their_places() throws IOException {
        var removed = verify(altered(part, lines -> {
            lines.removeIf(line -> line.contains("\"index\":17,"));
            return lines;
        }), 1);
        assertThat(breaks(removed)).contains("missing 17");
        var doubled = verify(altered(part, lines -> {
            lines.add(lines.size() - 1, lines.get(lines.size() - 2));
            return lines;
        }), 1);
        assertThat(breaks(doubled)).contains("unnamed 39");
        var swapped = verify(altered(whole, lines -> {
            Collections.swap(lines, 12, 15);
            return lines;
        }), 1);
        assertThat(breaks(swapped)).anyMatch(each -> each.startsWith("unlinked 1") || each.startsWith("missing 1"));
        for (var result : List.of(removed, doubled, swapped)) {
            assertThat(faults(result)).containsExactly("changed preuve.ndjson");
        }
    }

    @Test
    void a_file_and_a_container_cut_short_are_found() throws IOException {
        for (var container : List.of(part, whole)) {
            var cut = verify(altered(container, lines -> lines.subList(0, lines.size() - 1)), 1);
            assertThat(breaks(cut)).anyMatch(each -> each.startsWith("truncated"));

            var bytes = Files.readAllBytes(container);
            var half = Files.write(folder.resolve("half.asice"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
            assertThat(faults(verify(half, 1))).isNotEmpty();
        }
    }

    @Test
    void true_lines_under_another_signature_are_told() throws IOException {
        var thief = KeyRing.open(folder.resolve("thief"), D35, CLOCK);
        var lines = unzipped(part, EvidenceContainer.LINES);
        var resigned = contained(thief, file -> Files.write(file, lines));

        assertThat(faults(verify(resigned, 1))).containsExactly("foreign-signer ");
    }

    @Test
    void with_keys_of_ones_own_a_forger_who_made_everything_anew_is_found_too() throws IOException, SQLException {
        var thief = KeyRing.open(folder.resolve("forger"), D35, CLOCK);
        var journal = new Journal(D35, thief.checkpointSigner(), CLOCK);
        var published = Files.writeString(folder.resolve("published.json"), ring.publicKeys());
        try (var log = TestDatabase.fresh().connect()) {
            journal.append(log, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant()));
            var forged = contained(thief, file -> {
                try (var out = Files.newOutputStream(file)) {
                    journal.export(log, out, thief.publicKeys());
                }
            });

            var result = verify(forged, 1, "--keys", published.toString());

            assertThat(faults(result)).containsExactly("foreign-signer ");
            assertThat(breaks(result)).containsExactly("bad-signature 1");
        }
    }

    @Test
    void the_result_is_told_in_words_too() {
        var out = new StringWriter();
        run(out, "verify", "--lang", "fr", part.toString());

        assertThat(out.toString()).contains("Conteneur preuve.asice : signature valable", "signé par",
                "Preuve du journal de D35", "intacte");
    }

    /** Writes lines of evidence, which may read a database. */
    private interface Lines {
        void into(Path file) throws IOException, SQLException;
    }

    private static Path contained(KeyRing by, Lines lines) throws IOException {
        return EvidenceContainer.write(file -> {
            try {
                lines.into(file);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }, by.documentSigner(), CLOCK.instant(), Files.createTempDirectory(folder, "made"));
    }

    private static byte[] unzipped(Path container, String name) throws IOException {
        try (var zip = new ZipFile(container.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    private static Path altered(Path container, UnaryOperator<List<String>> change) throws IOException {
        var altered = folder.resolve("altered.asice");
        try (var zip = new ZipFile(container.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(altered))) {
            for (var entry : zip.stream().toList()) {
                var bytes = zip.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals(EvidenceContainer.LINES)
                        ? (String.join("\n", change.apply(new ArrayList<>(new String(bytes,
                                java.nio.charset.StandardCharsets.UTF_8).lines().toList()))) + "\n")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : bytes);
            }
        }
        return altered;
    }

    private static List<String> faults(JsonNode result) {
        var found = new ArrayList<String>();
        result.path("containers").path(0).path("faults").forEach(
                each -> found.add(each.path("what").asText() + " " + each.path("file").asText()));
        return found;
    }

    private static List<String> breaks(JsonNode result) {
        var found = new ArrayList<String>();
        for (var kind : List.of("journals", "evidence")) {
            result.path(kind).path(0).path("breaks").forEach(
                    each -> found.add(each.path("what").asText() + " " + each.path("from").asText()));
        }
        return found;
    }

    private static JsonNode verify(Path file, int status, String... more) throws IOException {
        var out = new StringWriter();
        var words = new ArrayList<>(List.of("verify", "--json", file.toString()));
        words.addAll(List.of(more));
        assertThat(run(out, words.toArray(String[]::new))).isEqualTo(status);
        return new ObjectMapper().readTree(out.toString());
    }

    private static int run(StringWriter out, String... words) {
        return new CommandLine(new JournalCommand()).setOut(new PrintWriter(out)).execute(words);
    }
}
