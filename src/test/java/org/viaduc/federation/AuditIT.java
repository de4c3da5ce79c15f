package org.viaduc.federation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.cli.NodeClient;
import org.viaduc.cli.Viaduc;
import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An auditor, an agent and a person ask two running nodes about one family's file that went from D35 to D44. */
class AuditIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pair PAIR = Neighbourhood.running().pair;
    private static String id;
    private static String person;
    @TempDir
    private Path folder;

    @BeforeAll
    static void a_file_is_sent() throws Exception {
        var family = Family.onIncomeSupport("44");
        PAIR.depot(Pair.D35).drop(family);
        id = PAIR.until(Pair.D35, family, "delivered");
        person = PAIR.tables(Pair.D35).rows("select person from exchange where id = '" + id + "'").getFirst()
                .getFirst();
    }

    @Test
    void who_received_it_what_was_opened_and_what_rested_on_the_rule_are_answered_by_command() throws Exception {
        var received = JSON.readTree(audit("a.martin", "received", person, "--json"));
        PAIR.client(Pair.D35).get("/api/exchanges/" + id);

        assertThat(received).hasSize(1);
        assertThat(received.get(0).path("to").asText()).isEqualTo("D44");
        assertThat(received.get(0).path("outcome").asText()).isEqualTo("delivered");
        assertThat(audit("a.martin", "received", person, "--lang", "fr")).contains("D35  D44", "livré", id);
        assertThat(audit("a.martin", "releases", "R-RSA", "--json")).contains(id);
        assertThat(audit("a.martin", "readings", "a.martin", "--json")).contains("disclosures", person);
        for (var which : List.of("withheld", "refused", "awaiting")) {
            assertThat(JSON.readTree(audit("a.martin", "endings", which, "--json")).isArray()).isTrue();
        }
        assertThat(JSON.readTree(audit("a.martin", "emergencies", "--json")).isArray()).isTrue();
        assertThat(JSON.readTree(audit("a.martin", "deadlines", "--json")).isArray()).isTrue();
    }

    @Test
    void a_sample_is_drawn_again_by_another_auditor() throws Exception {
        var first = JSON.readTree(audit("a.martin", "sample", "--number", "3", "--by", "track,ending", "--seed",
                "dés du 22 novembre", "--json"));
        var second = JSON.readTree(audit("c.bernard", "sample", "--number", "3", "--by", "track,ending", "--seed",
                first.path("seed").asText(), "--size", first.path("checkpoint").path("size").asText(), "--json"));

        assertThat(second.path("digest").asText()).isEqualTo(first.path("digest").asText());
        assertThat(second.path("drawn")).isEqualTo(first.path("drawn"));
        assertThat(PAIR.tables(Pair.D35).entries("sampled")).extracting(NodeTables.Line::actor)
                .contains("user:a.martin", "user:c.bernard");
    }

    @Test
    void a_note_goes_into_a_report_that_is_verified_without_the_node() throws Exception {
        audit("a.martin", "note", "--exchange", id, "Base légale vérifiée.");
        assertThat(audit("a.martin", "notes", "--exchange", id)).contains("Base légale vérifiée.");
        var report = folder.resolve("report.json");
        var page = folder.resolve("report.html");

        audit("a.martin", "report", "--out", report.toString(), "--html", page.toString());

        assertThat(run("audit", "report", "--verify", report.toString())).contains("Base légale vérifiée.", "rsa");
        assertThat(page).content(StandardCharsets.UTF_8).contains("Rapport d'audit");
        Files.writeString(report, Files.readString(report).replaceFirst("\"jws\":\"(.{60})(.)", "\"jws\":\"$1_$2"));
        assertThat(Viaduc.run("audit", "report", "--verify", report.toString())).isEqualTo(1);
    }

    @Test
    void a_report_on_paper_is_verified_without_the_node_too() throws Exception {
        var paper = folder.resolve("rapport.pdf");

        audit("a.martin", "report", "--out", paper.toString(), "--lang", "fr");

        assertThat(Files.readAllBytes(paper)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(run("audit", "report", "--verify", paper.toString())).contains("Rapport d'audit, D35", "rsa");
        var bytes = Files.readAllBytes(paper);
        bytes[bytes.length / 3] ^= 1;
        Files.write(paper, bytes);
        assertThat(Viaduc.run("audit", "report", "--verify", paper.toString())).isEqualTo(1);
    }

    @Test
    void the_two_nodes_agree_and_say_so_under_their_signatures() throws Exception {
        var outcome = JSON.readTree(
                command("a.martin", List.of("auditor"), "journal", "reconcile", "--with", "D44", "--json"));

        assertThat(outcome.path("compared").asInt()).isPositive();
        assertThat(StreamSupport.stream(outcome.path("open").spliterator(), false)
                .map(each -> each.path("exchange").asText())).doesNotContain(id);
        assertThat(PAIR.tables(Pair.D44).entries("reconciled")).extracting(NodeTables.Line::actor)
                .contains("peer:D35");
    }

    @Test
    void the_person_sees_it_with_their_own_token_and_nobody_elses() throws Exception {
        var seen = ofPerson(person).get("/api/person/received");

        assertThat(seen.path("received")).hasSize(1);
        assertThat(seen.path("received").get(0).path("fr").asText()).contains("le département 35",
                "le département 44", "Base légale", "CASF");
        assertThat(ofPerson("11111111-2222-4333-8444-555555555555").get("/api/person/received").path("received"))
                .isEmpty();
        assertThatThrownBy(() -> ofPerson(person).get("/api/persons/" + person + "/received"))
                .isInstanceOf(NodeClient.NodeRefuses.class);
        assertThatThrownBy(() -> ofPerson(person).get("/api/exchanges/" + id))
                .isInstanceOf(NodeClient.NodeRefuses.class);
        assertThat(command("d.lefevre", List.of("case-worker"), "person", "received", person, "--lang", "fr"))
                .contains("le département 44");
        assertThat(PAIR.tables(Pair.D35).entries("read")).anyMatch(
                line -> line.actor().equals("person:" + person) && line.says("recipients"));
    }

    @Test
    void proofs_and_parts_are_fetched_by_command_and_verified_without_the_node() throws Exception {
        var size = JSON.readTree(journal("checkpoint")).path("size").asLong();
        audit("a.martin", "received", person);
        var day = java.time.LocalDate.now(java.time.ZoneOffset.UTC);
        var files = new ArrayList<Path>();
        for (var asked : List.of(List.of("prove", "--entry", "3"), List.of("prove", "--since", String.valueOf(size)),
                List.of("export", "--exchange", id), List.of("export", "--person", person),
                List.of("export", "--from", day.minusDays(1).toString(), "--to", day.plusDays(1).toString()))) {
            var file = folder.resolve("part-" + files.size() + ".ndjson");
            var line = new ArrayList<>(asked);
            line.addAll(List.of("--out", file.toString()));
            journal(line.toArray(String[]::new));
            files.add(file);
        }

        for (var file : files) {
            var part = JSON.readTree(run("journal", "verify", "--json", file.toString()));
            assertThat(part.path("holds").asBoolean()).as(part.toString()).isTrue();
            assertThat(part.path("evidence").path(0).path("proofs").asInt()).isPositive();
        }
        assertThat(journal("witnesses", "--lang", "fr")).containsPattern("← D44 .*(vues|nommé)");
    }

    private String journal(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("journal"));
        line.addAll(List.of(arguments));
        return command("a.martin", List.of("auditor"), line.toArray(String[]::new));
    }

    @Test
    void the_journal_reads_as_fhir_audit_events_page_by_page() throws Exception {
        var auditor = client(PAIR.federation().tokens().token("a.martin", List.of("auditor")));
        var begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var events = new ArrayList<AuditEvent>();
        var next = "/fhir/AuditEvent?patient=" + person + "&date=ge2020-01-01&_count=5";
        while (!next.isEmpty()) {
            var bundle = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(Bundle.class, auditor.get(next).toString());
            bundle.getEntry().forEach(entry -> events.add((AuditEvent) entry.getResource()));
            next = bundle.getLink("next") == null
                    ? ""
                    : bundle.getLink("next").getUrl().replaceFirst(".*/fhir", "/fhir");
        }

        assertThat(events).extracting(event -> event.getIdElement().getIdPart()).doesNotHaveDuplicates();
        assertThat(events.stream().flatMap(event -> event.getMeta().getProfile().stream()).map(each -> each.getValue()))
                .anyMatch(profile -> profile.endsWith("PrivacyDisclosure.Source"));
        assertThat(auditor.get("/fhir/metadata").path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThatThrownBy(() -> client(PAIR.federation().tokens().token("d.lefevre", List.of("case-worker")))
                .get("/fhir/AuditEvent")).isInstanceOf(NodeClient.NodeRefuses.class);
        // Each search is an entry about the person itself, and what has no place in the log yet is not shown: so up to here.
        var asked = "patient=" + person + "&date=lt" + begun + "&_count=5";
        Eventually.is("five events have their place in the log",
                () -> found(posted(asked + "&name=Dupont")).size() == 5);
        assertThat(found(posted(asked + "&name=Dupont"))).isEqualTo(
                found(FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class,
                        auditor.get("/fhir/AuditEvent?" + asked).toString())));
        assertThatThrownBy(() -> auditor.get("/fhir/AuditEvent?name=Dupont"))
                .isInstanceOfSatisfying(NodeClient.NodeRefuses.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    /** A search with nothing in its address, whose client wants to have passed over what the server does not know. */
    /** The addresses of what was found, in its order. */
    private static List<String> found(Bundle answer) {
        return answer.getEntry().stream().filter(each -> each.getSearch().getMode() == Bundle.SearchEntryMode.MATCH)
                .map(Bundle.BundleEntryComponent::getFullUrl).toList();
    }

    private static Bundle posted(String form) throws Exception {
        var site = PAIR.federation().site(Pair.D35);
        try (var http = HttpClient.newBuilder().sslContext(NodeClient.trusting(site.certificate())).build()) {
            var answer = http.send(HttpRequest.newBuilder(site.address().resolve("/fhir/AuditEvent/_search"))
                    .header("Authorization",
                            "Bearer " + PAIR.federation().tokens().token("a.martin", List.of("auditor")))
                    .header("Content-Type", "application/x-www-form-urlencoded").header("Prefer", "handling=lenient")
                    .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(Bundle.class, answer.body());
        }
    }

    private static NodeClient ofPerson(String pseudonym) {
        return client(PAIR.federation().tokens().ofPerson("marie.dupont@example.org", pseudonym));
    }

    private static NodeClient client(String token) {
        var site = PAIR.federation().site(Pair.D35);
        return new NodeClient(site.address(), java.util.Optional.of(site.certificate()), () -> token);
    }

    private String audit(String user, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("audit"));
        line.addAll(List.of(arguments));
        return command(user, List.of("auditor"), line.toArray(String[]::new));
    }

    /** What a command to D35 prints. */
    private String command(String user, List<String> roles, String... arguments) throws Exception {
        var site = PAIR.federation().site(new Department("D35"));
        var token = Files.writeString(folder.resolve("token"), PAIR.federation().tokens().token(user, roles));
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--node", site.address().toString(), "--token-file", token.toString(), "--ca",
                site.certificate().toString()));
        return run(line.toArray(String[]::new));
    }

    private static String run(String... line) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(Viaduc.run(line)).as(String.join(" ", line)).isIn(0, 1);
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
        }
    }
}
