package org.viaduc.federation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.local.FhirFormat;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.mapping.matrix.Asking;
import org.viaduc.mapping.matrix.Crossing;
import org.viaduc.mapping.matrix.Leaves;
import org.viaduc.mapping.matrix.Passing;
import org.viaduc.mapping.matrix.Sayings.Saying;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.policy.FactKind;
import org.viaduc.trust.Neighbour;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same family from each kind of case system into each other, over two real nodes and every system's own protocol: what
 * D35 collects through a packed connector it decides, filters, seals and sends; D44 opens, decides again, translates back and
 * delivers through another packed connector. What the nodes did is held against what pure functions say of the same file
 * ({@link Passing}), and the ledger of D44 against the judge of the matrix without nodes ({@link Crossing}).
 *
 * <table>
 * <caption>Which question fits whose file</caption>
 * <tr><td>solidor, ardoise, cordee, estey, cnaf-vrsb</td><td>rsa: the file says itself that the family has moved</td></tr>
 * <tr><td>cnaf-virs, cnaf-vrsf, sambre</td><td>rsa: withheld until a case worker states the move, which they cannot say</td></tr>
 * <tr><td>gabare</td><td>mdph: the file says that the person asked for the transfer</td></tr>
 * <tr><td>tddui, posted or fetched</td><td>mdph: withheld until a case worker states the move and the request</td></tr>
 * </table>
 *
 * Nothing goes into cnaf-virs and cnaf-vrsf, which only tell. Sambre stands at French nodes here: it is its form that crosses;
 * that no road joins a CPAS and a département is {@link #between_a_cpas_and_a_departement_nothing_goes}.
 */
class MatrixIT {
    private static final MappingBook BOOK = MappingBook.bundled();
    private static final LocalDate MOVED = LocalDate.of(2026, 11, 15);
    private static final Map<Connected, CaseSystem> THERE = new EnumMap<>(Connected.class);
    private static final Map<Connected, CaseSystem> HERE = new EnumMap<>(Connected.class);
    private static final Map<Connected, Map<Connected, String>> CELLS = new EnumMap<>(Connected.class);
    private static final Map<String, String> TOLD = new ConcurrentHashMap<>();
    private static Pair pair;
    private static Terminal integrator;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pair = Pair.write(Neighbourhood.D56);
        integrator = new Terminal(pair, Pair.D44, folder).ofIntegrator();
        for (var system : Connected.values()) {
            THERE.put(system, system.open(Files.createDirectories(folder.resolve("there").resolve(system.connector)),
                    MatrixIT::posted));
            if (system.isTold()) {
                HERE.put(system, system.open(Files.createDirectories(folder.resolve("here").resolve(system.connector)),
                        bundle -> {
                        }));
            }
        }
        Files.writeString(pair.folder(Pair.D44).resolve("habilitations.yaml"),
                "- { id: d44-mdph-01, role: INST-MDPH-ACC, missions: [MDPH] }\n", StandardOpenOption.APPEND);
        Files.writeString(pair.folder(Pair.D35).resolve("peers/D44.yaml"),
                "  MDPH: [{agent: d44-mdph-01, role: INST-MDPH-ACC}]\n", StandardOpenOption.APPEND);
        var all = new StringBuilder();
        for (var system : Connected.values()) {
            all.append(lines(system, THERE.get(system), "collect"));
        }
        configure(Pair.D35, all.toString());
        configure(Pair.D44, lines(hosts().findFirst().orElseThrow(), "deliver"));
        pair.startBoth();
        Eventually.is("both answer", () -> pair.exchanges(Pair.D35).isEmpty() && pair.exchanges(Pair.D44).isEmpty());
        withheldUntilSomebodyStatesWhatTheFileCannotSay();
    }

    private static void configure(org.viaduc.model.Department department, String connectors) throws IOException {
        pair.configure(department, connectors);
        var node = pair.folder(department).resolve("node.yaml");
        Files.writeString(node, Files.readString(node).replaceAll("tracks: \\{[^}]*}", "tracks: {}"));
    }

    private static String lines(Connected system, String direction) {
        return lines(system, HERE.get(system), direction);
    }

    private static String lines(Connected system, CaseSystem played, String direction) {
        return "  " + system.connector + ":\n    system: " + system.system + "\n    recognises-repeats: true\n"
                + "    collect: " + direction.equals("collect") + "\n    deliver: " + direction.equals("deliver") + "\n"
                + played.values().entrySet().stream()
                        .map(each -> "    " + each.getKey() + ": "
                                + quoted(each.getKey().equals("every") ? "500" : each.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static void posted(byte[] bundle) throws IOException {
        var tls = Neighbour.of(Neighbourhood.D56, pair.folder(Neighbourhood.D56), Clock.systemUTC()).tls(Pair.D35);
        var answer = new Https(tls).call(URI.create(pair.federation().site(Pair.D35).address() + "/fhir"),
                request -> request
                        .header("Authorization", "Bearer " + pair.federation().tokens().ofProgram("dui-foyer"))
                        .header("Content-Type", "application/fhir+json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(bundle)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    static Stream<Connected> hosts() {
        return Stream.of(Connected.values()).filter(Connected::isTold);
    }

    private static List<Connected> origins(Connected to) {
        return Stream.of(Connected.values()).filter(from -> from.goesTo(to)).toList();
    }

    private static int family(Connected from, Connected to) {
        return 20 * to.ordinal() + from.ordinal();
    }

    private static LocalRecord record(Connected from, int family) throws IOException {
        return LocalFormat.of(BOOK.system(from.system))
                .read(new ByteArrayInputStream(from.file(family).getBytes(from.charset())), "file").records()
                .getFirst();
    }

    private static String asked(Connected from, String localId) throws IOException {
        var question = from.asking.question();
        return pair.client(Pair.D35).post("/api/exchanges", Map.of("connector", from.connector, "localId", localId,
                "track", question.track().word(), "to", "D44", "role", question.from().role().word()))
                .path("id").asText();
    }

    private static void withheldUntilSomebodyStatesWhatTheFileCannotSay() throws Exception {
        for (var from : Connected.values()) {
            for (var to : from.stated.isEmpty() ? List.<Connected>of() : hosts().filter(from::goesTo).toList()) {
                TOLD.put(from + " " + to, asked(from, record(from, family(from, to)).localId()));
                THERE.get(from).holds(from.file(family(from, to)));
            }
        }
        Eventually.is("withheld", () -> states(Pair.D35, TOLD.values()).values().stream()
                .allMatch("withheld"::equals));
        for (var id : TOLD.values()) {
            var because = pair.exchange(Pair.D35, id).path("decision").path("because");
            assertThat(because.path("step").asText()).isIn("basis", "recipient");
        }
    }

    /** By id, where exchanges stand. */
    private static Map<String, String> states(org.viaduc.model.Department department,
            java.util.Collection<String> ids) throws IOException {
        return pair.exchanges(department).stream().filter(each -> ids.contains(each.path("id").asText()))
                .collect(Collectors.toMap(each -> each.path("id").asText(), each -> each.path("state").asText()));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void from_every_system_the_family_arrives_and_both_ledgers_explain_every_difference(Connected to) throws Exception {
        delivering(to);
        var exchanges = new EnumMap<Connected, String>(Connected.class);
        for (var from : origins(to)) {
            exchanges.put(from, leaves(from, to));
        }
        ended(exchanges.values());

        var softly = new SoftAssertions();
        for (var from : origins(to)) {
            judge(from, to, exchanges.get(from), softly);
        }
        softly.assertAll();
    }

    /** From now on D44 delivers to that system: its node.yaml is edited and read again, and the node goes on running. */
    private static void delivering(Connected to) throws IOException {
        configure(Pair.D44, lines(to, "deliver"));
        var reloaded = integrator.run("connector", "reload", "--lang", "en");
        assertThat(reloaded.status()).as(reloaded.err()).isZero();
    }

    /** @return the exchange that carries the family's file away */
    private static String leaves(Connected from, Connected to) throws Exception {
        var file = from.file(family(from, to));
        var localId = record(from, family(from, to)).localId();
        if (from.stated.isEmpty()) {
            var id = asked(from, localId);
            THERE.get(from).holds(file);
            return id;
        }
        var withheld = TOLD.get(from + " " + to);
        for (var fact : from.stated) {
            pair.client(Pair.D35).post("/api/facts", Map.of("exchange", withheld, "fact", fact, "on", MOVED.toString(),
                    "fields", fact.equals("family-moved") ? Map.of("to", "D44", "address", "known") : Map.of()));
        }
        if (from.isDropped()) {
            THERE.get(from).holds(file);
        }
        return pair.exchanges(Pair.D35).stream().filter(each -> each.path("localId").asText().equals(localId))
                .map(each -> each.path("id").asText()).filter(id -> !id.equals(withheld)).findFirst()
                .orElseThrow(() -> new AssertionError("the facts about " + from + " did not open the question again"));
    }

    private static void ended(java.util.Collection<String> ids) throws IOException {
        try {
            Eventually.is("delivered at both", () -> List.of(Pair.D35, Pair.D44).stream().allMatch(node -> {
                try {
                    var states = states(node, ids);
                    return states.size() == ids.size() && states.values().stream().allMatch("delivered"::equals);
                } catch (IOException e) {
                    return false;
                }
            }));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("at D35 " + told(Pair.D35, ids) + ", at D44 " + told(Pair.D44, ids), e);
        }
    }

    private static List<String> told(org.viaduc.model.Department department, java.util.Collection<String> ids)
            throws IOException {
        return pair.exchanges(department).stream().filter(each -> ids.contains(each.path("id").asText()))
                .map(each -> each.path("localId").asText() + " " + each.path("state").asText() + " "
                        + each.path("awaits").asText() + each.path("reason").asText())
                .toList();
    }

    /** What the nodes did is what pure functions say, and the judge of the matrix is content with it. */
    private static void judge(Connected from, Connected to, String id, SoftAssertions softly) throws Exception {
        var sent = pair.exchange(Pair.D35, id);
        var received = pair.exchange(Pair.D44, id);
        var file = record(from, family(from, to));
        var foretold = Passing.of(file, BOOK, from.asking.question(), stated(from), to.system, ExchangeId.of(id),
                LocalDate.now(ZoneId.of("Europe/Paris")));
        var arrived = foretold.arrived().orElseThrow();
        var pairing = from + " to " + to;
        var ledger = LossLedger.fromJson(received.path("ledger").toString());

        softly.assertThat(differences(verdicts(sent), verdicts(foretold.outgoing())))
                .as("decided at D35: " + pairing).isEmpty();
        softly.assertThat(differences(verdicts(received), verdicts(arrived.incoming())))
                .as("decided at D44: " + pairing).isEmpty();
        softly.assertThat(differences(lines(LossLedger.fromJson(sent.path("ledger").toString())),
                lines(foretold.collected().ledger()))).as("ledger of D35: " + pairing).isEmpty();
        softly.assertThat(differences(lines(ledger), lines(arrived.deliverable().ledger())))
                .as("ledger of D44: " + pairing).isEmpty();
        softly.assertThat(steps(sent)).as("journal of D35: " + pairing).contains("translated", "decided", "released",
                "sending", "receipted");
        softly.assertThat(steps(received)).as("journal of D44: " + pairing).contains("verified", "decided",
                "translated", "delivered", "receipted");

        var crossing = Crossing.of(arrived.taken().record(), to.system, BOOK).explainedBy(ledger);
        softly.assertThat(crossing.unexplained()).as("lost: " + pairing).isEmpty();
        softly.assertThat(crossing.fromNowhere()).as("made up: " + pairing).isEmpty();

        var given = HERE.get(to).given(id).orElse("");
        softly.assertThat(differences(Leaves.of(given), Leaves.of(written(to, arrived))))
                .as("what the system of D44 holds: " + pairing).isEmpty();
        softly.assertThat(foretold.secrets()).as("withheld, and delivered: " + pairing)
                .filteredOn(Leaves.words(given)::contains).isEmpty();
        CELLS.computeIfAbsent(from, any -> new EnumMap<>(Connected.class)).put(to, cell(foretold, ledger));
    }

    /** What only one of the two says, each as often, in whatever order. */
    private static List<String> differences(List<String> some, List<String> others) {
        var more = new ArrayList<>(some);
        others.forEach(more::remove);
        var less = new ArrayList<>(others);
        some.forEach(less::remove);
        return Stream.concat(more.stream().map("more: "::concat), less.stream().map("less: "::concat)).toList();
    }

    private static List<String> lines(LossLedger ledger) {
        return Stream.concat(Stream.of(ledger.system() + " " + ledger.mapping() + " " + ledger.direction()),
                ledger.lines().stream().map(LossLedger.Line::toString)).toList();
    }

    private static List<org.viaduc.policy.Fact> stated(Connected from) {
        return from.stated.stream().map(FactKind::of).map(kind -> kind == FactKind.FAMILY_MOVED
                ? Asking.fact(kind, "to", "D44", "address", "known")
                : Asking.fact(kind)).toList();
    }

    /** By kind: what leaves is numbered anew, in the order in which it travels. */
    private static List<String> verdicts(JsonNode exchange) {
        return exchange.path("decision").path("pieces").valueStream()
                .map(each -> each.path("kind").asText() + " " + each.path("verdict").asText())
                .toList();
    }

    private static List<String> verdicts(org.viaduc.policy.Decision decision) {
        return decision.verdicts().stream().map(each -> each.piece().kind().code() + " " + each.treatment().word())
                .toList();
    }

    private static List<String> steps(JsonNode exchange) {
        return exchange.path("steps").valueStream().map(each -> each.path("step").asText()).toList();
    }

    private static String written(Connected to, Passing.Arrived arrived) {
        var format = LocalFormat.of(BOOK.system(to.system));
        var bytes = to == Connected.FOYER && format instanceof FhirFormat fhir
                ? fhir.document(arrived.deliverable())
                : format.write(arrived.deliverable());
        return new String(bytes, to.charset());
    }

    private static String cell(Passing passing, LossLedger ledger) {
        var all = passing.outgoing().verdicts();
        return all.stream().filter(each -> each.treatment() == org.viaduc.policy.Treatment.WITHHOLD).count() + "/"
                + all.size() + ": " + Stream.of(Outcome.MAPPED, Outcome.CODED_DOWN, Outcome.KEPT_AS_TEXT,
                        Outcome.DROPPED).map(outcome -> String.valueOf(ledger.count(outcome)))
                        .collect(Collectors.joining(" / "));
    }

    @Test
    void between_a_cpas_and_a_departement_nothing_goes() throws Exception {
        var file = Connected.SAMBRE.file(599);
        var id = pair.client(Pair.D35).post("/api/exchanges", Map.of("connector", Connected.SAMBRE.connector,
                "localId", record(Connected.SAMBRE, 599).localId(), "track", "be-cpas", "to", "D44", "role", "BE-AS"))
                .path("id").asText();
        THERE.get(Connected.SAMBRE).holds(file);

        Eventually.is("withheld", () -> pair.state(Pair.D35, id).equals("withheld"));

        assertThat(pair.exchange(Pair.D35, id).path("decision").path("because").path("clause").asText())
                .isEqualTo("ends");
        assertThat(states(Pair.D44, List.of(id))).as("D44 never hears of it").isEmpty();
    }

    @AfterAll
    static void end() throws Exception {
        try {
            var journals = Journals.exported(pair);
            journals.verify();
            journals.agree();
        } finally {
            pair.close();
            for (var system : Stream.concat(THERE.values().stream(), HERE.values().stream()).toList()) {
                system.close();
            }
            print();
        }
    }

    private static void print() throws IOException {
        var hosts = hosts().toList();
        var text = new StringBuilder(
                "Each exchange over two nodes: pieces withheld / pieces of the file: elements that the"
                        + " host mapped / coded down / kept as text / dropped.\n\n| from \\\\ to | ")
                .append(hosts.stream().map(Connected::toString).collect(Collectors.joining(" | ")))
                .append(" |\n|---|").append("---|".repeat(hosts.size())).append('\n');
        for (var from : Connected.values()) {
            text.append("| ").append(from).append(" |");
            hosts.forEach(to -> text.append(' ')
                    .append(CELLS.getOrDefault(from, Map.of()).getOrDefault(to, "–")).append(" |"));
            text.append('\n');
        }
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("matrix-nodes.md"), text);
    }
}
