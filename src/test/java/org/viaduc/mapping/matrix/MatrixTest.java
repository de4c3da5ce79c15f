package org.viaduc.mapping.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.LossLedger.Direction;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same family in every system's own form, from each system into each other: every difference has its line in the ledger,
 * and nothing comes from nowhere. A system without the family takes part with its first example. Into those that only tell,
 * and are never told, nothing goes: CNAF's flows of claims (VIRS) and of bookings (VRSF).
 */
class MatrixTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final Map<Pair, List<LossLedger>> LEDGERS = new TreeMap<>();

    record Pair(String from, String to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return from + " to " + to;
        }
    }

    static Stream<Pair> pairs() {
        return BOOK.systems().stream().flatMap(from -> receivers().stream().map(to -> new Pair(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void every_difference_has_its_line_in_the_ledger_and_nothing_comes_from_nowhere(Pair pair) {
        for (var record : family(pair.from)) {
            var crossing = Crossing.of(record, pair.to, BOOK);

            assertThat(crossing.unexplained()).as("lost between " + pair).isEmpty();
            assertThat(crossing.fromNowhere()).as("made up between " + pair).isEmpty();
            LEDGERS.computeIfAbsent(pair, each -> new ArrayList<>()).add(crossing.ledger());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void what_a_decision_let_leave_is_explained_and_what_it_withheld_is_in_no_delivery(Pair pair) {
        var hasLeft = false;
        for (var record : family(pair.from)) {
            var passing = Asking.passing(record, pair.to, BOOK);
            if (passing.arrived().isEmpty()) {
                assertThat(passing.outgoing().decidedBy().clause()).as("why nothing leaves " + pair)
                        .isEqualTo("nothing-left");
                continue;
            }
            hasLeft = true;
            var arrived = passing.arrived().orElseThrow();
            var crossing = Crossing.of(arrived.taken().record(), pair.to, BOOK)
                    .explainedBy(arrived.deliverable().ledger());

            assertThat(crossing.unexplained()).as("lost between " + pair).isEmpty();
            assertThat(crossing.fromNowhere()).as("made up between " + pair).isEmpty();
            assertThat(arrived.taken().record()).as("the host takes what it is offered").isEqualTo(arrived.offered());
            assertThat(passing.secrets()).as("withheld, and delivered").filteredOn(
                    delivered(arrived.deliverable())::contains).isEmpty();
        }
        assertThat(hasLeft).as(pair + ": of the family, somebody's file leaves").isTrue();
    }

    @Test
    void what_is_looked_for_in_deliveries_would_be_found_there() {
        var secrets = family("solidor").stream().map(record -> Asking.passing(record, "ardoise", BOOK).secrets())
                .flatMap(Set::stream).toList();

        assertThat(secrets).contains("chronique", "infirmière", "enseignante");
    }

    private static String delivered(DeliverableRecord record) {
        var system = BOOK.system(record.system());
        return Leaves.words(new String(LocalFormat.of(system).write(record), system.wire().charset()));
    }

    @Test
    void a_ledger_that_says_nothing_explains_nothing() {
        var crossing = Crossing.of(family("solidor").getFirst(), "sambre", BOOK);

        var silent = crossing.explainedBy(
                new LossLedger("sambre", crossing.ledger().mapping(), Direction.BACK, List.of()));

        assertThat(silent.unexplained()).hasSizeGreaterThan(10);
        assertThat(silent.fromNowhere()).isNotEmpty();
    }

    @Test
    void whoever_is_told_nothing_has_still_something_to_tell() {
        assertThat(receivers()).hasSizeGreaterThanOrEqualTo(7).doesNotContain("cnaf-virs", "cnaf-vrsf");
        assertThat(BOOK.systems()).allSatisfy(system -> assertThat(family(system)).isNotEmpty());
    }

    /** What became of the elements of the family's files, pair by pair: target/matrix.md. */
    @AfterAll
    static void print() throws IOException {
        var text = new StringBuilder(
                "Each cell: mapped / coded down / kept as text / dropped, of all elements of the family's files.\n\n");
        text.append("| from \\\\ to | ").append(String.join(" | ", receivers())).append(" |\n|---|")
                .append("---|".repeat(receivers().size())).append('\n');
        for (var from : BOOK.systems()) {
            text.append("| ").append(from).append(" |");
            for (var to : receivers()) {
                var ledgers = LEDGERS.getOrDefault(new Pair(from, to), List.of());
                text.append(' ').append(String.join(" / ", Stream.of(Outcome.MAPPED, Outcome.CODED_DOWN,
                        Outcome.KEPT_AS_TEXT, Outcome.DROPPED).map(
                                outcome -> String.valueOf(
                                        ledgers.stream().mapToInt(each -> each.count(outcome)).sum()))
                        .toList())).append(" |");
            }
            text.append('\n');
        }
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("matrix.md"), text);
    }

    /** The systems for which a route delivers. */
    private static List<String> receivers() {
        try (var routes = Files.list(Path.of("routes"))) {
            var names = routes.map(route -> route.getFileName().toString()).toList();
            return BOOK.systems().stream().filter(
                    system -> names.stream().anyMatch(name -> name.endsWith("-" + system + "-deliver.yaml"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<LocalRecord> family(String system) {
        var family = files(folder(), system + "-");
        return family.isEmpty()
                ? read(system, files(Path.of("mappings", system, "examples"), "").getFirst())
                : family.stream().flatMap(file -> read(system, file).stream()).toList();
    }

    private static List<Path> files(Path folder, String begins) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(begins))
                    .filter(file -> !file.getFileName().toString().contains(".common.")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(MatrixTest.class.getResource("solidor-famille.csv").toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<LocalRecord> read(String system, Path file) {
        try (var in = Files.newInputStream(file)) {
            var batch = LocalFormat.of(BOOK.system(system)).read(in, file.getFileName().toString());
            assertThat(batch.faults()).isEmpty();
            return batch.records();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
