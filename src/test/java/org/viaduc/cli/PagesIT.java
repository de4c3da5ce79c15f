package org.viaduc.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages' sessions, forms, headers and languages, with the demonstration's login. */
class PagesIT {
    private static final Path CONSOLE = Path.of("src/main/resources/console");
    private static DemonstrationNode node;

    @BeforeAll
    static void start() {
        node = DemonstrationNode.running();
    }

    @Test
    void a_visitor_is_sent_to_log_in_and_comes_back_to_the_page() {
        var browser = new Browser();

        var login = browser.get(node.at("/"));
        var home = browser.submit(login, "d\\.lefevre", Map.of());

        assertThat(login.at().getPath()).isEqualTo("/login");
        assertThat(login.text()).contains("Démonstration").contains("ne demande pas de mot de passe");
        assertThat(home.at().getPath()).isEqualTo("/");
        assertThat(home.text()).contains("Danièle Lefèvre").contains("<code>d.lefevre</code>")
                .contains("Travailleur social").contains("Le registre des habilitations du département ne vous nomme")
                .doesNotContain("Auditeur");
    }

    @Test
    void nobody_logs_in_as_somebody_who_was_not_invented() {
        var browser = new Browser();

        var page = browser.submit(browser.get(node.at("/")), "d\\.lefevre", Map.of("user", "admin"));

        assertThat(page.at().getPath()).isEqualTo("/login");
        assertThat(browser.get(node.at("/")).at().getPath()).isEqualTo("/login");
    }

    @Test
    void a_session_gets_a_new_name_at_the_login_and_none_is_kept_after_it() {
        var browser = new Browser();
        var login = browser.get(node.at("/"));
        var before = browser.cookie("__Host-viaduc-D35").orElseThrow();

        var home = browser.submit(login, "d\\.lefevre", Map.of());
        var during = browser.cookie("__Host-viaduc-D35").orElseThrow();
        var goodbye = browser.submit(home, "/logout", Map.of());

        assertThat(during.getValue()).isNotEqualTo(before.getValue());
        assertThat(during.getSecure()).isTrue();
        assertThat(during.isHttpOnly()).isTrue();
        assertThat(goodbye.at().getPath()).isEqualTo("/logged-out");
        assertThat(goodbye.text()).contains("Vous êtes déconnecté").doesNotContain("Lefèvre");
        var stale = browser.send(HttpRequest.newBuilder(node.at("/")).header("Accept", "text/html")
                .header("Cookie", during.getName() + "=" + during.getValue()));
        assertThat(stale.at().getPath()).isEqualTo("/login");
    }

    @Test
    void a_form_that_we_did_not_make_does_nothing() {
        var browser = new Browser();
        var home = browser.submit(browser.get(node.at("/")), "d\\.lefevre", Map.of());

        assertThat(browser.post(node.at("/logout"), Map.of()).status()).isEqualTo(403);
        assertThat(browser.post(node.at("/logout"), Map.of("_csrf", "wrong")).status()).isEqualTo(403);
        assertThat(browser.get(node.at("/logout")).status()).isEqualTo(403);
        assertThat(browser.get(node.at("/")).text()).contains("Danièle Lefèvre");
        assertThat(home.hidden("/logout", "_csrf")).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/logged-out", "/unknown", "/static/viaduc.css"})
    void no_page_can_be_framed_fed_a_script_or_kept_by_others(String path) {
        var browser = new Browser();
        browser.submit(browser.get(node.at("/")), "d\\.lefevre", Map.of());

        var page = browser.get(node.at(path));

        assertThat(page.header("Content-Security-Policy").orElse("")).contains("default-src 'none'",
                "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'").doesNotContain("unsafe", "*",
                        "http");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Strict-Transport-Security").orElse("")).contains("max-age=31536000");
        assertThat(page.header("Referrer-Policy")).contains("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(page.header("Permissions-Policy").orElse("")).contains("camera=()");
        assertThat(page.header("Cache-Control").orElse(""))
                .contains(path.startsWith("/static") ? "max-age=600" : "no-store");
        assertThat(page.text()).doesNotContain("<script", "style=\"", "onclick", "src=\"http", "href=\"http");
    }

    @Test
    void english_is_a_choice_that_lasts() {
        var browser = new Browser();
        browser.submit(browser.get(node.at("/")), "y\\.le-goff", Map.of());

        var french = browser.get(node.at("/"));
        var english = browser.get(node.at("/?lang=en"));

        assertThat(french.text()).contains("<html lang=\"fr\">").contains("Ce que vous pouvez faire ici")
                .contains("Auditeur");
        assertThat(english.text()).contains("<html lang=\"en\">").contains("What you may do here").contains("Auditor");
        assertThat(browser.get(node.at("/")).text()).contains("What you may do here");
        assertThat(browser.get(node.at("/?lang=xx-%22%3C")).status()).isEqualTo(200);
        assertThat(browser.get(node.at("/?lang=fr")).text()).contains("Ce que vous pouvez faire ici");
    }

    @Test
    void what_is_not_open_is_said_in_a_page_that_repeats_nothing() {
        var browser = new Browser();
        browser.submit(browser.get(node.at("/")), "e\\.martin", Map.of());

        var page = browser.get(node.at("/dossier-de-zoe-quemener"));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("Cette page ne vous est pas ouverte").doesNotContain("quemener");
        assertThat(browser.send(HttpRequest.newBuilder(node.at("/dossier")).header("Accept", "application/json"))
                .header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void a_logout_that_nobody_signed_ends_nothing() {
        var browser = new Browser();
        browser.submit(browser.get(node.at("/")), "d\\.lefevre", Map.of());

        var answer = browser.post(node.at("/logout/back-channel"), Map.of("logout_token", "a.b.c"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(browser.get(node.at("/")).text()).contains("Danièle Lefèvre");
    }

    @Test
    void every_sentence_is_there_in_both_languages_and_every_one_of_a_page_exists() throws IOException {
        var french = words("words.properties");
        var english = words("words_en.properties");
        var used = new TreeSet<String>();
        try (var pages = Files.list(CONSOLE.resolve("pages"))) {
            for (var page : pages.toList()) {
                Pattern.compile("#\\{([a-z0-9.-]+)[(}]").matcher(Files.readString(page)).results()
                        .forEach(found -> used.add(found.group(1)));
            }
        }

        assertThat(english.keySet()).isEqualTo(french.keySet());
        assertThat(french.stringPropertyNames()).containsAll(used);
        assertThat(french.values()).allSatisfy(sentence -> assertThat(sentence.toString()).isNotBlank()
                .doesNotContain("'"));
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(CONSOLE.resolve(file))) {
            words.load(reader);
        }
        return words;
    }
}
