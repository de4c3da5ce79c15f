package org.viaduc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.viaduc.exchange.desk.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a real browser, on two nodes: axe finds nothing on any page, in either language, light and dark, at the
 * size of a desk and of a phone, and no page is wider than its screen. Screenshots are in target/screenshots.
 */
class ConsoleBrowserIT {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final String RULES = "{runOnly:{type:'tag',values:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}}";
    private static TwoNodes nodes;
    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;
    private static String axe;

    /** How a page is looked at. */
    private record Look(String name, int width, int height, String language, ColorScheme colours) {}

    private static final List<Look> LOOKS = List.of(
            new Look("desk-fr", 1280, 900, "fr", ColorScheme.LIGHT),
            new Look("phone-en-dark", 360, 740, "en", ColorScheme.DARK));

    @BeforeAll
    static void start() throws IOException {
        nodes = TwoNodes.running();
        nodes.collect("alert-about-a-girl-born-in-corsica");
        nodes.collect("applicant-born-abroad-with-contract-and-debt");
        nodes.journey("7001442", journey -> journey.state() == State.DELIVERED);
        try (var script = ConsoleBrowserIT.class
                .getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.createDirectories(SHOTS);
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(new LaunchOptions().setArgs(List.of("--no-sandbox"))
                .setExecutablePath(Path.of(System.getProperty("viaduc.chromium", "/usr/bin/chromium"))));
    }

    @AfterAll
    static void end() {
        playwright.close();
    }

    @Test
    void a_case_worker() {
        var journey = nodes.journey("7001442", each -> each.state() == State.DELIVERED);
        look("d.lefevre", "/", "/tray", "/exchanges", "/exchanges/" + journey.id(),
                "/exchanges/" + journey.id() + "/facts/new",
                "/exchanges/" + journey.id() + "/facts/new?fact=consent", "/transfers/new", "/emergencies",
                "/emergencies/new");
    }

    @Test
    void an_auditor() {
        var journey = nodes.journey("7001442", each -> each.state() == State.DELIVERED);
        look("y.le-goff", "/audit", "/audit/witnesses", "/audit/samples", "/audit/reports",
                "/audit/exchanges/" + journey.id());
    }

    @Test
    void an_integrator_and_a_data_protection_officer() {
        look("s.n-guyen", "/connectors", "/playground", "/playground?system=solidor&table=personne.yaml");
        look("a.d-aubigne", "/rules", "/retention");
    }

    @Test
    void a_person_and_whoever_is_not_logged_in() {
        look("e.martin", "/me", "/me/words", "/me/rights", "/nowhere");
        look("", "/login", "/logged-out");
    }

    private static void look(String user, String... paths) {
        var faults = new ArrayList<String>();
        for (var look : LOOKS) {
            try (var context = chromium.newContext(new NewContextOptions().setIgnoreHTTPSErrors(true)
                    .setViewportSize(look.width, look.height).setColorScheme(look.colours))) {
                var page = context.newPage();
                if (!user.isEmpty()) {
                    page.navigate(nodes.at(TwoNodes.D35, "/").toString());
                    page.locator("form:has(input[value='" + user + "']) button").click();
                }
                for (var path : paths) {
                    look(page, user, path, look, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void look(Page page, String user, String path, Look look, List<String> faults) {
        var address = nodes.at(TwoNodes.D35, path + (path.contains("?") ? "&" : "?") + "lang=" + look.language);
        page.navigate(address.toString());
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(
                (look.name + "-" + user + path.replaceAll("[0-9a-f-]{36}", "one")).replaceAll("[^a-z0-9.-]+", "-")
                        + ".png")));
        var wide = (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        if (wide > 0) {
            faults.add(look.name + " " + path + ": " + wide + " px wider than the screen");
        }
        page.evaluate(axe);
        var found = (List<?>) page.evaluate("() => axe.run(" + RULES
                + ").then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')))");
        found.forEach(each -> faults.add(look.name + " " + path + ": " + each));
    }
}
