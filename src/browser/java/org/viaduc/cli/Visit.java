package org.viaduc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one reader does in a browser. Every page that they look at is photographed (target/screenshots), must not be wider
 * than its screen, and axe must find nothing on it (WCAG 2.2 A and AA, and its good practices).
 */
final class Visit {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final String RULES = "{runOnly:{type:'tag',values:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22a','wcag22aa','best-practice']}}";
    private static final String AXE = axe();
    private final Page page;
    private final Chromium.Look look;
    private final String whose;
    private final List<String> faults = new ArrayList<>();
    private Department at = TwoNodes.D35;

    Visit(Page page, Chromium.Look look, String whose) {
        this.page = page;
        this.look = look;
        this.whose = whose;
    }

    private static String axe() {
        try (var script = Visit.class.getResourceAsStream("/axe.min.js")) {
            Files.createDirectories(SHOTS);
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chooses an invented person on the demonstration's login page. */
    Visit logIn(Department department, String user, String pseudonym) {
        at = department;
        open("/");
        if (!pseudonym.isEmpty()) {
            page.locator("form:has(input[value='" + user + "']) input[name=person]").fill(pseudonym);
        }
        page.locator("form:has(input[value='" + user + "']) button").click();
        return open("/?lang=" + look.language());
    }

    Visit logIn(String user) {
        return logIn(TwoNodes.D35, user, "");
    }

    Visit open(String path) {
        return open(TwoNodes.running().at(at, path));
    }

    Visit open(URI address) {
        page.navigate(address.toString());
        return this;
    }

    /** Follows a link, or presses a button, of that selector; on a phone the menu is opened first. */
    Visit click(String selector) {
        var folded = page.locator("nav.menu details:not([open]) > summary");
        if (selector.startsWith("nav.menu") && folded.isVisible()) {
            folded.click();
        }
        page.locator(selector + " >> visible=true").first().click();
        page.waitForLoadState();
        return this;
    }

    Visit fill(String field, String value) {
        page.locator("#" + field).fill(value);
        return this;
    }

    Visit choose(String field, String value) {
        page.locator("#" + field).selectOption(value);
        return this;
    }

    Visit tick(String field) {
        page.locator("#" + field).check();
        return this;
    }

    /** Presses a button that gives a file. @return its name */
    String download(String selector) {
        return page.waitForDownload(() -> page.locator(selector).first().click()).suggestedFilename();
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    String text() {
        return page.locator("main").innerText();
    }

    String address() {
        return page.url();
    }

    /** Looks at the page as it stands now. @param name of the screenshot */
    Visit look(String name) {
        photograph(name);
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
        if (wide > 0) {
            faults.add(name + ": " + wide + " px wider than the screen");
        }
        page.evaluate(AXE);
        var found = (List<?>) page.evaluate("() => axe.run(" + RULES
                + ").then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | ')))");
        found.forEach(each -> faults.add(name + ": " + each));
        var language = page.locator("html").getAttribute("lang");
        if (!look.language().equals(language)) {
            faults.add(name + ": speaks " + language);
        }
        return this;
    }

    /** Keeps what is seen without judging it: a page of somebody else's. */
    Visit photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(
                (whose + "-" + name + "-" + look).replaceAll("[^a-z0-9.-]+", "-") + ".png")));
        return this;
    }

    /** Opens a page and looks at it. */
    Visit see(String path) {
        return open(path).look(path.equals("/") ? "home" : path.replaceAll("[0-9a-f-]{36}", "one").substring(1));
    }

    void end() {
        assertThat(faults).as("%s, %s", whose, look).isEmpty();
    }
}
