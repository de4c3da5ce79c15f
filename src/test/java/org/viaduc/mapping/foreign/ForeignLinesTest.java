package org.viaduc.mapping.foreign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.viaduc.mapping.foreign.Foreign.in;
import static org.viaduc.mapping.foreign.Foreign.read;
import static org.viaduc.mapping.foreign.Foreign.refused;
import static org.viaduc.mapping.foreign.Foreign.utf8;

/** CSV and lines with fixed places as other programs write them, and as they come out of broken pipes. */
class ForeignLinesTest {
    private static final String HEADERS = "#F;foyer;rue;ville;secret\n#P;foyer;num;nom;prenoms;ne;sexe;sit;nir;maj\n";
    private static final String ONE = "F;12;3, rue de l'Étang;Dol;N\nP;12;1;Le Goff;Anne-Marie;29/02/2016;F;;;\n";
    private static final String TWO = "F;13;1, quai;Dol;O\nP;13;3;Bâ;Awa;01/01/1990;F;;;\n";
    private static final String TABLE = "num;foyer;nom;ne\n";
    private static final String GREETING = "num;foyer;nom;ne\n1;F1;Nazaré;03/02/1994\n";

    @ParameterizedTest
    @MethodSource({"drops", "tables", "fixed"})
    void a_file_is_read_or_refused_as_said(Foreign file) {
        file.becomesWhatIsSaid();
    }

    static Stream<Foreign> drops() {
        return Stream.of(
                read("as it should be", "maison", drop(HEADERS + ONE + TWO), "1", "3"),
                read("lines ending in CRLF and LF by turns", "maison", drop(HEADERS + ONE.replace("\n", "\r\n") + TWO),
                        "1", "3"),
                read("no line end at the end", "maison", drop((HEADERS + ONE).strip()), "1"),
                read("blank lines everywhere", "maison", drop((HEADERS + ONE).replace("\n", "\n\n  \n")), "1"),
                read("a byte order mark of UTF-8 before ASCII", "maison",
                        utf8("\uFEFF" + HEADERS + ONE.replace("É", "E")), "1"),
                read("a delimiter, quotation marks and line breaks inside quotation marks", "maison",
                        drop(HEADERS + "F;12;\"3; \"\"rue\"\"\nbis\";Dol;N\nP;12;1;Le Goff;;;;;;\n"), "1"),
                read("an old line end inside quotation marks", "maison",
                        drop(HEADERS + "F;12;\"3, rue\rbis\";Dol;N\nP;12;1;Le Goff;;;;;;\n"), "1"),
                read("a cell of one megabyte", "maison",
                        drop(HEADERS + ONE.replace("3, rue", "x".repeat(1 << 20))), "1"),
                read("only column names: nothing has changed", "maison", drop(HEADERS)),
                refused("nothing", "maison", drop(""), "1: the file is empty"),
                refused("blanks only", "maison", drop("\n \r\n\t\n"), "1: the file is empty"),
                refused("a household and nobody in it", "maison", drop(HEADERS + ONE.lines().findFirst().orElseThrow()),
                        "3: the household has no `P` line"),
                read("NUL in a cell", "maison", drop(HEADERS + ONE.replace("Goff", "G\u0000ff") + TWO), "3")
                        .but("4: character 12 is none of a text"),
                refused("UTF-16 with its mark", "maison", (HEADERS + ONE).getBytes(StandardCharsets.UTF_16),
                        "1: character 3 is none of a text"),
                refused("UTF-8 where windows-1252 is expected", "maison", utf8(HEADERS + ONE),
                        "3: the line is written in UTF-8; windows-1252 is expected"),
                refused("old line ends alone", "maison", drop((HEADERS + ONE).replace("\n", "\r")),
                        "1: a carriage return stands alone in the line"),
                read("quotation marks that do not pair", "maison",
                        drop(HEADERS + ONE.replace("3, rue", "\"3, rue") + TWO), "3")
                        .but("3: a quotation mark is opened and never closed"),
                read("something behind a closing quotation mark", "maison",
                        drop(HEADERS + ONE.replace("3, rue de", "\"3, rue\" de") + TWO), "3")
                        .but("3: something stands between a closing quotation mark"),
                read("commas instead of semicolons", "maison", drop(HEADERS + ONE.replace(";", ",") + TWO), "3")
                        .but("3: the line does not begin with a row type that is known"),
                read("a column name twice", "maison", drop("#F;foyer;rue;rue;secret\n" + HEADERS + TWO), "3")
                        .but("1: the header names a column twice"),
                read("ten thousand columns", "maison",
                        drop(HEADERS.replace("secret\n", "secret" + numbered(";c") + "\n")
                                + ONE.replace(";N\n", ";N" + numbered(";v") + "\n")),
                        "1").but("1: the header of `F` has 10000 columns that"),
                refused("a page of the web", "maison", utf8("<!DOCTYPE html><html><body>Erreur 503</body></html>"),
                        "1: the line does not begin with a row type that is known"),
                refused("bytes of a picture", "maison", new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                        "1: the line does not begin"));
    }

    static Stream<Foreign> tables() {
        return Stream.of(
                read("a mark of UTF-8, as spreadsheets save it", "liste", utf8("\uFEFF" + GREETING), "1"),
                read("every cell in quotation marks", "liste",
                        utf8("\"num\";\"foyer\";\"nom\";\"ne\"\n\"1\";\"F1\";\"Nazaré\";\"\"\n"), "1"),
                read("characters of the whole world", "liste", utf8(TABLE + "1;F1;Ʒ 😀 اسم 名前;\n"), "1"),
                refused("nothing", "liste", utf8(""), "1: the file is empty"),
                read("a header and no line", "liste", utf8(TABLE)),
                refused("windows-1252 where UTF-8 is expected", "liste", in("windows-1252", GREETING),
                        "2: the line is not written in UTF-8"),
                refused("UTF-8 that breaks off in a character", "liste", cut(utf8(TABLE + "1;F1;Nazaré"), 1),
                        "2: the line is not written in UTF-8"),
                read("a line with too few cells", "liste", utf8(GREETING + "2;F1\n3;F1;Roy;\n"), "1", "3")
                        .but("3: the line has 2 columns, its header 4"),
                read("a line without a number", "liste", utf8(GREETING + ";F1;Roy;\n"), "1")
                        .but("3: the line does not say whose it is"),
                refused("a header that breaks off in a quotation mark", "liste", utf8("num;\"foyer"),
                        "1: the line that names the columns cannot be read"),
                refused("other columns", "liste", utf8("id;name\n1;Roy\n"), "1: the header lacks [num, foyer, nom, ne]",
                        "1: the header has 2 columns that", "1: without the column that says whose line it is"));
    }

    static Stream<Foreign> fixed() {
        var whole = List.of(line("E001SAMBRE02"), home("41"), person("41", "411"), home("42"), person("42", "422"));
        var good = file(whole, line("Z99900000004"));
        return Stream.of(
                read("as it should be", "sambre", latin(good), "411", "422"),
                read("LF where CRLF is usual", "sambre", latin(good.replace("\r", "")), "411", "422"),
                refused("nothing", "sambre", latin(""), "1: the file is empty"),
                refused("the last line is missing", "sambre", latin(file(whole)),
                        "5: the last line of the file does not begin with `Z999`"),
                refused("a count that lies", "sambre", latin(file(whole, line("Z99900000005"))),
                        "6: characters 5–12: the last line counts other than the 4 lines"),
                refused("a line is missing", "sambre", latin(file(List.of(whole.get(0), whole.get(1), whole.get(2)),
                        line("Z99900000004"))), "4: characters 5–12: the last line counts other than the 2 lines"),
                refused("UTF-8 where ISO-8859-1 is expected", "sambre", utf8(good.replace("Rue", "Rué")),
                        "2: the line is written in UTF-8; ISO-8859-1 is expected"),
                read("a line whose places are shifted", "sambre",
                        latin(good.replaceFirst("P2000(.*) \r\n", "P200 0$1\r\n")), "422")
                        .but("3: characters 23–33 (`niss`): the NISS"),
                read("a line too short", "sambre", latin(good.replaceFirst("(?<=00034) +", "")), "422")
                        .but("3: the line has 33 characters, not 160"),
                read("a line too long", "sambre", latin(good.replaceFirst("(?<=00034) +", " ".repeat(999))), "422")
                        .but("3: the line has 1032 characters, not 160"),
                read("NUL instead of a blank", "sambre", latin(good.replaceFirst("(?<=00034) ", "\u0000")), "422")
                        .but("3: character 34 is none of a text"),
                refused("two files in one", "sambre", latin(good + good),
                        "12: characters 5–12: the last line counts other than the 10 lines"),
                refused("another program's file", "sambre", latin(good.replace("SAMBRE02", "SAMBRE01")),
                        "1: characters 5–12: `SAMBRE02` is expected"));
    }

    private static byte[] drop(String text) {
        return in("windows-1252", text);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] cut(byte[] bytes, int less) {
        var all = new ByteArrayOutputStream();
        all.write(bytes, 0, bytes.length - less);
        return all.toByteArray();
    }

    private static String numbered(String stem) {
        return IntStream.range(0, 10_000).mapToObj(number -> stem + number).collect(Collectors.joining());
    }

    private static String home(String number) {
        return line("D100000000" + number + "Rue du Pré, 7").substring(0, 75) + line("Namur").substring(0, 30)
                + "92094N"
                + " ".repeat(49);
    }

    private static String person(String household, String number) {
        return line("P200000000" + household + "0000000" + number + "91060900034");
    }

    private static String line(String begins) {
        return begins + " ".repeat(160 - begins.length());
    }

    private static String file(List<String> lines, String... more) {
        return Stream.concat(lines.stream(), Stream.of(more)).map(line -> line + "\r\n").collect(Collectors.joining());
    }
}
