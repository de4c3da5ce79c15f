package org.viaduc.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.cli.Chromium.Look;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each role does its main job with nothing but what the pages say, as somebody would who has read no manual: in French on a
 * desk, and in English on a phone.
 */
class JobsBrowserIT {
    private static final String APPLICANT = "applicant-born-abroad-with-contract-and-debt";
    private static final Map<String, Journey> DELIVERED = new HashMap<>();
    private static TwoNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("alert-about-a-girl-born-in-corsica");
        for (var look : looks()) {
            nodes.collect(APPLICANT, look.name(), text -> as(look, text));
            DELIVERED.put(look.name(), nodes.journey(localId(look), each -> each.state() == State.DELIVERED));
        }
    }

    static List<Look> looks() {
        return List.of(Look.DESK_FRENCH, Look.PHONE_ENGLISH);
    }

    /** Another applicant for each reader, so that none finds what another has done. */
    private static String as(Look look, String text) {
        var other = text.replace("291069935207775", "");
        return look.equals(Look.DESK_FRENCH)
                ? other.replace("70041", "70031").replace("351877", "353877").replace("Benali", "Kerviel")
                        .replace("Nadia Yasmina", "Maëlle Anne").replace("09/06/1991", "23/11/1993")
                        .replace("99352", "29019").replace("Ilyès", "Gaël").replace("30/08/2019", "14/04/2018")
                : other.replace("70041", "70051").replace("351877", "355877").replace("Benali", "Guivarc'h")
                        .replace("Nadia Yasmina", "Samira Inès").replace("09/06/1991", "17/02/1988")
                        .replace("99352", "35238").replace("Ilyès", "Malo").replace("30/08/2019", "02/12/2015");
    }

    private static String localId(Look look) {
        return look.equals(Look.DESK_FRENCH) ? "7003101" : "7005101";
    }

    /** A transfer of which something stays: what, and why, is on the page before anything leaves. */
    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker_sends_a_file_of_which_a_piece_stays(Look look) {
        Chromium.visit(look, "job-case-worker", visit -> {
            visit.logIn("d.lefevre").look("1-home").click("nav.menu a[href='/transfers/new']").look("2-form")
                    .click("main button.primary").look("3-incomplete");
            visit.choose("connector", "d35-depot").fill("localId", localId(look)).choose("to", "D44")
                    .choose("track", "rsa").choose("role", "GEST-RSA").click("main button.primary").look("4-asked");
            var address = visit.address();
            collectAgain(look);
            nodes.journey(localId(look), each -> each.awaits().equals(Journey.CONFIRMATION));
            visit.open("/tray").look("5-tray").open(java.net.URI.create(address)).look("6-preview");
            assertThat(visit.find("#stays").count()).isOne();
            visit.click("button[value=send]").look("7-sent");
            nodes.journey(localId(look), each -> address.contains(each.id().toString())
                    && List.of(State.SENT, State.DELIVERED).contains(each.state()));
            visit.open(java.net.URI.create(address)).look("8-left");
            assertThat(visit.find("form.confirm").count()).isZero();
        });
    }

    /** An agreement is taken back by the person; what has left stays lawfully sent, and the page says so. */
    @ParameterizedTest
    @MethodSource("looks")
    void a_person_reads_who_received_what_withdraws_a_consent_and_contests(Look look) {
        var pseudonym = DELIVERED.get(look.name()).person().orElseThrow().value().toString();
        Chromium.visit(look, "job-person", visit -> {
            visit.logIn(TwoNodes.D35, "e.martin", pseudonym).look("1-home").click("nav.menu a[href='/me']")
                    .look("2-received");
            visit.click("nav.menu a[href='/me/words']").tick("word-consent").tick("section-S07")
                    .click("main button.primary").look("3-consented");
            visit.click("form[action$='/withdrawal'] button").look("4-withdrawn");
            assertThat(visit.find(".flag").count()).isOne();
            visit.open("/me").click("a[href*='disclosure=']").look("5-contest");
            visit.fill("said", "Je n’habitais plus à Rennes / I had left Rennes.").click("main button.primary")
                    .look("6-contested");
            assertThat(visit.text()).contains("n’habitais plus à Rennes");
        });
        Chromium.visit(look, "job-dpo", visit -> {
            visit.logIn("a.d-aubigne").look("1-home").click("nav.menu a[href='/claims']").look("2-claims");
            assertThat(visit.text()).contains("Rennes");
            visit.find("textarea").first().fill("Le dossier suit la famille (CASF L262-40). CNIL : cnil.fr");
            visit.click("button[value=declined]").look("3-answered");
            visit.click("nav.menu a[href='/retention']").look("4-retention");
        });
        Chromium.visit(look, "job-person-answered", visit -> visit.logIn(TwoNodes.D35, "e.martin", pseudonym)
                .open("/me/rights").look("answered"));
    }

    /** An agreement that is taken back after the file has left: the host is told, and says what becomes of the copy. */
    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker_states_a_fact_and_tells_the_holder_of_a_copy(Look look) {
        var copy = "/exchanges/" + DELIVERED.get(look.name()).id();
        Chromium.visit(look, "job-follow-up", visit -> {
            visit.logIn("d.lefevre").open(copy + "/facts/new").choose("fact", "agreement-withdrawn")
                    .click("main button.primary").look("1-fact");
            visit.fill("on", LocalDate.now(ZoneId.of("Europe/Paris")).toString()).choose("by", "person")
                    .click("main button.primary").look("2-stated");
            visit.click("summary:near(#follow-ups)").choose("matter", "restricted")
                    .click("form[action$='/follow-ups'] button").look("3-told");
            assertThat(visit.find("#follow-ups ~ ul li").count()).isOne();
            visit.open("/follow-ups").look("4-follow-ups");
        });
        nodes.until(() -> nodes.bean(TwoNodes.D44, org.viaduc.exchange.rights.Rights.class).open().stream()
                .anyMatch(each -> copy.contains(each.exchange().toString())));
        Chromium.visit(look, "job-follow-up-host", visit -> {
            visit.logIn(TwoNodes.D44, "d.lefevre", "").open("/tray").look("1-tray").open("/follow-ups")
                    .look("2-to-answer");
            var card = "li:has(a[href='" + copy + "'])";
            visit.find(card + " select").selectOption("restricted");
            visit.click(card + " button.primary").look("3-answered");
        });
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker_asks_for_a_file_and_looks_into_an_emergency(Look look) {
        Chromium.visit(look, "job-request", visit -> {
            visit.logIn(TwoNodes.D44, "d.lefevre", "").click("nav.menu a[href='/requests/new']");
            visit.choose("of", "D35").choose("track", "ase-ip").choose("holder", "CADRE-CRIP");
            traits(visit).click("main button.primary").look("1-asked");
            visit.click("form[action$='/closure'] button").look("2-closed");
        });
        Chromium.visit(look, "job-emergency", visit -> {
            visit.logIn(TwoNodes.D44, "d.lefevre", "").click("nav.menu a[href='/emergencies']")
                    .click("main a.button.primary").choose("of", "D35").fill("motive",
                            "Cris et coups entendus cette nuit, enfant non vue depuis.");
            traits(visit).click("main button.primary").look("1-seen");
            visit.open("/emergencies").look("2-duties");
        });
    }

    private static Visit traits(Visit visit) {
        return visit.fill("birthName", "L'Hostis").fill("givenNames", "Éloïse, Marie-Anne").choose("sex", "female")
                .fill("birthDate", "2017-03-14").fill("birthPlace", "2A004");
    }

    /** Of a file that may be about somebody known, only the five traits are shown, and what agrees. */
    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker_says_whom_a_file_is_about(Look look) throws IOException {
        var other = look.equals(Look.DESK_FRENCH) ? "6" : "8";
        nodes.collect(APPLICANT, "twin-" + look.name(),
                text -> as(look, text).replace(localId(look).substring(0, 5), "700" + other + "1")
                        .replaceAll("(?m)^P;[^\n]*;ENF;[^\n]*\n", ""));
        Chromium.visit(look, "job-doubt", visit -> {
            visit.logIn("d.lefevre");
            nodes.until(() -> visit.open("/tray?what=parked").find("a[href$='/person']").count() > 0);
            visit.look("1-tray").click("a[href$='/person']").look("2-side-by-side");
            assertThat(visit.text()).contains(look.equals(Look.DESK_FRENCH) ? "Kerviel" : "Guivarc'h", localId(look)).doesNotContain("aide à domicile", "789");
            visit.tick("person-1").click("main form button.primary").look("3-said");
        });
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_case_worker_hands_a_person_their_file(Look look) {
        Chromium.visit(look, "job-access", visit -> {
            visit.logIn("d.lefevre").click("nav.menu a[href='/access/new']").choose("connector", "d35-depot")
                    .fill("localId", localId(look)).choose("asker", "PERSON").click("main button.primary").look("1-asked");
            var address = visit.address();
            collectAgain(look);
            nodes.journey(localId(look), each -> each.state() == State.READY);
            visit.open(java.net.URI.create(address)).look("2-ready");
            assertThat(visit.download("form[action$='/extract'] button")).isEqualTo("extrait.zip");
            visit.choose("asker", "PERSON").click("form[action$='/handed-over'] button").look("3-handed-over");
            assertThat(visit.find(".state.delivered").count()).isOne();
        });
    }

    /** An audit by sample: drawn, opened, its proofs checked, noted, reported. */
    @ParameterizedTest
    @MethodSource("looks")
    void an_auditor_draws_a_sample_and_verifies(Look look) {
        Chromium.visit(look, "job-auditor", visit -> {
            visit.logIn("y.le-goff").look("1-home").click("nav.menu a[href='/audit/samples']").fill("number", "3")
                    .tick("by-track").click("main button.primary").look("2-drawn");
            visit.click("table a").look("3-exchange").click("a[href^='/audit/exchanges/']").look("4-proofs");
            assertThat(visit.find(".outcome.release").count()).isOne();
            visit.fill("text", "Conforme.").click("form[action$='/notes'] button").look("5-noted");
            visit.click("nav.menu a[href='/audit']").choose("step", "decided").click("main button.primary")
                    .look("6-search");
            visit.click("nav.menu a[href='/audit/witnesses']").look("7-witnesses");
            visit.click("nav.menu a[href='/audit/reports']").look("8-reports");
            assertThat(visit.download("button[value=page]")).endsWith(".html");
        });
    }

    private static void collectAgain(Look look) {
        try {
            nodes.collect(APPLICANT, look.name() + "-again-" + System.nanoTime(), text -> as(look, text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_integrator_tries_a_table(Look look) throws IOException {
        var record = java.nio.file.Files.readString(
                java.nio.file.Path.of("mappings/solidor/examples/" + APPLICANT + ".local.csv"),
                java.nio.charset.Charset.forName("windows-1252"));
        Chromium.visit(look, "job-integrator", visit -> {
            visit.logIn("s.n-guyen").look("1-home").click("nav.menu a[href='/playground']")
                    .open("/playground?system=solidor&table=personne.yaml").fill("record", record)
                    .click("form:has(#record) button.primary").look("2-translated");
            assertThat(visit.text()).contains("Benali", "S01.identity");
        });
    }
}
