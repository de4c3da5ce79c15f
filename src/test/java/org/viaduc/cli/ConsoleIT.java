package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.viaduc.connectors.kit.certify.Certificate;
import org.viaduc.connectors.kit.certify.CertificateText;
import org.viaduc.connectors.kit.certify.Check;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.exchange.Counter;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Actor;
import org.viaduc.mapping.MappingsInForce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The console on two nodes with invented files: what each role reads and does, and that every page is sound. */
class ConsoleIT {
    private static final String GIRL = "7001442";
    private static final String WOMAN = "7009917";
    private static final Map<String, String> GIRLS_TRAITS = Map.of("birthName", "L'Hostis", "givenNames",
            "Éloïse, Marie-Anne", "sex", "female", "birthDate", "2017-03-14", "birthPlace", "2A004");
    private static final Map<String, Browser> BROWSERS = new HashMap<>();
    private static TwoNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("alert-about-a-girl-born-in-corsica");
        nodes.collect("applicant-born-abroad-with-contract-and-debt");
        nodes.collect("woman-whose-address-is-protected");
        nodes.journey(GIRL, journey -> journey.state() == State.DELIVERED);
    }

    @Test
    void a_case_worker_sees_what_left_what_stayed_and_under_which_article() {
        var journey = nodes.journey(GIRL, each -> each.track().word().equals("ase-ip"));

        var page = sound("d.lefevre", "/exchanges/" + journey.id());

        assertThat(page.text()).contains("Ce qui part", "Ce qui reste", "CASF", "Livré", "département 44")
                .doesNotContain("Kerbrat", "L'Hostis", "Éloïse");
    }

    @Test
    void the_lists_of_a_case_worker_are_sound() {
        assertThat(sound("d.lefevre", "/tray").text()).contains("Ma corbeille");
        assertThat(sound("d.lefevre", "/exchanges").text()).contains(GIRL);
        assertThat(sound("d.lefevre", "/exchanges?state=delivered").text()).contains("aria-current=\"true\"");
    }

    @Test
    void a_case_worker_sees_what_would_leave_before_anything_does() throws IOException {
        var browser = browser("d.lefevre");
        sound("d.lefevre", "/transfers/new");
        var empty = browser.submit(browser.get(nodes.at(TwoNodes.D35, "/transfers/new")), "transfers/new", Map.of());
        assertThat(empty.text()).contains("href=\"#localId\"", "aria-invalid=\"true\"");
        assertThat(faults(empty.text(), "fr")).isEmpty();

        var asked = browser.submit(browser.get(nodes.at(TwoNodes.D35, "/transfers/new")), "transfers/new",
                Map.of("connector", "d35-depot", "localId", "7012031", "track", "rsa", "to", "D44", "role",
                        "GEST-RSA"));
        assertThat(asked.text()).contains("Rien ne part avant votre confirmation");
        nodes.collect("twin-whose-placement-was-released-by-the-judge");
        var journey = nodes.journey("7012031",
                each -> each.track().word().equals("rsa") && !each.decisionDigest().isEmpty());
        var preview = sound("d.lefevre", "/exchanges/" + journey.id());

        assertThat(preview.text()).contains("Ce qui reste");
    }

    @Test
    void a_transfer_leaves_when_it_was_confirmed_and_not_before() throws IOException {
        var browser = browser("d.lefevre");
        browser.submit(browser.get(nodes.at(TwoNodes.D35, "/transfers/new")), "transfers/new",
                Map.of("connector", "d35-depot", "localId", "7004101", "track", "rsa", "to", "D44", "role",
                        "GEST-RSA"));
        nodes.collectAgain("applicant-born-abroad-with-contract-and-debt");
        var held = nodes.journey("7004101", each -> each.awaits().equals("confirmation"));
        var preview = sound("d.lefevre", "/exchanges/" + held.id());
        assertThat(preview.text()).contains("Rien n’est encore parti", "Ce qui part", "Ce qui reste");
        assertThat(sound("d.lefevre", "/tray").text()).contains("votre confirmation");

        var sent = browser.submit(preview, "confirmation", Map.of("act", "send"));

        assertThat(sent.text()).contains("Vous avez confirmé");
        assertThat(nodes.journey("7004101",
                each -> each.id().equals(held.id()) && List.of(State.SENT, State.DELIVERED).contains(each.state())))
                .isNotNull();
    }

    @Test
    void a_fact_is_stated_with_its_evidence() {
        var journey = nodes.journey(GIRL, each -> each.track().word().equals("ase-ip"));
        var path = "/exchanges/" + journey.id() + "/facts/new";
        sound("d.lefevre", path);
        sound("d.lefevre", path + "?fact=consent");
        var form = sound("d.lefevre", path + "?fact=written-agreement");
        var browser = browser("d.lefevre");

        var without = browser.submit(form, "facts/new", Map.of("on", "2026-11-20", "by", "parents"));
        var with = browser.submit(form, "facts/new",
                Map.of("on", "2026-11-20", "by", "parents", "evidence", "GED-2026-118"));

        assertThat(without.text()).contains("href=\"#evidence\"");
        assertThat(with.text()).contains("Le fait est consigné");
    }

    @Test
    void an_emergency_is_refused_to_whom_the_register_does_not_name() {
        sound("d.lefevre", "/emergencies");
        var form = sound("d.lefevre", "/emergencies/new");

        var refused = browser("d.lefevre").submit(form, "emergencies/new",
                Map.of("of", "D44", "motive", "Cris et coups entendus cette nuit, enfant non vue depuis.", "birthName",
                        "L'Hostis", "givenNames", "Éloïse, Marie-Anne", "sex", "female", "birthDate", "2017-03-14",
                        "birthPlace", "2A004"));

        assertThat(refused.text()).contains("il faut être habilité");
    }

    @Test
    void an_auditor_searches_and_verifies_and_every_look_is_an_entry() {
        var found = sound("y.le-goff", "/audit?step=decided");
        assertThat(found.text()).contains("Décidé", "transmettre").doesNotContain("Kerbrat");
        var journey = nodes.journey(GIRL, each -> each.state() == State.DELIVERED);
        assertThat(sound("y.le-goff", "/exchanges/" + journey.id()).text()).contains("Vérifier les preuves")
                .doesNotContain("facts/new");

        var proofs = sound("y.le-goff", "/audit/exchanges/" + journey.id());
        var browser = browser("y.le-goff");
        var noted = browser.submit(proofs, "/notes", Map.of("text", "Vu avec la cheffe de service."));
        var refused = browser.submit(noted, "/notes", Map.of("text", "Appeler le 02 99 40 00 17"));

        assertThat(proofs.text()).contains("Intactes", "preuves d’inclusion");
        assertThat(noted.text()).contains("Vu avec la cheffe de service.");
        assertThat(refused.text()).contains("une annotation ne nomme personne");
        var own = browser.submit(sound("y.le-goff", "/audit"), "id=\"actor\"",
                Map.of("actor", "y.le-goff", "step", "read"));
        assertThat(own.text()).contains("<code>user:y.le-goff</code>");
        assertThat(own.at().getQuery()).isNull();
        assertThat(sound("y.le-goff", "/audit?actor=y.le-goff&step=decided").text()).contains("node:D35");
    }

    @Test
    void a_case_worker_tells_the_holder_of_a_copy_who_says_what_becomes_of_it() {
        var copy = nodes.journey(GIRL, each -> each.state() == State.DELIVERED);
        var page = sound("d.lefevre", "/exchanges/" + copy.id());
        var browser = browser("d.lefevre");

        var unsaid = browser.submit(page, "name=\"matter\"", Map.of("matter", "rectified"));
        var told = browser.submit(page, "name=\"matter\"", Map.of("matter", "restricted"));

        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(unsaid.text()).contains("Rien n’a été fait", "href=\"#related\"", "name=\"related\"");
        assertThat(unsaid.hidden("name=\"related\"", "matter")).as("what was chosen").isEqualTo("rectified");
        assertThat(faults(unsaid.text(), "fr")).isEmpty();
        assertThat(browser.submit(unsaid, "name=\"related\"", Map.of("related", "aucun")).text())
                .contains("n’est pas comprise", "value=\"aucun\"");
        assertThat(told.text()).contains("Voisin prévenu", "Traitement limité");
        assertThat(sound("d.lefevre", "/follow-ups").text()).contains("Copie partie vers : département 44");
        nodes.until(() -> host().get(nodes.at(TwoNodes.D44, "/follow-ups")).text().contains(copy.id().toString()));
        var open = host().get(nodes.at(TwoNodes.D44, "/follow-ups"));
        assertThat(faults(open.text(), "fr")).isEmpty();
        assertThat(host().get(nodes.at(TwoNodes.D44, "/tray")).text()).contains("href=\"/follow-ups\"");
        assertThat(host().submit(open, "/fate", Map.of("fate", "")).text()).contains("choisissez d’abord");
        assertThat(host().submit(open, "/fate", Map.of("fate", "restricted")).text()).contains("C’est noté");
        nodes.until(() -> sound("d.lefevre", "/exchanges/" + copy.id()).text().contains("Réglé"));
    }

    @Test
    void a_case_worker_asks_a_neighbour_for_a_file_and_waits_for_it_no_longer() {
        sound("d.lefevre", "/requests/new");
        var form = browser("d.lefevre").get(nodes.at(TwoNodes.D35, "/requests/new"));
        var wanted = new HashMap<>(GIRLS_TRAITS);
        wanted.putAll(Map.of("of", "D44", "track", "ase-ip", "holder", "MED-PMI"));

        var nobody = browser("d.lefevre").submit(form, "requests/new", wanted);
        wanted.put("holder", "CADRE-CRIP");
        var asked = browser("d.lefevre").submit(form, "requests/new", wanted);
        var closed = browser("d.lefevre").submit(asked, "/closure", Map.of());

        assertThat(nobody.text()).contains("personne ici n’est habilité ainsi");
        assertThat(asked.text()).contains("La demande part", "Ne plus attendre ce dossier").doesNotContain("Hostis");
        assertThat(closed.text()).contains("Ce dossier n’est plus attendu");
        assertThat(faults(closed.text(), "fr")).isEmpty();
    }

    @Test
    void a_case_worker_hands_a_person_the_extract_of_their_file() throws IOException {
        sound("d.lefevre", "/access/new");
        var browser = browser("d.lefevre");
        var asked = browser.submit(browser.get(nodes.at(TwoNodes.D35, "/access/new")), "access/new",
                Map.of("connector", "d35-depot", "localId", "7004101", "asker", "PERSON"));
        nodes.collect("applicant-born-abroad-with-contract-and-debt", "access", text -> text);
        var ready = nodes.journey("7004101", each -> each.state() == State.READY);
        var page = sound("d.lefevre", "/exchanges/" + ready.id());

        var early = browser.submit(page, "/handed-over", Map.of("asker", "PERSON", "given-on", today()));
        var extract = browser.submit(page, "/extract", Map.of());
        var given = browser.submit(page, "/handed-over", Map.of("asker", "PERSON", "given-on", today()));

        assertThat(asked.text()).contains("la réponse est due sous un mois");
        assertThat(early.text()).contains("l’extrait se télécharge d’abord");
        assertThat(extract.header("Content-Disposition").orElse("")).contains("extrait.zip");
        assertThat(given.text()).contains("La remise est notée");
    }

    @Test
    void whom_a_file_is_about_is_said_beside_the_five_traits_and_nothing_else_of_it() throws IOException {
        nodes.collect("woman-whose-address-is-protected", "twin", text -> text.replace(WOMAN, "7999901")
                .replace("295122227806122", "").replaceAll("(?m)^E;[^\n]*\n", ""));
        nodes.until(() -> browser("d.lefevre").get(nodes.at(TwoNodes.D35, "/tray?what=parked")).text()
                .contains("/person\""));
        var tray = sound("d.lefevre", "/tray?what=parked");
        var path = first(tray.text(), "/tray/[0-9a-f-]{36}/person");

        var page = sound("d.lefevre", path);
        var unsaid = browser("d.lefevre").submit(page, "/person", Map.of());
        var said = browser("d.lefevre").submit(page, "/person", Map.of("person", "new"));

        assertThat(page.text()).contains("concorde", "Personne 1").doesNotContain("Impasse", "rue ", "NIR");
        assertThat(unsaid.text()).contains("href=\"#person\"");
        assertThat(said.text()).contains("le dossier reprend son chemin");
    }

    @Test
    void an_agent_on_call_sees_the_minimum_for_a_day_and_no_other_sees_it() {
        var form = host().get(nodes.at(TwoNodes.D44, "/emergencies/new"));
        var emergency = new HashMap<>(GIRLS_TRAITS);
        emergency.putAll(Map.of("of", "D35", "motive", "Cris et coups entendus cette nuit, enfant non vue depuis."));

        var seen = host().submit(form, "emergencies/new", emergency);
        var list = host().get(nodes.at(TwoNodes.D44, "/emergencies"));

        assertThat(faults(seen.text(), "fr")).isEmpty();
        assertThat(seen.text()).contains("Le département d’origine a répondu", "par vous seul", "Éloïse")
                .doesNotContain("Kerbrat", "Cris et coups");
        assertThat(list.text()).contains("user:d.lefevre").doesNotContain("Cris et coups", "Éloïse");
    }

    @Test
    void a_person_claims_and_is_answered_and_the_journal_has_no_word_of_it() throws IOException {
        var person = nodes.journey("7004101", each -> each.state() == State.DELIVERED).person().orElseThrow();
        var browser = new Browser();
        browser.submit(browser.get(nodes.at(TwoNodes.D35, "/")), "value=\"e.martin\"",
                Map.of("person", person.value().toString()));
        BROWSERS.put("claimant", browser);
        var page = sound("claimant", "/me/rights");

        var unsaid = browser.submit(page, "id=\"said\"", Map.of("claim", "contest", "said", "Trop tard."));
        var raised = browser.submit(page, "id=\"said\"",
                Map.of("claim", "correction", "said", "Mon loyer est de 412 euros depuis mars."));
        assertThat(sound("d.lefevre", "/tray").text()).contains("Une personne demande").doesNotContain("412 euros");
        var claims = sound("a.d-aubigne", "/claims");
        var unanswered = browser("a.d-aubigne").submit(claims, "/claims/", Map.of("outcome", "heeded"));
        var undecided = browser("a.d-aubigne").submit(claims, "/claims/",
                Map.of("why", "Corrigé aujourd’hui, à relire"));
        var answered = browser("a.d-aubigne").submit(claims, "/claims/",
                Map.of("outcome", "heeded", "why", "Corrigé aujourd’hui ; le département 44 est prévenu."));

        assertThat(unsaid.text()).contains("href=\"#disclosure\"");
        assertThat(raised.text()).contains("C’est envoyé", "412 euros");
        assertThat(claims.text()).contains("412 euros", "7004101");
        assertThat(unanswered.text()).contains("Rien n’a été fait");
        assertThat(undecided.text()).contains("Rien n’a été fait", ">Corrigé aujourd’hui, à relire</textarea>");
        assertThat(answered.text()).contains("La réponse est gardée");
        assertThat(sound("claimant", "/me/rights").text()).contains("Votre demande est suivie", "Corrigé aujourd’hui");
        nodes.until(() -> browser("y.le-goff").get(nodes.at(TwoNodes.D35, "/audit?step=asked")).text()
                .contains("une correction"));
        assertThat(sound("y.le-goff", "/audit?step=asked").text()).doesNotContain("412 euros");
        browser.submit(sound("claimant", "/me/rights"), "id=\"said\"",
                Map.of("claim", "correction", "said", "Mon prénom s’écrit Nadia."));
        answersByProgram("Mon prénom s’écrit Nadia.", "Rien à corriger : le dossier dit déjà Nadia.");
        assertThat(sound("claimant", "/me/rights").text()).contains("Rien à corriger");
    }

    /** As the data protection officer's own program does. */
    private static void answersByProgram(String said, String why) throws IOException {
        var program = new NodeClient(nodes.at(TwoNodes.D35, "/"), Optional.of(nodes.certificate(TwoNodes.D35)),
                () -> nodes.token("a.d-aubigne", "dpo"));
        var open = program.get("/api/claims");
        var claim = StreamSupport.stream(open.spliterator(), false)
                .filter(each -> each.path("said").asText().equals(said)).findFirst().orElseThrow();
        assertThat(claim.path("kind").asText()).isEqualTo("correction");
        var address = "/api/claims/" + claim.path("id").asText() + "/answer";
        assertThatThrownBy(() -> program.post(address, Map.of("outcome", "perhaps")))
                .isInstanceOf(NodeClient.NodeRefuses.class).hasMessageContaining("`why` is missing");
        program.post(address, Map.of("outcome", "declined", "why", why));
        assertThatThrownBy(() -> program.post(address, Map.of("outcome", "heeded", "why", why)))
                .isInstanceOfSatisfying(NodeClient.NodeRefuses.class,
                        again -> assertThat(again.status()).isEqualTo(404));
    }

    @Test
    void only_what_loses_too_much_is_accepted_or_refused_for_that() {
        var delivered = nodes.journey(GIRL, each -> each.state() == State.DELIVERED);
        var page = sound("d.lefevre", "/exchanges/" + delivered.id());
        var token = Map.of("_csrf", page.hidden("/logout", "_csrf"), "act", "refuse");

        assertThat(page.text()).doesNotContain("/loss\"");
        assertThat(browser("d.lefevre").post(nodes.at(TwoNodes.D35, "/tray/" + delivered.id() + "/loss"), token)
                .status()).isEqualTo(404);
    }

    @Test
    void a_named_officer_lets_a_funds_answer_count_and_nobody_else_sees_it() throws SQLException {
        var copy = nodes.journey(GIRL, each -> each.state() == State.DELIVERED).id();
        var person = nodes.bean(TwoNodes.D44, Counter.class).latest(100, Actor.user("d.lefevre")).stream()
                .filter(each -> each.id().equals(copy)).findFirst().orElseThrow().person().orElseThrow();
        try (var connection = nodes.bean(TwoNodes.D44, DataSource.class).getConnection();
                var sheltered = connection.prepareStatement(
                        "insert into shelter (person, since) values (?, now()) on conflict do nothing")) {
            sheltered.setObject(1, person.value());
            sheltered.executeUpdate();
        }
        answers(copy);
        var tray = host().get(nodes.at(TwoNodes.D44, "/tray?what=quarantined"));
        var path = first(tray.text(), "/tray/[0-9a-f-]{36}/quarantine");

        var page = host().get(nodes.at(TwoNodes.D44, path));
        var unsaid = host().submit(page, "/quarantine", Map.of());
        var freed = host().submit(page, "/quarantine", Map.of("act", "release"));
        var again = host().get(nodes.at(TwoNodes.D44, path));

        assertThat(faults(page.text(), "fr")).isEmpty();
        assertThat(page.text()).contains("Laisser compter la réponse", "CAF").doesNotContain("L'Hostis");
        assertThat(unsaid.status()).isEqualTo(400);
        assertThat(freed.text()).contains("La réponse compte");
        assertThat(again.status()).isEqualTo(404);
        var other = sound("d.lefevre", path);
        assertThat(other.text()).contains("Seul un cadre désigné").doesNotContain("CAF</dd>", "name=\"act\"");
        assertThat(browser("d.lefevre").post(nodes.at(TwoNodes.D35, path), Map.of("_csrf",
                other.hidden("/logout", "_csrf"), "act", "discard")).text()).contains("Rien n’a été fait");
    }

    private static void answers(org.viaduc.model.ExchangeId exchange) {
        var form = host().get(nodes.at(TwoNodes.D44, "/exchanges/" + exchange + "/facts/new?fact=address-answered"));
        assertThat(host().submit(form, "facts/new", Map.of("on", today(), "from", "CAF")).text())
                .contains("Le fait est consigné");
    }

    @Test
    void an_integrator_sees_who_is_told_and_since_when_a_server_is_away() {
        nodes.until(() -> browser("s.n-guyen").get(nodes.at(TwoNodes.D35, "/notifications")).text()
                .contains("absent depuis"));

        var page = sound("s.n-guyen", "/notifications");

        assertThat(page.text()).contains(TwoNodes.NOBODY_THERE, "ne répond pas", "ce qui attend à la corbeille",
                "en attente, dont", " × ").doesNotContain("un-secret", "carry:", "way:", "waits:");
        assertThat(browser("d.lefevre").get(nodes.at(TwoNodes.D35, "/notifications")).status()).isEqualTo(403);
    }

    @Test
    void a_form_that_lacks_something_says_which_field_and_keeps_what_was_written() {
        var page = sound("d.lefevre", "/exchanges/"
                + nodes.journey(GIRL, each -> each.state() == State.DELIVERED).id());
        var token = page.hidden("/logout", "_csrf");
        var browser = browser("d.lefevre");
        var failures = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger("org.viaduc.web.console.PageFaults");
        failures.start();
        log.addAppender(failures);

        var noCode = browser.post(nodes.at(TwoNodes.D35, "/tray/" + "0195f3c2-0000-7000-8000-0000000000aa" + "/done"),
                Map.of("_csrf", token));
        var noDuty = browser.post(
                nodes.at(TwoNodes.D35, "/emergencies/" + "0195f3c2-0000-7000-8000-0000000000aa" + "/done?lang=en"),
                Map.of("_csrf", token, "duty", "water-the-plants"));
        browser.get(nodes.at(TwoNodes.D35, "/tray?lang=fr"));
        var noAct = browser.post(page.at().resolve(page.at().getPath() + "/confirmation"), Map.of("_csrf", token));
        var noNumber = browser.get(nodes.at(TwoNodes.D35, "/tray?after=%3Cb%3Edemain"));
        log.detachAppender(failures);

        assertThat(noCode.text()).contains("Rien n’a été fait", "Obligation", "à remplir");
        assertThat(noDuty.text()).contains("Nothing was done", "Duty", "not understood");
        assertThat(noAct.text()).contains("Ce que vous décidez", "à remplir");
        assertThat(noNumber.text()).contains("Rang dans la liste", "n’est pas comprise").doesNotContain("demain");
        assertThat(List.of(noCode, noDuty, noAct, noNumber)).allMatch(each -> each.status() == 400);
        assertThat(faults(noCode.text(), "fr")).isEmpty();
        assertThat(faults(noDuty.text(), "en")).isEmpty();
        assertThat(failures.list).as("nobody has to look into it").isEmpty();
    }

    /** The case worker at D44. */
    private static Browser host() {
        return BROWSERS.computeIfAbsent("host", each -> {
            var browser = new Browser();
            browser.submit(browser.get(nodes.at(TwoNodes.D44, "/")), "value=\"d.lefevre\"", Map.of());
            return browser;
        });
    }

    private static String today() {
        return LocalDate.now(ZoneId.of("Europe/Paris")).toString();
    }

    @Test
    void an_auditor_draws_signs_and_takes_away() {
        assertThat(sound("y.le-goff", "/audit/witnesses").text()).contains("Aucune contradiction",
                "Qui a vu notre journal", "département 44");
        var browser = browser("y.le-goff");
        var sample = browser.submit(sound("y.le-goff", "/audit/samples"), "/audit/samples",
                Map.of("number", "2", "seed", "essai", "from-day", "2026-01-01", "to-day", "2099-12-31"));
        assertThat(faults(sample.text(), "fr")).isEmpty();
        var report = browser.submit(sound("y.le-goff", "/audit/reports"), "/audit/reports",
                Map.of("from-day", "2026-01-01", "to-day", "2099-12-31", "as", "page"));
        var paper = browser.submit(sound("y.le-goff", "/audit/reports"), "/audit/reports",
                Map.of("from-day", "2026-01-01", "to-day", "2099-12-31", "as", "pdf"));
        var export = browser.submit(sound("y.le-goff", "/audit"), "/audit/export", Map.of());

        assertThat(sample.text()).contains("tirés parmi");
        assertThat(report.text()).contains("Destinataires / Recipients");
        assertThat(report.header("Content-Disposition").orElse("")).contains("attachment");
        assertThat(paper.text()).startsWith("%PDF-");
        assertThat(paper.header("Content-Type").orElse("")).isEqualTo("application/pdf");
        assertThat(export.text()).contains("\"checkpoint\"");
    }

    @Test
    void an_integrator_sees_how_a_connector_is_and_never_a_person() throws IOException {
        var all = sound("s.n-guyen", "/connectors");
        var one = sound("s.n-guyen", "/connectors/d35-depot");

        assertThat(all.text()).contains("d35-depot", "aucun certificat", "va bien");
        assertThat(one.text()).contains("<svg class=\"route\" role=\"img\"", "csv-folder-collect", "csvDoor.collect",
                "La même, en liste", "Traduit", "solidor").doesNotContain("Kerbrat", "Éloïse", GIRL, "pseudonym",
                        "D44");
    }

    @Test
    void a_certificate_is_a_badge_and_a_report() throws IOException {
        var settings = nodes.bean(TwoNodes.D35, NodeSettings.class);
        var version = nodes.bean(TwoNodes.D35, MappingsInForce.class).book().version("solidor");
        var trial = new Check("late-system", new Hint("Un système lent est attendu", "A slow system is waited for"),
                Check.Verdict.NOT_PROVEN, List.of(new Hint("aucun simulateur", "no simulator")), Duration.ofMillis(12));
        CertificateText.keep(new Certificate("d35-depot", "solidor", version, "ab", Instant.parse(
                "2026-11-22T09:00:00Z"), List.of(trial)), settings.data());
        assertThat(sound("s.n-guyen", "/connectors").text()).contains("PAS TOUT PROUVÉ")
                .doesNotContain("autre version");
        CertificateText.keep(new Certificate("d35-depot", "solidor", "solidor 2020-01-01", "ab", Instant.parse(
                "2026-11-22T09:00:00Z"), List.of(trial)), settings.data());

        var report = sound("s.n-guyen", "/connectors/d35-depot/certificate");

        assertThat(report.text()).contains("Un système lent est attendu", "aucun simulateur", "à prouver",
                "établi pour une autre version", "22 novembre 2026");
        Files.delete(settings.data().resolve("certificates/d35-depot.json"));
        assertThat(sound("s.n-guyen", "/connectors/d35-depot/certificate").text()).contains("jamais été essayé");
    }

    @Test
    void an_integrator_sees_what_an_edit_of_a_table_changes() throws IOException {
        var record = java.nio.file.Files.readString(java.nio.file.Path.of(
                "mappings/solidor/examples/applicant-born-abroad-with-contract-and-debt.local.csv"),
                java.nio.charset.Charset.forName("windows-1252"));
        sound("s.n-guyen", "/connectors");
        sound("s.n-guyen", "/playground");
        var page = sound("s.n-guyen", "/playground?system=solidor&table=personne.yaml");
        var table = java.nio.file.Files.readString(java.nio.file.Path.of("mappings/solidor/personne.yaml"));
        var browser = browser("s.n-guyen");

        var plain = browser.submit(page, "name=\"record\"", Map.of("record", record, "edited", table));
        var broken = browser.submit(page, "name=\"record\"",
                Map.of("record", record, "edited", table + "\nunknown-key: 1\n"));

        assertThat(faults(plain.text(), "fr")).as(plain.text()).isEmpty();
        assertThat(plain.text()).contains("Benali", "S01.identity", "De retour dans le système local");
        assertThat(broken.text()).contains("unknown-key", "personne.yaml");
    }

    @Test
    void figures_are_pictures_and_tables_and_files_in_which_what_is_small_is_hidden() {
        var page = sound("a.d-aubigne", "/figures");
        var csv = browser("y.le-goff").get(nodes.at(TwoNodes.D35, "/figures/csv"));
        var map = browser("y.le-goff").get(nodes.at(TwoNodes.D35, "/figures/geojson"));

        assertThat(page.text()).contains("outline-D2A", "Loire-Atlantique (44)", "masqué", "Délais tenus et manqués")
                .doesNotContain(GIRL, "Kerbrat");
        assertThat(csv.header("Content-Disposition").orElse("")).contains("viaduc-D35-").contains(".csv");
        var sent = csv.text().replaceFirst("(?s).*department,sent,D44,Loire-Atlantique,(\\w+).*", "$1");
        assertThat(csv.text()).contains("department,received,D44,Loire-Atlantique,0");
        assertThat(sent).as("how many, of however many other tests have sent").matches("hidden|[5-9]|[1-9][0-9]+");
        assertThat(csv.text().lines()).filteredOn(line -> !line.contains("median"))
                .noneMatch(line -> line.matches(".*,[1-4]"));
        assertThat(map.header("Content-Type").orElse("")).startsWith("application/geo+json");
        assertThat(map.text()).contains("\"code\":\"D44\"", "\"type\":\"Polygon\"",
                sent.equals("hidden") ? "\"sent\":null,\"sentHidden\":true" : "\"sent\":" + sent + ",");
    }

    @Test
    void the_rule_book_and_the_terms_are_tables() {
        assertThat(sound("a.d-aubigne", "/rules").text()).contains("R-ASE-IP", "CASF", "En vigueur depuis",
                "S07 Santé", "secret partagé",
                org.viaduc.policy.RuleBook.bundled().digest().hex());
        sound("a.d-aubigne", "/retention");
    }

    @Test
    void an_officer_reads_and_takes_away_what_is_done_with_data_and_what_went_wrong() {
        var processing = sound("a.d-aubigne", "/registers/processing").text();
        assertThat(processing).contains("Non renseigné : à écrire dans node.yaml (responsible, dpo)", "CASF L262-13",
                "garder deux ans au plus", "gestionnaire administratif RSA", "département 44", "Connexion : AUCUNE");
        assertThat(sound("a.d-aubigne", "/registers/breaches").text()).contains("violations");
        var browser = browser("a.d-aubigne");
        var table = browser.get(nodes.at(TwoNodes.D35, "/registers/processing.csv"));

        assertThat(table.header("Content-Disposition").orElse("")).contains("viaduc-D35-rgpd-30-");
        assertThat(table.text().lines()).hasSizeGreaterThan(10).allMatch(line -> line.split(";", -1).length >= 15);
    }

    @Test
    void an_officer_sees_what_another_rule_book_would_have_decided() throws IOException {
        assertThat(sound("a.d-aubigne", "/rules/trial").text()).contains("Aucun recueil à essayer");
        var folder = java.nio.file.Files
                .createDirectories(nodes.folder(TwoNodes.D35).resolve("rule-books/sans-revenus"));
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of("src/main/resources/policy"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                java.nio.file.Files.writeString(folder.resolve(file.getFileName()), java.nio.file.Files.readString(file)
                        .replace("release: [S05.income, S06, S12, S13]", "release: [S06, S12, S13]"));
            }
        }
        nodes.journey("7004101", journey -> journey.state() == State.DELIVERED);

        var result = browser("a.d-aubigne").submit(sound("a.d-aubigne", "/rules/trial"), "/rules/trial",
                Map.of("book", "sans-revenus", "since", "2026-01-01"));

        assertThat(faults(result.text(), "fr")).as(result.text()).isEmpty();
        assertThat(result.text()).contains("décidé", "ressource", "transmis", "retenu", "R-RSA")
                .doesNotContain("Benali", "7004101");
    }

    @Test
    void a_person_reads_who_received_what_and_takes_a_word_back() {
        sound("e.martin", "/me");
        assertThat(sound("e.martin", "/me/rights").text()).contains("CNIL");
        var person = nodes.journey("7004101", each -> each.state() == State.DELIVERED).person().orElseThrow();
        var browser = new Browser();
        var home = browser.submit(browser.get(nodes.at(TwoNodes.D35, "/")), "value=\"e.martin\"",
                Map.of("person", person.value().toString()));
        assertThat(home.status()).isEqualTo(200);
        BROWSERS.put("nadia", browser);

        var received = sound("nadia", "/me");
        var words = sound("nadia", "/me/words");
        var given = browser.submit(words, "name=\"sections\"", Map.of("word", "consent", "sections", "S07"));
        var back = browser.submit(given, "/withdrawal", Map.of());

        assertThat(received.text()).contains("département 44", "Pourquoi c’était permis").doesNotContain("Benali");
        assertThat(given.text()).contains("C’est enregistré", "Santé");
        assertThat(back.text()).contains("Retiré");
        assertThat(faults(back.text(), "fr")).isEmpty();
    }

    /** The page, in French, once it was looked at in both languages. */
    private static Browser.Page sound(String user, String path) {
        var browser = browser(user);
        var separator = path.contains("?") ? "&" : "?";
        look(browser.get(nodes.at(TwoNodes.D35, path + separator + "lang=en")), "en");
        var french = browser.get(nodes.at(TwoNodes.D35, path + separator + "lang=fr"));
        look(french, "fr");
        return french;
    }

    private static Browser browser(String user) {
        return BROWSERS.computeIfAbsent(user, each -> {
            var browser = new Browser();
            browser.submit(browser.get(nodes.at(TwoNodes.D35, "/")), "value=\"" + each + "\"", Map.of());
            return browser;
        });
    }

    private static void look(Browser.Page page, String language) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(faults(page.text(), language)).as(page.toString()).isEmpty();
    }

    /** What is wrong with a page, as far as its text shows it. */
    static List<String> faults(String page, String language) {
        var faults = new ArrayList<String>();
        expect(page.contains("<html lang=\"" + language + "\">"), "the language is not said", faults);
        expect(count(page, "<h1[ >]") == 1, "there is not one h1", faults);
        expect(count(page, "<main[ >]") == 1, "there is not one main", faults);
        expect(!page.contains("??"), "a sentence is missing: " + first(page, "\\?\\?[^?]*\\?\\?"), faults);
        expect(count(page, "<script|style=\"|\\son[a-z]+=\"|javascript:|(?:src|href)=\"(?:https?:)?//") == 0,
                "something runs, is styled inline or comes from elsewhere", faults);
        var ids = all(page, "\\sid=\"([^\"]*)\"");
        expect(ids.size() == ids.stream().distinct().count(), "an id stands twice: " + ids, faults);
        all(page, "(?:aria-describedby|aria-labelledby)=\"([^\"]+)\"").forEach(used -> List.of(used.split(" "))
                .forEach(id -> expect(ids.contains(id), "nothing has the id " + id, faults)));
        all(page, "<(?:input(?![^>]*type=\"hidden\")|select|textarea)\\b([^>]*)>").forEach(field -> {
            var id = Pattern.compile("\\sid=\"([^\"]*)\"").matcher(" " + field);
            expect(id.find() && page.contains("<label for=\"" + id.group(1) + "\""), "a field has no label: " + field,
                    faults);
        });
        all(page, "<form\\b[^>]*method=\"post\"[^>]*>(.*?)</form>").forEach(
                form -> expect(form.contains("name=\"_csrf\""), "a form has no token", faults));
        expect(count(page, "<h2[ >]") > 0 || count(page, "<h3[ >]") == 0, "a heading is skipped", faults);
        expect(count(page, "<td") == count(page, "<td[^>]*data-label="), "a cell does not fold", faults);
        return faults;
    }

    private static void expect(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(page).results().count();
    }

    private static String first(String page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page);
        return found.find() ? found.group() : "";
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(page).results().map(each -> each.group(1)).toList();
    }
}
