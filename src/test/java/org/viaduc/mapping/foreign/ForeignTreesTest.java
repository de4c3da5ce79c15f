package org.viaduc.mapping.foreign;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.viaduc.mapping.foreign.Foreign.in;
import static org.viaduc.mapping.foreign.Foreign.read;
import static org.viaduc.mapping.foreign.Foreign.refused;
import static org.viaduc.mapping.foreign.Foreign.utf8;

/** XML, flows, JSON and rows of views as other programs write them, as attackers do, and as they come out of broken pipes. */
class ForeignTreesTest {
    private static final String LAUGHS = "<!DOCTYPE dossier [<!ENTITY a \"ha\">" + IntStream.range(0, 24)
            .mapToObj(n -> "<!ENTITY a" + n + " \"" + (n == 0 ? "&a;&a;" : "&a" + (n - 1) + ";").repeat(9) + "\">")
            .collect(Collectors.joining()) + "]>";

    @ParameterizedTest
    @MethodSource({"dossiers", "many", "flows", "json", "views"})
    void a_file_is_read_or_refused_as_said(Foreign file) {
        file.becomesWhatIsSaid();
    }

    static Stream<Foreign> dossiers() {
        return Stream.of(
                read("as it should be", "ardoise", utf8(dossier("")), "7"),
                read("another prefix, comments, processing instructions and CDATA", "ardoise",
                        utf8("<?a b?><!-- c --><x:dossier xmlns:x=\"urn:ardoise:dossier:v1\" numero=\"7\"><?d?><x:usager>"
                                + "<x:nomNaissance><![CDATA[L<'>Hostis]]></x:nomNaissance></x:usager></x:dossier><!-- e -->"),
                        "7"),
                read("no namespace at all", "ardoise",
                        utf8(dossier("").replace(" xmlns=\"urn:ardoise:dossier:v1\"", "")),
                        "7"),
                read("UTF-16 that says so", "ardoise", dossier("").getBytes(StandardCharsets.UTF_16), "7"),
                read("ISO-8859-15 that says so", "ardoise",
                        in("ISO-8859-15", "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>" + dossier("")), "7"),
                read("a mark of UTF-8", "ardoise", utf8("\uFEFF" + dossier("")), "7"),
                read("characters by number", "ardoise", utf8(dossier("<fait><code>&#233;&#x1F600;</code></fait>")),
                        "7"),
                refused("nothing", "ardoise", utf8(""), "1: no well-formed XML"),
                refused("blanks", "ardoise", utf8(" \n "), "2: no well-formed XML"),
                refused("ISO-8859-1 that says UTF-8", "ardoise",
                        in("ISO-8859-1", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + dossier("")),
                        "1: no well-formed XML"),
                refused("an encoding that nobody knows", "ardoise",
                        utf8("<?xml version=\"1.0\" encoding=\"klingon\"?>" + dossier("")), "1: no well-formed XML"),
                refused("a billion laughs", "ardoise", utf8(LAUGHS + dossier("<fait><code>&a23;</code></fait>")),
                        "1: document type declarations and entities are refused"),
                refused("quadratic blow-up", "ardoise",
                        utf8("<!DOCTYPE dossier [<!ENTITY a \"" + "a".repeat(100_000) + "\">]>"
                                + dossier("<fait><code>" + "&a;".repeat(50_000) + "</code></fait>")),
                        "1: document type declarations and entities are refused"),
                refused("a parameter entity that names itself", "ardoise",
                        utf8("<!DOCTYPE dossier [<!ENTITY % a \"%a;\">%a;]>" + dossier("")),
                        "1: document type declarations and entities are refused"),
                refused("a character in a declaration that does not exist", "ardoise",
                        utf8("<!DOCTYPE dossier [\u0001]>" + dossier("")), "1: no well-formed XML"),
                refused("an entity that nobody declared", "ardoise",
                        utf8(dossier("<fait><code>&eacute;</code></fait>")),
                        "1: "),
                refused("a hundred thousand elements in one another", "ardoise",
                        utf8(dossier("<a>".repeat(100_000) + "</a>".repeat(100_000))),
                        "1: elements stand deeper than 16"),
                refused("an attribute of two megabytes", "ardoise",
                        utf8(dossier("<fait x=\"" + "y".repeat(2 << 20) + "\"/>")), "1: a text is longer than"),
                refused("ten thousand attributes", "ardoise",
                        utf8(dossier("<fait" + IntStream.range(0, 20_000).mapToObj(n -> " a" + n + "=\"1\"")
                                .collect(Collectors.joining()) + "/>")),
                        "1: no well-formed XML"),
                refused("a text of two megabytes", "ardoise",
                        utf8(dossier("<fait><code>" + "y".repeat(2 << 20) + "</code></fait>")),
                        "1: a text is longer than"),
                refused("characters that XML does not have", "ardoise",
                        utf8(dossier("<fait><code>\u0001</code></fait>")),
                        "1: no well-formed XML"),
                refused("the same by number", "ardoise", utf8(dossier("<fait><code>&#0;</code></fait>")),
                        "1: no well-formed XML"),
                refused("an attribute twice", "ardoise", utf8(dossier("<fait a=\"1\" a=\"2\"/>")),
                        "1: no well-formed XML"),
                refused("a prefix that nobody declared", "ardoise", utf8(dossier("<y:fait/>")),
                        "1: no well-formed XML"),
                refused("an element of another namespace", "ardoise", utf8(dossier("<fait xmlns=\"urn:autre\"/>")),
                        "1: an element of another namespace stands here"),
                refused("text between the elements", "ardoise", utf8(dossier("et encore")),
                        "1: text stands between the elements"),
                refused("two dossiers", "ardoise", utf8(dossier("") + dossier("")), "1: no well-formed XML"),
                refused("cut", "ardoise", utf8(dossier("").replace("</dossier>", "")), "1: no well-formed XML"),
                refused("a page of the web", "ardoise", utf8("<html><body>Erreur 503</body></html>"),
                        "1: the root element is not `dossier`"),
                refused("JSON", "ardoise", utf8("{\"id\":7}"), "1: no well-formed XML"),
                refused("a field twice", "ardoise", utf8(dossier("<fait><code>A</code><code>B</code></fait>")),
                        "1: the element `code` stands here twice"));
    }

    static Stream<Foreign> many() {
        var home = "<InfoFoyer><Identification><Demande><numdem>9</numdem></Demande></Identification><Personne>"
                + "<Identification><cle>1</cle></Identification></Personne></InfoFoyer>";
        return Stream.of(
                read("as it should be", "cafe", utf8("<Racine>" + home + "</Racine>"), "1"),
                read("text beside the records", "cafe", utf8("<Racine>et" + home + "</Racine>"), "1")
                        .but("1: text stands beside the records"),
                read("an element beside the records", "cafe", utf8("<Racine><Foyer>x</Foyer>" + home + "</Racine>"),
                        "1")
                        .but("1: an element stands beside the records"),
                read("the second one breaks off", "cafe", utf8("<Racine>" + home + "<InfoFoyer><Pers"), "1")
                        .but("1: no well-formed XML: nothing from here on is read"));
    }

    static Stream<Foreign> flows() {
        return Stream.of(
                read("as it should be", "cnaf-vrsb", flow(home("")), "9-1"),
                read("attributes where nobody described any", "cnaf-vrsb",
                        flow(home("").replace("<InfoFoyerRSA>", "<InfoFoyerRSA x=\"oui\">").replace("<Personne>",
                                "<PrestationRSA y=\"non\"/><Personne>")),
                        "9-1"),
                read("something behind the end", "cnaf-vrsb", join(flow(home("")), utf8("LE GALL")), "9-1")
                        .but("1: something stands behind the end of the flow"),
                read("a record whose own element is misspelt", "cnaf-vrsb",
                        flow(home("") + home("").replace("InfoFoyerRSA", "InfoFoyerRSX")), "9-1")
                        .but("1: something stands beside the records"),
                read("text beside the records", "cnaf-vrsb", flow("LE GALL" + home("")), "9-1")
                        .but("1: something stands beside the records"),
                refused("another flow", "cnaf-vrsb", utf8("<Racines>" + home("") + "</Racines>"),
                        "1: the root element is not `Racine`"),
                refused("nothing", "cnaf-vrsb", utf8(""), "1: the file is empty"),
                refused("UTF-16", "cnaf-vrsb", ("<Racine>" + home("") + "</Racine>").getBytes(StandardCharsets.UTF_16),
                        "1: "),
                refused("an encoding that nobody knows", "cnaf-vrsb",
                        utf8("<?xml version=\"1.0\" encoding=\"klingon\"?><Racine>" + home("") + "</Racine>"),
                        "1: the file names an encoding that cannot be read"),
                refused("a billion laughs", "cnaf-vrsb", utf8(LAUGHS + "<Racine>" + home("&a23;") + "</Racine>"),
                        "1: document type declarations and entities are refused"));
    }

    static Stream<Foreign> json() {
        return Stream.of(
                read("as it should be", "estey", utf8("{\"id\":\"7\"}"), "7"),
                read("a number where a text is usual", "estey", utf8("{\"id\":7}"), "7"),
                read("a list, and one a line", "estey", utf8("[{\"id\":1},{\"id\":2}]\n{\"id\":3}"), "1", "2", "3"),
                read("an object with nothing in it, and others behind it", "estey",
                        utf8("[{},null,{\"id\":1},{},{\"id\":2}]"),
                        "1", "2")
                        .but("1: the dossier does not say whose it is", "1: the dossier does not say whose it is"),
                read("no record today", "estey", utf8("[]")),
                read("a mark of UTF-8", "estey", utf8("\uFEFF{\"id\":7}"), "7"),
                read("UTF-16 and UTF-32, as RFC 8259 once allowed", "estey", in("UTF-16LE", "{\"id\":7}"), "7"),
                read("blanks of JSON everywhere", "estey", utf8("\t{ \"id\" \r\n:\n 7 } "), "7"),
                read("a pair of surrogates by number", "estey", utf8("{\"id\":7,\"x\":\"\\ud83d\\ude00\"}"), "7"),
                read("numbers beyond every measure", "estey", utf8("{\"id\":7,\"ressources\":[{\"montant\":1e400},"
                        + "{\"montant\":-0.0},{\"montant\":123456789012345678901234567890}]}"), "7"),
                read("text where a way to rows leads", "estey", utf8("{\"id\":7,\"contrats\":\"aucun\"}"), "7"),
                read("null everywhere", "estey", utf8("{\"id\":7,\"civil\":null,\"contrats\":[null]}"), "7"),
                refused("nothing", "estey", utf8(""), "1: the file is empty"),
                refused("a name twice", "estey", utf8("{\"id\":7,\"id\":8}"), "1: a member stands twice in an object"),
                read("a name twice in the first of two", "estey",
                        utf8("[{\"id\":7,\"civil\":{\"sexe\":\"F\",\"sexe\":\"H\"}},{\"id\":8}]"), "8")
                        .but("1: a member stands twice in an object"),
                refused("a comma too many", "estey", utf8("{\"id\":7,}"), "1: no well-formed JSON"),
                refused("what is no number", "estey", utf8("{\"id\":NaN}"), "1: no well-formed JSON"),
                refused("a number of a thousand digits", "estey", utf8("{\"id\":" + "9".repeat(1000) + "}"),
                        "1: no well-formed JSON"),
                refused("UTF-8 that breaks off", "estey", join(utf8("{\"id\":\"é"), new byte[]{(byte) 0xC3}), "1: no"),
                refused("a surrogate alone", "estey", utf8("{\"id\":7,\"x\":\"\\ud800\"}"),
                        "1: a text holds a character that is none"),
                refused("NUL by number", "estey", utf8("{\"id\":7,\"x\":\"\\u0000\"}"),
                        "1: a text holds a character that is none"),
                refused("NUL itself", "estey", utf8("{\"id\":\"7\u0000\"}"), "1: no well-formed JSON"),
                refused("a hundred thousand arrays in one another", "estey",
                        utf8("{\"id\":7,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), "1: "),
                refused("a comment", "estey", utf8("/* a */{\"id\":7}"), "1: no well-formed JSON"),
                refused("single quotation marks", "estey", utf8("{'id':7}"), "1: no well-formed JSON"),
                refused("a page of the web", "estey", utf8("<html>503</html>"), "1: no well-formed JSON"),
                refused("a bare text", "estey", utf8("\"dossier\""), "1: a record is an object"),
                read("one that is cut behind one that is whole", "estey", utf8("[{\"id\":1},{\"id\":2"), "1")
                        .but("1: no well-formed JSON: nothing from here on is read"),
                read("members beside the records", "portail", utf8("{\"donnees\":[{\"id\":1}],\"erreur\":\"x\"}"), "1")
                        .but("1: a member stands beside the records"));
    }

    static Stream<Foreign> views() {
        var home = "\"v_foyer\":[{\"num_foyer\":\"1\",\"supprime\":\"N\"}]";
        var person = ",\"v_usager\":[{\"num_foyer\":\"1\",\"num_usager\":\"7\",\"supprime\":\"%s\"}]";
        return Stream.of(
                read("as it should be", "cordee", utf8("{" + home + person.formatted("N") + "}"), "7"),
                refused("a row of nobody", "cordee",
                        utf8("{" + home + person.formatted("N")
                                + ",\"v_droit\":[{\"num_usager\":\"8\",\"supprime\":\"N\"}]}"),
                        "1: the line is about nobody of the household above"),
                refused("a household and nobody in it", "cordee", utf8("{" + home + "}"),
                        "1: the dossier has 0 elements `v_usager`, not one"),
                refused("a flag that says neither", "cordee",
                        utf8("{" + home + person.formatted("?") + "}"),
                        "1: nobody can say whether the row is deleted"));
    }

    private static String dossier(String more) {
        return "<dossier xmlns=\"urn:ardoise:dossier:v1\" numero=\"7\"><usager><nomNaissance>L'Hostis-Évenou</nomNaissance>"
                + "</usager>" + more + "</dossier>";
    }

    private static String home(String text) {
        return "<InfoFoyerRSA><IdentificationRSA><DemandeRSA><NUMDEMRSA>9</NUMDEMRSA></DemandeRSA></IdentificationRSA>"
                + "<Personne><Identification><CLEPERSONNE>1</CLEPERSONNE><NOM>" + text
                + "</NOM></Identification></Personne></InfoFoyerRSA>";
    }

    private static byte[] flow(String records) {
        return utf8("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><Racine>" + records + "</Racine>");
    }

    private static byte[] join(byte[] one, byte[] other) {
        var all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
