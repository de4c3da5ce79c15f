package org.viaduc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.journal.About;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Beside;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.container.SignedContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is given to {@code journal verify}: exit status 1, a sentence that says why, and nothing of the program's insides. */
class VerifyGarbageTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path folder;
    private static KeyRing ring;
    private static Path whole;
    private static Path part;

    @BeforeAll
    static void aJournalOfThreeHundredEntries() throws SQLException, IOException {
        ring = KeyRing.open(folder.resolve("keys"), D35, CLOCK);
        whole = folder.resolve("d35.ndjson");
        part = folder.resolve("day.ndjson");
        var journal = new Journal(D35, ring.checkpointSigner(), CLOCK);
        try (var log = TestDatabase.fresh().connect();
                var all = Files.newOutputStream(whole);
                var some = Files.newOutputStream(part)) {
            journal.append(log, Collections.nCopies(300, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant())));
            journal.export(log, all, ring.publicKeys());
            journal.evidence(log, new About.Period(CLOCK.instant(), CLOCK.instant().plusSeconds(1)),
                    Beside.keys(ring.publicKeys()), some);
        }
        assertThat(verify(0, whole)).contains("300 entries");
        assertThat(verify(0, part)).contains("300 entries");
    }

    @Test
    void a_file_that_is_not_there_a_folder_and_an_empty_file_are_named() throws IOException {
        assertThat(verify(1, folder.resolve("nowhere.ndjson"))).contains("nowhere.ndjson", "no file that can be read");
        assertThat(verify(1, folder)).contains("no file that can be read");
        assertThat(verify(1, Files.createFile(folder.resolve("empty.ndjson")))).contains("empty.ndjson:1",
                "viaduc journal export");
    }

    @Test
    void noise_is_no_journal() throws IOException {
        var noise = new byte[200_000];
        new Random(7).nextBytes(noise);

        assertThat(verify(1, write("noise.bin", noise))).contains("noise.bin:1");
        assertThat(verify(1, write("array.json", "[1,2,3]\n".getBytes(StandardCharsets.UTF_8)))).contains(":1");
        assertThat(verify(1, write("deep.json", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))).contains(":1");
        assertThat(verify(1, write("gzip.gz", new byte[]{0x1f, (byte) 0x8b, 8, 0}))).contains("gzip.gz:1");
    }

    @Test
    void a_line_of_a_gigabyte_is_refused_before_it_is_in_memory() throws IOException {
        var first = Files.readAllLines(whole).getFirst() + "\n";
        for (var begin : List.of("", first, Files.readAllLines(part).getFirst() + "\n")) {
            var file = write("long.ndjson", begin.getBytes(StandardCharsets.UTF_8));
            try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(1L << 30);
            }

            assertThat(verify(1, file)).contains("long.ndjson:" + (begin.isEmpty() ? 1 : 2),
                    "longer than any line of an exported journal");
        }
    }

    @Test
    void a_hundred_thousand_broken_lines_are_counted_and_fifty_are_told() throws IOException {
        var broken = altered(whole, lines -> {
            for (var number = 0; number < 100_000; number++) {
                lines.add(lines.size() - 1, number % 2 == 0 ? "{\"line\":\"entry\",rubbish" : "rubbish");
            }
            return lines;
        });

        assertThat(verify(1, broken)).contains("BROKEN", "the line of the file cannot be read", "… and 99950 more")
                .hasSizeLessThan(20_000);
    }

    @Test
    void every_entry_changed_is_told_in_time_and_two_of_them_swapped_too() throws IOException {
        var changed = altered(whole, lines -> {
            lines.replaceAll(line -> line.replace("started", "stopped"));
            return lines;
        });
        assertThat(verify(1, changed)).contains("entry 0: its content is not what was recorded", "more");

        var index = "\"index\":";
        var swapped = altered(part, lines -> {
            var at = lines
                    .indexOf(lines.stream().filter(line -> line.contains(index + "17,")).findFirst().orElseThrow());
            Collections.swap(lines, at, at + 40);
            return lines;
        });
        assertThat(verify(1, swapped)).contains("the file is not the one that was signed");
    }

    @Test
    void impossible_places_and_hashes_are_told_with_their_line() throws IOException {
        for (var place : List.of("-1", "9223372036854775807", "1e300", "\"seven\"", "null", "7.5")) {
            var file = altered(whole, lines -> {
                lines.replaceAll(line -> line.replace("\"index\":7,", "\"index\":" + place + ","));
                return lines;
            });
            assertThat(verify(1, file)).as(place).contains("BROKEN", "entry 7: the entry is missing");
        }
        var file = altered(whole, lines -> {
            lines.replaceAll(line -> line.replaceFirst("(\"index\":7,\"leaf\":\").*?\"", "$1zz\""));
            return lines;
        });
        assertThat(verify(1, file)).contains("the line of the file cannot be read");
    }

    @Test
    void keys_that_are_none_let_no_signature_stand() throws IOException {
        for (var keys : List.of("{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}", "null", "\"x\"", "{\"keys\":7}",
                "{\"keys\":[null]}", "{\"keys\":[7]}", "[]")) {
            for (var file : List.of(whole, part)) {
                var forged = altered(file, lines -> {
                    lines.set(0, lines.getFirst().replaceFirst("\"keys\":\\{.*}", "\"keys\":"
                            + keys.replace("$", "\\$") + "}"));
                    return lines;
                });
                assertThat(verify(1, forged)).as(keys).contains("BROKEN", "signature");
            }
        }
    }

    @Test
    void keys_to_trust_that_are_none_are_refused() throws IOException {
        var noise = new byte[3_000];
        new Random(9).nextBytes(noise);

        assertThat(verify(2, whole, "--keys", write("keys.bin", noise).toString())).contains("holds no public keys");
        assertThat(verify(2, whole, "--keys", folder.resolve("none.json").toString())).contains("holds no public keys");
        assertThat(verify(1, whole, "--authority", write("authority.pem", noise).toString()))
                .contains("no readable certificate");
    }

    @Test
    void hundreds_of_journals_in_one_file_are_refused() throws IOException {
        var first = Files.readAllLines(whole).getFirst();
        var many = altered(whole, lines -> Collections.nCopies(5_000, first));

        assertThat(verify(1, many)).contains("one journal more than the 200");
    }

    @Test
    void a_container_cut_short_or_full_of_noise_is_unreadable() throws IOException {
        var container = folder.resolve("whole.asice");
        SignedContainer.write(List.of(whole), ring.documentSigner(), CLOCK.instant(), container);
        var bytes = Files.readAllBytes(container);
        assertThat(verify(0, container)).contains("300 entries");

        for (var length : List.of(4, 100, bytes.length / 3, bytes.length - 10)) {
            assertThat(verify(1, write("cut.asice", java.util.Arrays.copyOf(bytes, length)))).contains("container");
        }
        var noisy = bytes.clone();
        for (var at = 60; at < noisy.length; at += 97) {
            noisy[at] ^= 0x55;
        }
        assertThat(verify(1, write("noisy.asice", noisy))).contains("container");
    }

    @Test
    void a_container_that_swells_to_a_thousand_times_its_size_is_not_unpacked() throws IOException {
        var before = scratch();

        assertThat(verify(1, zip("bomb.asice", 1, 96 << 20))).contains("container");
        assertThat(verify(1, zip("many.asice", 500, 10))).contains("container");

        assertThat(scratch()).isEqualTo(before);
    }

    @Test
    void a_container_with_a_good_signature_and_no_journal_in_it_proves_nothing() throws IOException {
        var letter = write("lettre.txt", "Bonjour".getBytes(StandardCharsets.UTF_8));
        var container = folder.resolve("lettre.asice");
        SignedContainer.write(List.of(letter), ring.documentSigner(), CLOCK.instant(), container);

        assertThat(verify(1, container)).contains("holds no evidence of a journal");
    }

    private static long scratch() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(each -> each.getFileName().toString().startsWith("viaduc-verify")).count();
        }
    }

    private static Path zip(String name, int files, int bytes) throws IOException {
        var file = folder.resolve(name);
        var zeros = new byte[Math.min(bytes, 1 << 20)];
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var number = 0; number < files; number++) {
                zip.putNextEntry(new ZipEntry("preuve-" + number + ".ndjson"));
                for (var left = bytes; left > 0; left -= zeros.length) {
                    zip.write(zeros, 0, Math.min(left, zeros.length));
                }
                zip.closeEntry();
            }
        }
        return file;
    }

    private static Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static Path altered(Path file, UnaryOperator<List<String>> change) throws IOException {
        return Files.write(folder.resolve("altered.ndjson"), change.apply(new ArrayList<>(Files.readAllLines(file))));
    }

    /** What the command prints, on both its outlets, as a user starts it. */
    private static String verify(int status, Path file, String... more) {
        var line = new ArrayList<>(List.of("journal", "verify", "--lang", "en", file.toString()));
        line.addAll(List.of(more));
        var out = System.out;
        var err = System.err;
        var bytes = new ByteArrayOutputStream();
        try (var print = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(print);
            System.setErr(print);
            assertThat(Viaduc.run(line.toArray(String[]::new))).as(bytes::toString).isEqualTo(status);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        var told = bytes.toString(StandardCharsets.UTF_8);
        assertThat(told).doesNotContain("Exception", "\tat ", "java.");
        return told;
    }
}
