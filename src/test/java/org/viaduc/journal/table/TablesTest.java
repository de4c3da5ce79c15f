package org.viaduc.journal.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Step;
import org.viaduc.journal.TestDatabase;
import org.viaduc.journal.UnreadableJournal;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a journal says is what its tables say, entry by entry. */
class TablesTest {
    private static final Department D35 = new Department("D35");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00.123456Z"), ZoneOffset.UTC);
    private static final ExchangeId EXCHANGE = ExchangeId.next(CLOCK);

    @TempDir
    private static Path folder;
    private static Path lines;

    @BeforeAll
    static void aJournalOfThree() throws SQLException, IOException {
        var journal = new Journal(D35, body -> "signed", CLOCK);
        lines = folder.resolve("journal.ndjson");
        try (var log = TestDatabase.fresh().connect(); var out = Files.newOutputStream(lines)) {
            journal.append(log, Entry.of(Actor.node(D35), Step.STARTED, CLOCK.instant()),
                    Entry.of(EXCHANGE, Actor.node(D35), Step.DECIDED, CLOCK.instant())
                            .with(Detail.RULES, List.of("R-ASE-IP", "R-NIR")).with(Detail.FIELDS, 17),
                    Entry.of(EXCHANGE, Actor.user("a.le-gall"), Step.READ, CLOCK.instant()));
            journal.export(log, out, "{\"keys\":[]}");
        }
    }

    @Test
    void a_csv_table_has_a_row_for_each_entry_and_a_column_for_each_thing_it_may_say() throws IOException {
        var table = folder.resolve("journal.csv");

        CsvTable.write(lines, table);

        var rows = csv(table);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).toMap()).containsEntry("origin", "D35").containsEntry("index", "1")
                .containsEntry("at", "2026-11-22T08:00:00.123456Z").containsEntry("exchange", EXCHANGE.toString())
                .containsEntry("actor-kind", "node").containsEntry("step", "decided")
                .containsEntry("rules", "R-ASE-IP R-NIR").containsEntry("fields", "17").containsEntry("peer", "");
        assertThat(rows.get(2).get("actor")).isEqualTo("a.le-gall");
    }

    @Test
    void a_database_of_others_reads_the_same_from_the_csv_table() throws IOException, SQLException {
        var table = folder.resolve("foreign.csv");
        CsvTable.write(lines, table);

        try (var other = DriverManager.getConnection("jdbc:h2:mem:");
                var rows = other.createStatement()
                        .executeQuery("select \"index\", \"at\", \"step\", \"rules\", \"fields\""
                                + " from csvread('" + table + "', null, 'charset=UTF-8 caseSensitiveColumnNames=true')"
                                + " order by cast(\"index\" as bigint)")) {
            var found = new ArrayList<List<String>>();
            while (rows.next()) {
                found.add(java.util.stream.IntStream.rangeClosed(1, 5).mapToObj(at -> {
                    try {
                        return String.valueOf(rows.getString(at));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }).toList());
            }
            assertThat(found).containsExactly(List.of("0", "2026-11-22T08:00:00.123456Z", "started", "null", "null"),
                    List.of("1", "2026-11-22T08:00:00.123456Z", "decided", "R-ASE-IP R-NIR", "17"),
                    List.of("2", "2026-11-22T08:00:00.123456Z", "read", "null", "null"));
        }
    }

    @Test
    void no_cell_is_a_formula() {
        assertThat(List.of("=HYPERLINK(\"x\")", "+33 2", "-1", "@SUM(A1)", "\t=1").stream().map(CsvTable::harmless))
                .allMatch(cell -> cell.startsWith("'"));
        assertThat(CsvTable.harmless("R-ASE-IP")).isEqualTo("R-ASE-IP");
    }

    @Test
    void a_parquet_table_says_the_same_with_types() throws IOException {
        var table = folder.resolve("journal.parquet");
        var csv = folder.resolve("same.csv");

        ParquetTable.write(lines, table);
        CsvTable.write(lines, csv);

        var rows = parquet(table);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).containsEntry("index", 1L).containsEntry("fields", 17L)
                .containsEntry("step", "decided").containsEntry("at", 1_795_334_400_123_456L)
                .doesNotContainKey("peer");
        for (var at = 0; at < 3; at++) {
            var said = csv(csv).get(at).toMap();
            rows.get(at).forEach((name, value) -> assertThat(said).hasEntrySatisfying(name,
                    cell -> assertThat(name.equals("at") || cell.equals(String.valueOf(value))).isTrue()));
        }
    }

    @Test
    void the_columns_of_the_first_version_still_stand_with_their_kinds_and_in_their_order() throws IOException {
        var kept = Files.readAllLines(Path.of("src/test/resources/journal/viaduc-columns-1.txt"));

        assertThat(Column.ALL.stream().map(column -> column.name() + " " + column.kind())).startsWith(
                kept.toArray(String[]::new));
    }

    @Test
    void what_is_no_journal_makes_no_table() throws IOException {
        var other = Files.writeString(folder.resolve("other.txt"), "TYPE;num_foyer\n");

        assertThatThrownBy(() -> CsvTable.write(other, folder.resolve("none.csv")))
                .isInstanceOf(UnreadableJournal.class);
    }

    private static List<CSVRecord> csv(Path table) throws IOException {
        try (var in = Files.newBufferedReader(table);
                var rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
            return rows.getRecords();
        }
    }

    private static List<Map<String, Object>> parquet(Path table) throws IOException {
        HydratorSupplier<Map<String, Object>, Map<String, Object>> maps = columns -> new Hydrator<>() {
            @Override
            public Map<String, Object> start() {
                return new HashMap<>();
            }

            @Override
            public Map<String, Object> add(Map<String, Object> row, String name, Object value) {
                if (value != null) {
                    row.put(name, value);
                }
                return row;
            }

            @Override
            public Map<String, Object> finish(Map<String, Object> row) {
                return row;
            }
        };
        try (var rows = ParquetReader.streamContent(table.toFile(), maps)) {
            return new ArrayList<>(rows.toList());
        }
    }
}
