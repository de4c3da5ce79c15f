package org.viaduc.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.web.login.InventedUser;
import org.viaduc.web.login.UserRole;

import static org.assertj.core.api.Assertions.assertThat;

/** Every role tries every endpoint that the node has, by token and by session; {@code web/roles.txt} says what is open. */
class RoleMatrixIT {
    private static final String SOME_ID = "0195f3c2-0000-7000-8000-0000000000aa";
    private static final List<String> ROLES = Arrays.stream(UserRole.values()).map(UserRole::word).toList();
    private static final Map<String, Browser> BROWSERS = new HashMap<>();
    private static final Map<Browser, String> FORM_TOKENS = new HashMap<>();
    private static final Browser NOBODY = new Browser();
    private static DemonstrationNode node;

    /** One line of the table. @param entrance {@code token} or {@code page} @param to roles, or everybody, or logged-in */
    private record Line(String method, String path, String entrance, Set<String> to) {
        /** What is open to everybody for clients asks for nothing; a page is never for those who show a token. */
        boolean opensTo(String role, String entrance) {
            return to.contains("everybody") && (isForClients() || entrance.equals("page"))
                    || this.entrance.equals(entrance) && (to.contains("logged-in") || to.contains(role));
        }

        boolean isForClients() {
            return entrance.equals("token");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start() {
        node = DemonstrationNode.running();
    }

    static List<Line> table() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/web/roles.txt"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(RoleMatrixIT::line).toList();
    }

    private static Line line(String text) {
        var words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        return new Line(words.remove(0), words.remove(0), words.remove(0), Set.copyOf(words));
    }

    @Test
    void the_table_has_a_line_for_every_endpoint_and_for_nothing_else() throws IOException {
        var served = new TreeSet<String>();
        for (var mapping : node.mappings()) {
            for (var info : mapping.getHandlerMethods().keySet()) {
                for (var path : info.getPatternValues()) {
                    var methods = info.getMethodsCondition().getMethods();
                    (methods.isEmpty() ? Stream.of("ANY") : methods.stream().map(Enum::name))
                            .forEach(method -> served.add(method + " " + path));
                }
            }
        }

        assertThat(table().stream().map(Line::toString).filter(each -> !each.startsWith("FILTER ")))
                .containsExactlyInAnyOrderElementsOf(served);
    }

    @ParameterizedTest
    @MethodSource("table")
    void an_endpoint_opens_to_those_who_are_named_and_to_nobody_else(Line line) {
        assertThat(isOpen(call(NOBODY, line, ""))).as("nobody").isEqualTo(line.to().contains("everybody"));
        for (var role : Stream.concat(ROLES.stream(), Stream.of("admin")).toList()) {
            var byToken = call(NOBODY, line, node.tokens.token("d.lefevre", List.of(role)));
            assertThat(isOpen(byToken)).as("%s by token: %s", role, byToken).isEqualTo(line.opensTo(role, "token"));
        }
        for (var role : ROLES) {
            var byPage = call(browser(role), line, "");
            assertThat(isOpen(byPage)).as("%s by session: %s", role, byPage).isEqualTo(line.opensTo(role, "page"));
        }
        var everything = node.tokens.token("d.lefevre", ROLES);
        assertThat(isOpen(call(NOBODY, line, everything))).as("a token with all roles")
                .isEqualTo(line.isForClients() && !line.to().contains("nobody") && !line.to().contains("connector"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unknown", "/api", "/api/", "/api/unknown", "/API/journal/export", "/api/journal/export/",
            "/api//journal/export", "/api/journal%2fexport", "/api/./journal/export",
            "/api/exchanges/../journal/export",
            "/api/journal/export;a=b", "/%61pi/journal/export", "/actuator", "/actuator/env", "/actuator/mappings",
            "/actuator/health/..;/env", "/error", "/v3/api-docs/swagger-config", "/swagger-ui/index.html",
            "/static/../",
            "/console/pages/home.html", "/static/%2e%2e/pages/home.html", "/webjars/x", "/favicon.ico", "/h2-console"})
    void what_is_not_named_is_denied_to_every_role(String path) {
        var answers = new ArrayList<Browser.Page>();
        for (var method : List.of("GET", "POST")) {
            answers.add(call(NOBODY, method, path, ""));
            for (var role : ROLES) {
                answers.add(call(browser(role), method, path, ""));
            }
        }
        var roles = ROLES.stream().filter(role -> !(role.equals("auditor") && path.contains("/journal"))).toList();
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")) {
            answers.add(call(NOBODY, method, path, node.tokens.token("d.lefevre", roles)));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 499));
    }

    @ParameterizedTest
    @MethodSource("table")
    void no_other_method_opens_an_endpoint(Line line) throws IOException {
        var named = table().stream().filter(each -> each.path().equals(line.path())).map(Line::method).toList();
        for (var method : List.of("PUT", "DELETE", "OPTIONS", "TRACE")) {
            if (!named.contains(method) && !named.contains("ANY")) {
                assertThat(call(NOBODY, method, line.path(), node.tokens.token("d.lefevre", ROLES)).status())
                        .isBetween(400, 599);
                assertThat(call(browser("case-worker"), method, line.path(), "").status()).isBetween(400, 599);
            }
        }
    }

    /** A refusal under an id of its own is the register's, of an endpoint that was reached; the door's have none. */
    private static boolean isOpen(Browser.Page answer) {
        return answer.status() != 401 && (answer.status() != 403 || answer.text().contains("urn:uuid:"));
    }

    private static Browser.Page call(Browser browser, Line line, String token) {
        return call(browser, line.method().equals("ANY") ? "GET" : line.method(), line.path(), token);
    }

    /** As a program calls; with a form token, if the browser has a session. */
    private static Browser.Page call(Browser browser, String method, String path, String token) {
        var request = HttpRequest.newBuilder(node.at(path.replaceAll("\\{[^}]+}", SOME_ID).replace("**", "x")));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var isPage = FORM_TOKENS.containsKey(browser) && !path.startsWith("/api");
        var body = isPage ? Browser.encoded(Map.of("_csrf", FORM_TOKENS.get(browser))) : "{}";
        return browser.send(request
                .header("Content-Type", isPage ? "application/x-www-form-urlencoded" : "application/json")
                .method(method, List.of("GET", "HEAD", "OPTIONS").contains(method)
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A browser in which the invented user of that role is logged in. */
    private static Browser browser(String role) {
        return BROWSERS.computeIfAbsent(role, each -> {
            var browser = new Browser();
            var user = InventedUser.ALL.stream().filter(one -> one.role().word().equals(each)).findFirst()
                    .orElseThrow();
            var home = browser.submit(browser.get(node.at("/")), "value=\"" + user.login() + "\"", Map.of());
            assertThat(home.status()).as(home.toString()).isEqualTo(200);
            FORM_TOKENS.put(browser, home.hidden("/logout", "_csrf"));
            return browser;
        });
    }
}
