package org.viaduc.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.viaduc.exchange.desk.State;

import static org.assertj.core.api.Assertions.assertThat;

/** The console on two nodes with invented files: what each role reads and does, and that every page is sound. */
class ConsoleIT {
    private static final String GIRL = "7001442";
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
