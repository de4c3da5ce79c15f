package org.viaduc.federation;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.fhir.DocumentBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent types what a person asks of their own file, and what a colleague asks for another department, to a running node. */
class OwnAccessIT {
    private static final String AGENT = "d35-rsa-01";
    private final String today = LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    private final Pair pair = Neighbourhood.running().pair;
    @TempDir
    private Path folder;

    @Test
    void a_person_asks_is_given_the_extract_and_it_is_gone() throws Exception {
        var desk = new Terminal(pair, Pair.D35, folder, AGENT);
        var family = Family.withRights().line("O", "COU;03/02/2026;" + Family.MARK + " auteur;;"
                + Base64.getEncoder().encodeToString("%PDF-1.7 lettre".getBytes(StandardCharsets.UTF_8)));

        var asked = desk.run("exchange", "access", "--connector", "depot-35", "--local-id", family.person(), "--for",
                "person");
        assertThat(asked.status()).as(asked.err()).isZero();
        var id = asked.out().strip();
        assertThat(desk.run("tray", "list", "--lang", "fr").out()).contains(id, "répondre à la personne sous un mois");
        pair.depot(Pair.D35).drop(family);
        pair.until(Pair.D35, family, "ready");
        var out = folder.resolve("extrait");
        var fetched = desk.run("exchange", "extract", id, "--out", out.toString());

        assertThat(fetched.status()).as(fetched.err()).isZero();
        assertThat(Files.readString(out.resolve("extrait.html"))).contains(family.name(), "Extrait du dossier social");
        assertThat(Files.readString(out.resolve("document-1.pdf"))).isEqualTo("%PDF-1.7 lettre");
        assertThat(DocumentBundle.read(Files.readAllBytes(out.resolve("extrait.json"))).record().identity())
                .isPresent();
        assertThat(desk.run("exchange", "list").out()).contains(id + "  out D35");
        assertThat(desk.run("tray", "list", "--lang", "fr").out()).contains("à remettre :", "l'extrait du dossier");
        var wrong = desk.run("exchange", "handed-over", id, "--to", "parents", "--on", today);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("put together for PERSON");
        assertThat(desk.run("exchange", "handed-over", id, "--to", "person", "--on", today).status()).isZero();
        assertThat(desk.run("exchange", "handed-over", id, "--to", "person", "--on", today).status()).isEqualTo(1);
        assertThat(desk.run("exchange", "extract", id, "--out", out.toString()).status()).isEqualTo(1);
        assertThat(desk.run("exchange", "show", id).out()).contains("\"delivered\"", "\"to-role\" : \"PERSON\"",
                "\"part\" : \"page\"").doesNotContain(Family.MARK);
        assertThat(desk.run("tray", "list", "--lang", "fr").out()).doesNotContain(id);
    }

    @Test
    void neither_a_stranger_to_the_register_nor_an_auditor_sees_into_a_file() throws Exception {
        var family = Family.withRights();
        var stranger = new Terminal(pair, Pair.D35, folder, "d.lefevre").run("exchange", "access", "--connector",
                "depot-35", "--local-id", family.person(), "--for", "person");
        var id = new Terminal(pair, Pair.D35, folder, AGENT).run("exchange", "access", "--connector", "depot-35",
                "--local-id", family.person(), "--for", "person").out().strip();
        pair.depot(Pair.D35).drop(family);
        pair.until(Pair.D35, family, "ready");

        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.err()).contains("403");
        assertThat(page(id, AGENT, "auditor").status()).isEqualTo(403);
        assertThat(page(id, "d.lefevre", "case-worker").status()).isEqualTo(403);
        var page = page(id, AGENT, "case-worker");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).isEqualTo("text/html;charset=utf-8");
    }

    private Https.Answer page(String id, String user, String role) throws Exception {
        var site = pair.federation().site(Pair.D35);
        return new Https(Neighbourhood.running().vannes.tls(Pair.D35)).call(
                URI.create(site.address() + "/api/access/" + id + "/page"),
                request -> request.header("Authorization",
                        "Bearer " + pair.federation().tokens().token(user, List.of(role))).GET());
    }

    @Test
    void what_professionals_share_is_started_in_full_words() throws Exception {
        var desk = new Terminal(pair, Pair.D35, folder, "d.lefevre");
        var family = Family.atHome();
        var start = List.of("exchange", "start", "--connector", "depot-35", "--local-id", family.person(), "--track",
                "secret-partage", "--to", "D44", "--role", "CADRE-CRIP");

        var vague = desk.run(start.toArray(String[]::new));
        var worded = desk.run(java.util.stream.Stream.concat(start.stream(), java.util.stream.Stream.of("--purpose",
                "EVAL_IP", "--mission", "PE", "--recipient", "CADRE-CRIP")).toArray(String[]::new));
        pair.depot(Pair.D35).drop(family);

        assertThat(vague.status()).isEqualTo(1);
        assertThat(vague.err()).contains("`purpose` is missing; on secret-partage it is one of: ACCOMPAGNEMENT",
                "`mission` is missing", "AS, PE, SOIN", "`recipient` is missing");
        assertThat(worded.status()).as(worded.err()).isZero();
        var id = pair.until(Pair.D35, family, "delivered");
        assertThat(worded.out().strip()).isEqualTo(id);
        assertThat(desk.run("exchange", "show", id).out()).contains("S10.ase-decision", "\"purpose\" : \"EVAL_IP\"");
    }
}
