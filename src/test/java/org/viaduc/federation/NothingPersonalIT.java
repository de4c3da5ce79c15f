package org.viaduc.federation;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.viaduc.cli.NodeClient.NodeRefuses;
import org.viaduc.model.Department;
import org.viaduc.trust.Neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Names that are marked go down every road, the failing ones included; then logs, journals, tables and error bodies are
 * searched for the mark.
 */
class NothingPersonalIT {
    private static final String HEXED = HexFormat.of().formatHex(Family.MARK.getBytes(StandardCharsets.US_ASCII));
    private final Neighbourhood neighbourhood = Neighbourhood.running();
    private final Pair pair = neighbourhood.pair;
    private final List<String> bodies = new ArrayList<>();

    @Test
    void whatever_happens_no_name_is_in_a_log_an_entry_a_table_or_an_error() throws Exception {
        deliveredAwaitingAndWithheld();
        parked();
        unreadable();
        kepAsText();
        refusedByTheDepartment();
        refusedMessages();
        toAPeerWithoutKeys();
        apiErrors();
        var journals = Journals.exported(pair);

        for (var department : List.of(Pair.D35, Pair.D44)) {
            assertSilent("the log of " + department, Files.readString(pair.log(department)));
            for (var table : pair.tables(department).everything().entrySet()) {
                table.getValue().forEach(row -> assertSilent("table " + table.getKey() + " of " + department, row));
            }
            assertThat(Files.readString(pair.log(department))).as("the log tells what it should").contains("collected");
        }
        for (var file : journals.files()) {
            assertSilent(file.toString(), Files.readString(file));
        }
        bodies.forEach(body -> assertSilent("an error's body", body));
        assertThat(bodies).hasSizeGreaterThan(5);
        journals.verify();
    }

    private static void assertSilent(String where, String text) {
        var small = text.toLowerCase(Locale.ROOT);
        var at = Math.max(small.indexOf(Family.MARK.toLowerCase(Locale.ROOT)), small.indexOf(HEXED));
        assertThat(at)
                .as(where + ": "
                        + (at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60))))
                .isNegative();
    }

    private void deliveredAwaitingAndWithheld() throws IOException {
        var delivered = Family.onIncomeSupport("44");
        var awaiting = Family.withHomeSupport("44");
        var withheld = Family.withHomeSupport("44").happened("REF", 6, "PAR").happened("EVR", 2, "ND");
        pair.depot(Pair.D35).drop(delivered, awaiting, withheld);
        pair.until(Pair.D35, delivered, "delivered");
        pair.until(Pair.D35, awaiting, "awaiting");
        pair.until(Pair.D35, withheld, "withheld");
    }

    private void parked() throws IOException {
        var known = Family.onIncomeSupport("44");
        pair.depot(Pair.D35).drop(known);
        pair.until(Pair.D35, known, "delivered");
        var before = pair.client(Pair.D35).get("/api/tray").size();
        pair.depot(Pair.D35).drop(known.namesake().moved("44"));
        Eventually.is("somebody is parked", () -> pair.client(Pair.D35).get("/api/tray").size() > before);
    }

    private void unreadable() throws IOException {
        var torn = pair.depot(Pair.D35).drop(Family.onIncomeSupport("44").raw("R;" + Family.MARK + ";2"),
                Family.onIncomeSupport("44").raw(Family.MARK + ";x"));
        var foreign = pair.depot(Pair.D35).drop(Family.drop(Family.onIncomeSupport("44").line("V", "é")).getBytes(
                StandardCharsets.UTF_8));
        neighbourhood.ardoise.changed("TORN-2", "<x>" + Family.MARK);
        Eventually.is("both were read", () -> (pair.depot(Pair.D35).isIn("archive", torn)
                || pair.depot(Pair.D35).isIn("reject", torn))
                && (pair.depot(Pair.D35).isIn("archive", foreign) || pair.depot(Pair.D35).isIn("reject", foreign)));
    }

    /** Every coded field, date and amount holds a name: nothing can be read, everything is kept as text. */
    private void kepAsText() throws IOException {
        var m = Family.MARK;
        var odd = Family.onIncomeSupport("44").line("R", m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m)
                .line("V", m + ";" + m + ";" + m)
                .line("A", m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m)
                .line("I", m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m);
        var doubtful = Family.onIncomeSupport("44").happened(m, 3, m)
                .raw("E;;" + m + ";" + m + ";" + m + ";" + m + ";" + m + ";" + m);
        var drop = pair.depot(Pair.D35).drop(odd, doubtful);
        Eventually.is("it is read", () -> pair.depot(Pair.D35).isIn("archive", drop));
        pair.until(Pair.D35, odd, "delivered");
    }

    private void refusedByTheDepartment() throws IOException {
        neighbourhood.ardoise.refusesWith("Le dossier de " + Family.MARK + " est refusé");
        try {
            var family = Family.onIncomeSupport("35");
            pair.depot(Pair.D44).drop(family);
            var id = pair.until(Pair.D44, family, "sent");
            Eventually.is("parked at D35", () -> pair.state(Pair.D35, id).equals("parked"));
            neighbourhood.ardoise.refusesWith("");
            pair.client(Pair.D35).post("/api/tray/" + id + "/retry", Map.of());
            pair.until(Pair.D44, family, "delivered");
            assertThat(neighbourhood.ardoise.delivered()).containsKey(id);
        } finally {
            neighbourhood.ardoise.refusesWith("");
        }
    }

    private void refusedMessages() throws IOException {
        var vannes = neighbourhood.vannes;
        var payload = Neighbour.payload(Neighbourhood.document(Family.onIncomeSupport("44")));
        for (var changed : List.of(payload.replaceFirst("\"gender\"", "\"" + Family.MARK + "\""),
                payload.replace("\"S12\"", "\"" + Family.MARK + "\""), payload.replace("family-moved", Family.MARK),
                payload.replace("\"RSA\"", "\"" + Family.MARK + "\""), payload.replace("INSTR_RSA", Family.MARK))) {
            var answer = neighbourhood
                    .say(vannes.sealed(vannes.signed(changed, "offer", Pair.D44, Neighbourhood.anId()),
                            Pair.D44));
            if (answer.status() != 200) {
                bodies.add(answer.text());
            }
        }
    }

    private void toAPeerWithoutKeys() throws IOException {
        var family = Family.onIncomeSupport("29");
        pair.depot(Pair.D35).drop(family);
        var id = pair.until(Pair.D35, family, "parked");
        assertThat(pair.exchange(Pair.D35, id).path("exchange").path("reason").asText()).isEqualTo("expired-key");
    }

    private void apiErrors() throws IOException {
        var token = pair.federation().tokens().token("d.lefevre", List.of("case-worker"));
        var https = new Https(neighbourhood.vannes.tls(Pair.D44));
        for (Department department : List.of(Pair.D44)) {
            var api = pair.federation().site(department).address();
            for (var path : List.of("/api/exchanges/" + Family.MARK, "/api/exchanges?limit=" + Family.MARK,
                    "/" + Family.MARK, "/api/tray/" + Family.MARK)) {
                bodies.add(https.call(api.resolve(path), request -> request.header("Authorization", "Bearer " + token))
                        .text());
            }
            bodies.add(https.call(api.resolve("/api/facts"),
                    request -> request.header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"connector\":\""
                                    + Family.MARK + "\",\"localId\":\"" + Family.MARK + "\",\"fact\":\"" + Family.MARK
                                    + "\",\"on\":\""
                                    + LocalDate.EPOCH + "\"}")))
                    .text());
        }
        var refused = catchThrowableOfType(NodeRefuses.class, () -> pair.client(Pair.D35).post("/api/exchanges",
                Map.of("connector", Family.MARK, "localId", Family.MARK, "track", "rsa", "to", "D44", "role",
                        "GEST-RSA")));
        bodies.add(refused.getMessage());
    }
}
