package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import org.viaduc.exchange.desk.State;

import static org.assertj.core.api.Assertions.assertThat;

/** What an integrator and a data protection officer do in the console when something went wrong, or is about to change. */
class OfficesIT {
    private static final String APPLICANT = "applicant-born-abroad-with-contract-and-debt";
    private static final String GONE = "7006101";
    private static final Map<String, Browser> BROWSERS = new HashMap<>();
    private static TwoNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("alert-about-a-girl-born-in-corsica");
        nodes.collect(APPLICANT, "finistere", text -> text.replace("291069935207775", "").replace("70041", "70061")
                .replace("351877", "356877").replace("Benali", "Quéméneur").replace("Nadia Yasmina", "Soizic Anne")
                .replace("09/06/1991", "17/08/1990").replace("99352", "29103").replace("Ilyès", "Titouan")
                .replace("30/08/2019", "02/05/2018").replace(";44;CONNUE", ";29;CONNUE"));
    }

    @Test
    void an_integrator_replays_what_did_not_go_through_and_nothing_that_a_person_has_to_decide() {
        var parked = nodes.journey(GONE, each -> each.state() == State.PARKED);
        var page = get("s.n-guyen", "/connectors/d35-depot");
        assertThat(page.text()).contains("Rejouer", "clé").doesNotContain(GONE, "Quéméneur", "D29");

        var replayed = browser("s.n-guyen").submit(page, parked.id() + "/replay", Map.of());

        assertThat(replayed.text()).contains("Le dossier est rejoué");
        nodes.until(() -> get("d.lefevre", "/exchanges/" + parked.id()).text().contains("Nouvel essai"));
        nodes.journey(GONE, each -> each.state() == State.PARKED);
        var sent = nodes.journey("7001442", each -> each.state() == State.DELIVERED);
        var token = Map.of("_csrf", replayed.hidden("/logout", "_csrf"));
        assertThat(browser("s.n-guyen").post(nodes.at(TwoNodes.D35, "/connectors/d35-depot/parked/" + sent.id()
                + "/replay"), token).text()).contains("ne peut pas être rejoué d’ici");
        assertThat(browser("d.lefevre").post(nodes.at(TwoNodes.D35, "/connectors/d35-depot/parked/" + parked.id()
                + "/replay"), token).status()).isEqualTo(403);
    }

    @Test
    void a_case_worker_reads_what_a_parked_file_is_about_and_what_to_do_and_not_whose_it_is() {
        var parked = nodes.journey(GONE, each -> each.state() == State.PARKED);

        var tray = get("d.lefevre", "/tray?what=parked").text();

        assertThat(tray).contains("Arrêté : quelque chose est à réparer", "Prévenez l’équipe technique", "RSA",
                "département 29", "Logiciel solidor", parked.id().toString().substring(0, 13))
                .doesNotContain(GONE, "Quéméneur");
    }

    @Test
    void an_integrator_sees_what_a_version_would_change_before_it_is_switched_on() throws IOException {
        nodes.journey("7001442", each -> each.state() == State.DELIVERED);
        var folder = nodes.folder(TwoNodes.D35).resolve("versions/solidor/2026-12-01");
        FileSystemUtils.copyRecursively(Path.of("mappings/solidor"), folder);
        replace(folder.resolve("system.yaml"), "version: 2026-11-01", "version: 2026-12-01");
        var rights = folder.resolve("droit.yaml");
        var text = Files.readString(rights);
        Files.writeString(rights, text.substring(0, text.indexOf("  - S12.payments:"))
                + text.substring(text.indexOf("  - S12.overpayment:"))
                + "\ndrop: [{ local: montant, reason: tenu ailleurs }, { local: periode, reason: tenu ailleurs }]\n");

        assertThat(get("s.n-guyen", "/connectors/d35-depot").text()).contains("la version du 1er décembre 2026");
        var page = get("s.n-guyen", "/connectors/d35-depot/versions/2026-12-01");
        var english = get("s.n-guyen", "/connectors/d35-depot/versions/2026-12-01?lang=en");
        get("s.n-guyen", "/connectors?lang=fr");
        Files.writeString(rights, "\nnonsense: [", StandardOpenOption.APPEND);
        var broken = get("s.n-guyen", "/connectors/d35-depot/versions/2026-12-01");
        FileSystemUtils.deleteRecursively(folder);

        assertThat(page.text()).contains("1er décembre 2026", "De solidor 2026-11-01 à solidor 2026-12-01",
                "droit.yaml", "R montant").doesNotContain("789,84", "Quéméneur", GONE);
        assertThat(ConsoleIT.faults(page.text(), "fr")).isEmpty();
        assertThat(ConsoleIT.faults(english.text(), "en")).isEmpty();
        assertThat(broken.text()).contains("droit.yaml");
        assertThat(browser("s.n-guyen").get(nodes.at(TwoNodes.D35, "/connectors/d35-depot/versions/2026-12-01"))
                .status()).isEqualTo(404);
    }

    /** The host's agent looked; whoever reviews it at the origin finds no need for it, and its officer reads so. */
    @Test
    void an_access_that_a_review_finds_unjustified_stands_in_the_register_of_breaches() {
        nodes.journey("7001442", each -> each.state() == State.DELIVERED);
        var host = new Browser();
        host.submit(host.get(nodes.at(TwoNodes.D44, "/")), "value=\"d.lefevre\"", Map.of());
        var seen = host.submit(host.get(nodes.at(TwoNodes.D44, "/emergencies/new")), "emergencies/new",
                Map.of("of", "D35", "motive", "Appel d’un voisin, sans suite.", "birthName", "L'Hostis", "givenNames",
                        "Éloïse, Marie-Anne", "sex", "female", "birthDate", "2017-03-14", "birthPlace", "2A004"));
        var id = seen.at().getPath().replace("/emergencies/", "");

        var declared = host.get(nodes.at(TwoNodes.D44, "/emergencies"));
        assertThat(declared.text()).contains("qui déclare ne relit pas", "/emergencies/" + id + "/motive")
                .doesNotContain("value=\"clock:review-72-hours\"");
        var motive = host.get(nodes.at(TwoNodes.D44, "/emergencies/" + id + "/motive"));
        assertThat(motive.text()).contains("Appel d’un voisin, sans suite.");
        assertThat(ConsoleIT.faults(motive.text(), "fr")).isEmpty();

        var reviewed = browser("d.lefevre").submit(get("d.lefevre", "/emergencies"),
                "(?s)" + id + "/done.*clock:review-72-hours", Map.of("justified", "false"));

        assertThat(reviewed.text()).contains("L’obligation est notée comme remplie");
        var register = get("a.d-aubigne", "/registers/breaches");
        assertThat(register.text()).contains("Accès en urgence, jugé injustifié", "un agent de l&#39;autre département",
                "À qualifier avant le").doesNotContain("Éloïse", "sans suite");
        assertThat(ConsoleIT.faults(register.text(), "fr")).isEmpty();
        assertThat(get("d.lefevre", "/follow-ups").text()).contains("Un accès en urgence a été jugé injustifié");
        var officer = browser("a.d-aubigne");
        assertThat(officer.submit(register, "registers/breaches/" + id, Map.of()).text())
                .contains("choisissez d’abord");
        var closed = officer.submit(register, "registers/breaches/" + id, Map.of("outcome", "no-risk"));
        assertThat(closed.text()).contains("L’inscription au registre est close", "Pas de risque")
                .doesNotContain("registers/breaches/" + id);
        assertThat(get("d.lefevre", "/follow-ups").text()).doesNotContain(id + "/breach");
    }

    private static void replace(Path file, String before, String after) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replaceFirst(before, after));
    }

    private static Browser.Page get(String user, String path) {
        var page = browser(user).get(nodes.at(TwoNodes.D35, path));
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page;
    }

    private static Browser browser(String user) {
        return BROWSERS.computeIfAbsent(user, each -> {
            var browser = new Browser();
            browser.submit(browser.get(nodes.at(TwoNodes.D35, "/")), "value=\"" + each + "\"", Map.of());
            return browser;
        });
    }
}
