package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

/** Sambre's files, whole and broken. Two households: lines 2 to 6 and 7 to 8. */
class WholeLinesTest {
    private static final MappingBook BOOK = MappingBook.load(Path.of("mappings"));
    private static final FixedFormat FORMAT = new FixedFormat(BOOK.system("sambre"));
    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final List<String> LINES = List.of(
            "E001SAMBRE02",
            "D10000000041Rue du Pré-aux-Moines, 7                                  5000 Namur                         92094N",
            "P20000000041000000041191060900034",
            "V4000000000411SAL000185050202610",
            "S6000000000411ENQ20261012M. Lefèvre                    +Première ligne qui va jusqu'au bout",
            "S6000000000411ENQ20261012M. Lefèvre                     et finit.",
            "D10000000042Quai de Meuse, 2                                          5000 Namur                         92094O",
            "P20000000042000000042200022999917");

    @Test
    void a_household_becomes_a_record_with_what_its_columns_say() throws IOException {
        var batch = read(file());

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("411", "422");
        assertThat(batch.records()).extracting(LocalRecord::household).containsExactly("41", "42");
        var first = batch.records().getFirst();
        assertThat(first.rows()).extracting(LocalRow::type).containsExactly("P200", "D100", "V400", "S600");
        assertThat(first.rows().get(0).fields()).containsEntry("niss", "91060900034").doesNotContainKey("naissance");
        assertThat(first.rows().get(1).fields()).containsEntry("rue", "Rue du Pré-aux-Moines, 7");
        assertThat(first.rows().get(2).fields()).containsEntry("montant", "1850.50");
        assertThat(first.rows().get(2).line()).isEqualTo(4);
    }

    @Test
    void a_text_longer_than_its_column_goes_on_in_the_next_line() throws IOException {
        var row = read(file()).records().getFirst().rows().getLast();

        assertThat(row.fields().get("texte")).startsWith("Première ligne qui va jusqu'au bout").endsWith("et finit.");
    }

    @Test
    void a_text_that_should_go_on_and_does_not_holds_back_its_household_only() throws IOException {
        var batch = read(without(6));

        assertThat(batch.faults()).contains(
                new Fault("drop.txt:5", "the text of the line goes on, and no next line is there"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void a_short_and_a_long_line_are_faults_that_say_how_long_and_hold_back_their_household_only() throws IOException {
        var shorter = read(changed(4, line -> line.stripTrailing()));
        var longer = read(changed(4, line -> line + " "));

        assertThat(shorter.faults()).containsExactly(
                new Fault("drop.txt:4", "the line has 32 characters, not 160"),
                new Fault("drop.txt:3", "1 files are held back: line 4 of the household cannot be read"));
        assertThat(longer.faults()).first()
                .isEqualTo(new Fault("drop.txt:4", "the line has 161 characters, not 160"));
        assertThat(shorter.records()).extracting(LocalRecord::localId).containsExactly("422");
        assertThat(longer.records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void a_prefix_that_nobody_knows_holds_back_its_household_only() throws IOException {
        var batch = read(changed(4, line -> "X999" + line.substring(4)));

        assertThat(batch.faults()).first()
                .isEqualTo(new Fault("drop.txt:4", "the line does not say a row type that is known"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void an_opening_line_that_cannot_be_read_holds_back_the_household_that_it_opens() throws IOException {
        var batch = read(changed(7, String::stripTrailing));

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("411");
        assertThat(batch.faults()).extracting(Fault::place).containsExactly("drop.txt:7", "drop.txt:8", "drop.txt:8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 8, 99999999})
    void a_tail_that_counts_other_lines_refuses_the_whole_file(int count) throws IOException {
        var batch = read(lines(LINES, count));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).containsExactly(new Fault("drop.txt:9",
                "characters 5–12: the last line counts other than the 7 lines that stand before it: "
                        + "the file is not whole"));
    }

    @Test
    void a_file_that_was_cut_is_refused_wherever_it_was_cut() throws IOException {
        var whole = file();
        for (var length = 0; length < whole.length - 2; length++) {
            var batch = read(java.util.Arrays.copyOf(whole, length));

            assertThat(batch.records()).as("cut at " + length).isEmpty();
            assertThat(batch.faults()).as("cut at " + length).isNotEmpty();
        }
    }

    @Test
    void a_file_that_is_opened_twice_gives_nothing_out_before_its_last_line_was_seen() throws IOException {
        var said = new ArrayList<String>();
        var opened = new int[1];

        FORMAT.read(() -> {
            said.add("opened " + ++opened[0]);
            return new ByteArrayInputStream(file());
        }, "drop.txt", record -> said.add(record.localId()), fault -> said.add(fault.reason()));

        assertThat(FORMAT.isOpenedTwice()).isTrue();
        assertThat(said).containsExactly("opened 1", "opened 2", "411", "422");
    }

    @Test
    void a_file_whose_head_is_another_formats_is_read_no_further() throws IOException {
        var file = changed(1, line -> line.replace("SAMBRE02", "SAMBRE01"));
        var opened = new int[1];

        FORMAT.read(() -> {
            opened[0]++;
            return new ByteArrayInputStream(file);
        }, "drop.txt", record -> {
            throw new AssertionError("nothing comes out of such a file");
        }, fault -> assertThat(fault.reason()).isEqualTo("characters 5–12: `SAMBRE02` is expected"));

        assertThat(opened[0]).isEqualTo(1);
    }

    @Test
    void a_file_of_another_format_is_refused_at_its_first_line() throws IOException {
        assertThat(read(changed(1, line -> line.replace("SAMBRE02", "SAMBRE01"))).faults())
                .containsExactly(new Fault("drop.txt:1", "characters 5–12: `SAMBRE02` is expected"));
        assertThat(read("num;nom\n1;Dubois\n".getBytes(LATIN)).faults()).containsExactly(
                new Fault("drop.txt:1", "the first line of the file does not begin with `E001`"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "3 | 23 | 91060900035 | characters 23–33 (`niss`): the NISS's check digits do not fit",
            "3 | 115 | 1991O609 | characters 115–122 (`naissance`): a day as yyyymmdd is expected",
            "3 | 13 | 00000O0411 | characters 13–22 (`num_pers`): digits are expected",
            "4 | 18 | 0001850,5 | characters 18–26 (`montant`): digits are expected",
            "4 | 18 | -001-5000 | characters 18–26 (`montant`): digits are expected"})
    void a_place_that_holds_something_else_is_named_and_never_what_it_says(int line, int at,
            String text, String reason) throws IOException {
        var batch = read(changed(line, old -> old.substring(0, at - 1) + text + old.substring(at - 1 + text.length())));

        assertThat(batch.faults()).first().isEqualTo(new Fault("drop.txt:" + line, reason));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void a_file_in_another_encoding_is_a_fault_where_it_shows() throws IOException {
        var windows = new String(file(), LATIN).replace("Pré-aux-", "Pré–aux-")
                .getBytes(Charset.forName("windows-1252"));
        var utf8 = new String(file(), LATIN).getBytes(StandardCharsets.UTF_8);

        assertThat(read(windows).faults()).first().isEqualTo(new Fault("drop.txt:2",
                "character 23 is none of a text: is the file in another encoding?"));
        assertThat(read(utf8).faults()).extracting(Fault::reason)
                .contains("the line is written in UTF-8; ISO-8859-1 is expected");
        assertThat(read(utf8).records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void nul_characters_hold_back_the_household_in_which_they_stand() throws IOException {
        var batch = read(changed(4, line -> line.replace("SAL", "S\0L")));

        assertThat(batch.faults()).first().isEqualTo(new Fault("drop.txt:4",
                "character 16 is none of a text: is the file in another encoding?"));
        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactly("422");
    }

    @Test
    void raw_answers_of_the_register_and_personal_notes_are_not_even_extracted() throws IOException {
        var lines = new ArrayList<>(LINES);
        lines.add(4, "B9000000000411\u0001raw");
        lines.add(5, "N9500000000411ne pas extraire");

        var batch = read(lines(lines, lines.size() - 1));

        assertThat(batch.faults()).isEmpty();
        assertThat(batch.records()).hasSize(2).allSatisfy(record -> assertThat(record.rows())
                .extracting(LocalRow::type).doesNotContain("B900", "N950"));
    }

    @Test
    void what_is_written_is_read_again_as_it_was() throws IOException {
        for (var example : List.of("woman-with-leefloon-and-mediation-of-debts",
                "man-in-a-shelter-whose-address-is-confidential")) {
            var record = read(Files.readAllBytes(Path.of("mappings/sambre/examples", example + ".local.txt"))).records()
                    .getFirst();
            var back = new Translator(BOOK).back(new Translator(BOOK).translate(record).record(), "sambre");

            var written = FORMAT.write(back);

            assertThat(new String(written, LATIN).split("\r\n")).allMatch(line -> line.length() == 160);
            assertThat(written).endsWith((byte) '\r', (byte) '\n');
            // A household from elsewhere has no number here, so that each of its persons stands alone.
            var again = read(new String(written, LATIN).replace("M200", "N950").getBytes(LATIN));
            assertThat(again.faults()).isEmpty();
            assertThat(texts(again.records().getFirst())).containsAll(texts(record));
        }
    }

    private static List<String> texts(LocalRecord record) {
        return record.rows().stream().filter(row -> List.of("C500", "S600", "R300", "K450").contains(row.type()))
                .map(row -> row.fields().toString()).toList();
    }

    private static byte[] file() {
        return lines(LINES, LINES.size() - 1);
    }

    private static byte[] without(int line) {
        var lines = new ArrayList<>(LINES);
        lines.remove(line - 1);
        return lines(lines, lines.size() - 1);
    }

    private static byte[] changed(int line, UnaryOperator<String> change) {
        var lines = new String(file(), LATIN).split("\r\n");
        lines[line - 1] = change.apply(lines[line - 1]);
        return (String.join("\r\n", lines) + "\r\n").getBytes(LATIN);
    }

    private static byte[] lines(List<String> lines, int count) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(padded(line)).append("\r\n"));
        return text.append(padded("Z999%08d".formatted(count))).append("\r\n").toString().getBytes(LATIN);
    }

    private static String padded(String line) {
        return line + " ".repeat(160 - line.length());
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return FORMAT.read(new ByteArrayInputStream(bytes), "drop.txt");
    }
}
