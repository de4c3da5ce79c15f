package org.viaduc.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Mark;

import static org.assertj.core.api.Assertions.assertThat;

/** Every example pair of every folder under {@code mappings/}, both ways. */
class ExamplesTest {
    private static final Path MAPPINGS = Path.of("mappings");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static MappingBook book;
    private static Translator translator;

    @BeforeAll
    static void load() {
        book = MappingBook.load(MAPPINGS);
        translator = new Translator(book, Fixture.CLOCK);
    }

    @Test
    void the_book_packed_into_the_program_holds_the_same_systems() {
        assertThat(MappingBook.bundled().systems()).isEqualTo(book.systems());
    }

    @TestFactory
    Stream<DynamicTest> an_example_reads_in_common_terms_as_its_pair_says() {
        return examples().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            var translation = translator.translate(example.record());
            var expected = JSON.readTree(Files.readString(example.common()));

            assertThat(translation.record().pieces().stream().map(piece -> {
                var shown = JSON.createObjectNode().put("id", piece.id()).put("kind", piece.kind().code());
                var marks = shown.putArray("marks");
                piece.marks().stream().map(Mark::word).sorted().forEach(marks::add);
                shown.set("resource", piece.resource().copy());
                return written(shown);
            }).toList()).isEqualTo(list(expected.path("pieces")));
            assertThat(translation.facts().stream().map(fact -> fact.kind().word() + " " + fact.on()).toList())
                    .isEqualTo(expected.path("facts").valueStream().map(
                            fact -> fact.path("fact").asText() + " " + fact.path("on").asText()).toList());
        }));
    }

    @TestFactory
    Stream<DynamicTest> an_example_comes_back_with_every_mapped_field() {
        return examples().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            var translation = translator.translate(example.record());
            var back = translator.back(translation.record(), example.system());

            assertThat(back.ledger().count(Outcome.DROPPED)).isZero();
            assertThat(valuesThatCame(back.rows())).containsAll(mapped(example, translation.ledger()));
            var record = example.record();
            var again = translator.translate(new LocalRecord(record.system(), record.localId(), record.household(),
                    back.rows(), back.attachments()));
            assertThat(again.record().pieces()).containsExactlyInAnyOrderElementsOf(translation.record().pieces());
        }));
    }

    @TestFactory
    Stream<DynamicTest> an_example_is_accounted_for_whichever_system_it_goes_to() {
        return examples().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            var translation = translator.translate(example.record());

            assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(example.record()));
            for (var system : book.systems()) {
                var back = translator.back(translation.record(), system);
                assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(translation.record()));
                assertThat(LocalFormat.of(book.system(system)).write(back)).isNotEmpty();
            }
        }));
    }

    @Test
    void every_system_has_examples() {
        var shown = new HashSet<String>();
        examples().forEach(example -> shown.add(example.system()));

        assertThat(shown).containsExactlyInAnyOrderElementsOf(book.systems());
    }

    private record Example(String system, Path local, Path common) {
        String name() {
            return system + "/" + local.getFileName().toString().replaceFirst("\\.local\\..*", "");
        }

        LocalRecord record() throws IOException {
            try (var in = Files.newInputStream(local)) {
                var batch = LocalFormat.of(book.system(system)).read(in, local.getFileName().toString());
                assertThat(batch.faults()).isEmpty();
                return batch.records().getFirst();
            }
        }
    }

    private static Stream<Example> examples() {
        var found = new ArrayList<Example>();
        for (var system : book.systems()) {
            try (var files = Files.list(MAPPINGS.resolve(system).resolve("examples"))) {
                files.filter(file -> file.getFileName().toString().contains(".local.")).sorted().forEach(file -> {
                    var stem = file.getFileName().toString().replaceFirst("\\.local\\..*", "");
                    found.add(new Example(system, file, file.resolveSibling(stem + ".common.json")));
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return found.stream();
    }

    /** The values of the local fields that the ledger does not count as dropped, with row and field; keys may be lost. */
    private static List<String> mapped(Example example, LossLedger ledger) throws IOException {
        var dropped = new HashSet<String>();
        ledger.lines().stream().filter(line -> line.outcome() == Outcome.DROPPED).map(Line::field)
                .forEach(dropped::add);
        var found = new ArrayList<String>();
        for (var row : example.record().rows()) {
            var type = book.system(example.system()).row(row.type()).orElseThrow();
            var table = book.tables(example.system()).row(row.type());
            for (var field : row.fields().entrySet()) {
                if (!table.pieces().isEmpty() && !type.isKey(field.getKey()) && !dropped.contains(field.getKey())) {
                    found.add(row.type() + "." + field.getKey() + "=" + normal(field.getValue()));
                }
            }
        }
        return found;
    }

    private static List<String> valuesThatCame(List<LocalRow> rows) {
        return rows.stream().flatMap(row -> row.fields().entrySet().stream().map(
                field -> row.type() + "." + field.getKey() + "=" + normal(field.getValue()))).toList();
    }

    /** Amounts and telephone numbers may come back with other spaces. */
    private static String normal(String value) {
        return value.strip().matches("[+\\d][\\d .,]*") ? value.replaceAll("[ .]", "") : value.strip();
    }

    private static List<String> list(JsonNode nodes) {
        return nodes.valueStream().map(ExamplesTest::written).toList();
    }

    /** As text with sorted keys, so that numbers and order of keys do not matter. */
    private static String written(JsonNode node) {
        if (node.isObject()) {
            var fields = new java.util.TreeMap<String, String>();
            node.properties().forEach((Map.Entry<String, JsonNode> field) -> fields.put(field.getKey(),
                    written(field.getValue())));
            return fields.toString();
        }
        return node.isArray()
                ? list(node).toString()
                : node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.toString();
    }
}
