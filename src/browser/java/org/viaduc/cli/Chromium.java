package org.viaduc.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

/** Debian's Chromium without a window; started once, ended with the JVM. It believes the certificates that tests make. */
final class Chromium {
    private static final int PATIENCE = 30_000;

    private Chromium() {
    }

    /** How a reader looks at a page: which language, which screen, light or dark. */
    record Look(String name, int width, int height, String language, ColorScheme colours) {
        static final Look DESK_FRENCH = new Look("desk-fr-light", 1280, 900, "fr", ColorScheme.LIGHT);
        static final Look DESK_ENGLISH = new Look("desk-en-dark", 1280, 900, "en", ColorScheme.DARK);
        static final Look PHONE_FRENCH = new Look("phone-fr-dark", 360, 740, "fr", ColorScheme.DARK);
        static final Look PHONE_ENGLISH = new Look("phone-en-light", 360, 740, "en", ColorScheme.LIGHT);
        static final List<Look> ALL = List.of(DESK_FRENCH, DESK_ENGLISH, PHONE_FRENCH, PHONE_ENGLISH);

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Started {
        private static final com.microsoft.playwright.Browser BROWSER = start();
    }

    private static com.microsoft.playwright.Browser start() {
        var playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "end Chromium"));
        return playwright.chromium().launch(new LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))
                .setExecutablePath(Path.of(System.getProperty("viaduc.chromium", "/usr/bin/chromium"))));
    }

    /** Somebody sits down before a browser that nobody has used. What is wrong with any page they see fails the test at the end. */
    static void visit(Look look, String whose, Consumer<Visit> doing) {
        try (var context = Started.BROWSER.newContext(new NewContextOptions().setIgnoreHTTPSErrors(true)
                .setViewportSize(look.width, look.height).setColorScheme(look.colours)
                .setLocale(look.language.equals("fr") ? "fr-FR" : "en-GB"))) {
            context.setDefaultTimeout(PATIENCE);
            var visit = new Visit(context.newPage(), look, whose);
            doing.accept(visit);
            visit.end();
        }
    }
}
