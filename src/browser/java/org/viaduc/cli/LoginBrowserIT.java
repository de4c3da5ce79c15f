package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.viaduc.cli.Chromium.Look;

import static org.assertj.core.api.Assertions.assertThat;

/** People log in at a real Keycloak in a real browser, see what their role opens and no more, and log out of both. */
class LoginBrowserIT {
    private static NodeWithLogin node;
    private static KeycloakServer keycloak;

    @BeforeAll
    static void start() throws IOException {
        node = NodeWithLogin.running();
        keycloak = node.keycloak;
        keycloak.readyUser("g.le-meur");
        keycloak.readyUser("h.oger");
    }

    static List<Look> looks() {
        return List.of(Look.DESK_FRENCH, Look.PHONE_ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_agent_logs_in_works_and_logs_out(Look look) {
        Chromium.visit(look, "login-agent", visit -> {
            logIn(visit, "g.le-meur", look);
            assertThat(visit.text()).contains("Gwenaël Le Meur");
            visit.open(at("/tray")).look("2-tray");
            visit.open(at("/audit")).look("3-not-open");
            assertThat(visit.find("main").innerText()).contains(look.language().equals("fr")
                    ? "Cette page ne vous est pas ouverte"
                    : "This page is not open to you");
            visit.click("form.visitor button").look("4-logged-out");
            assertThat(visit.address()).isEqualTo(at("/logged-out").toString());
            visit.open(at("/tray"));
            assertThat(visit.address()).startsWith(keycloak.issuer().toString());
        });
    }

    @ParameterizedTest
    @MethodSource("looks")
    void an_agent_of_the_neighbour_sees_nothing_here(Look look) {
        Chromium.visit(look, "login-stranger", visit -> {
            logIn(visit, "h.oger", look);
            assertThat(visit.find("nav.menu a").count()).isZero();
            for (var path : List.of("/tray", "/exchanges", "/audit", "/me", "/playground", "/rules")) {
                visit.open(at(path));
                assertThat(visit.text()).contains(look.language().equals("fr")
                        ? "pas ouverte"
                        : "not open to you");
            }
            visit.look("2-not-open");
        });
    }

    /** The login service's own form is Keycloak's, in the language of the browser. */
    private static void logIn(Visit visit, String login, Look look) {
        visit.open(at("/"));
        assertThat(visit.address()).startsWith(keycloak.issuer().toString());
        visit.photograph("0-keycloak").fill("username", login).fill("password", node.password)
                .click("#kc-form-login [type=submit], #kc-login");
        visit.open(at("/?lang=" + look.language())).look("1-home");
    }

    private static URI at(String path) {
        return node.at(path);
    }
}
