package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node and a real login service: tokens, logins, logouts, keys that change, passwords that are guessed. */
class KeycloakIT {
    private static NodeWithLogin node;
    private static KeycloakServer keycloak;

    @BeforeAll
    static void start() {
        node = NodeWithLogin.running();
        keycloak = node.keycloak;
    }

    @Test
    void a_program_comes_in_with_a_token_for_this_node_and_with_no_other() throws IOException {
        assertThat(tray(keycloak.programToken("d35"))).isEqualTo(200);
        assertThat(tray(keycloak.programToken("d44"))).isEqualTo(401);
    }

    @Test
    void an_agent_logs_in_and_sees_the_role_of_the_group_and_the_mission_of_the_register() throws IOException {
        keycloak.readyUser("g.le-meur");
        var browser = new Browser();

        var form = browser.get(at("/"));
        var home = login(browser, form, "g.le-meur", node.password);

        assertThat(form.at().toString()).startsWith(keycloak.issuer() + "/protocol/openid-connect/auth")
                .contains("code_challenge=", "code_challenge_method=S256", "state=", "nonce=");
        assertThat(home.at()).isEqualTo(at("/?continue"));
        assertThat(home.text()).contains("Gwenaël Le Meur", "<code>g.le-meur</code>", "Travailleur social",
                "GEST-RSA", "revenu de solidarité active").doesNotContain("Auditeur");
        assertThat(home.header("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://localhost:" + keycloak.issuer().getPort());
        assertThat(browser.send(HttpRequest.newBuilder(at("/api/tray"))).status()).as("a cookie is no token")
                .isEqualTo(401);
    }

    @Test
    void an_agent_of_the_neighbour_has_no_role_here() throws IOException {
        keycloak.readyUser("h.oger");
        var browser = new Browser();

        var home = login(browser, browser.get(at("/")), "h.oger", node.password);

        assertThat(home.text()).contains("Hervé Oger", "Aucun rôle ne vous est donné sur ce nœud");
    }

    @Test
    void a_first_password_is_changed_before_anything_is_seen() {
        var browser = new Browser();

        var page = login(browser, browser.get(at("/")), "m.kerouedan", node.password);

        assertThat(page.at().getHost()).isEqualTo("localhost");
        assertThat(page.text()).contains("password-new");
    }

    @Test
    void an_auditor_shows_a_second_factor() throws Exception {
        keycloak.readyUser("y.le-goff");
        var browser = new Browser();

        var setup = login(browser, browser.get(at("/")), "y.le-goff", node.password);
        assertThat(setup.at().getHost()).isEqualTo("localhost");
        var home = browser.submit(setup, "totpSecret", Map.of("totp", oneTime(setup.hidden("totpSecret", "totpSecret")),
                "userLabel", "test"));
        assertThat(home.text()).contains("Yann Le Goff", "Auditeur");

        var again = new Browser();
        var asked = login(again, again.get(at("/")), "y.le-goff", node.password);
        assertThat(asked.text()).contains("name=\"otp\"");
    }

    @Test
    void who_logs_out_here_is_logged_out_at_the_login_service() throws IOException {
        keycloak.readyUser("g.le-meur");
        var browser = new Browser();
        var home = login(browser, browser.get(at("/")), "g.le-meur", node.password);

        var goodbye = browser.submit(home, "/logout", Map.of());

        assertThat(goodbye.at()).isEqualTo(at("/logged-out"));
        assertThat(browser.get(at("/")).text()).contains("name=\"password\"");
    }

    @Test
    void who_is_logged_out_at_the_login_service_is_logged_out_here_at_once() throws IOException {
        var id = keycloak.readyUser("g.le-meur");
        var browser = new Browser();
        login(browser, browser.get(at("/")), "g.le-meur", node.password);
        assertThat(browser.get(at("/")).text()).contains("Gwenaël Le Meur");

        keycloak.admin("POST", "/users/" + id + "/logout", Map.of());

        var page = browser.send(HttpRequest.newBuilder(at("/")).header("Accept", "application/json"));
        assertThat(page.status()).isEqualTo(401);
    }

    @Test
    void a_role_that_is_taken_away_is_gone_with_the_next_token_and_a_locked_account_with_its_session()
            throws IOException {
        var id = keycloak.readyUser("g.le-meur");
        var group = keycloak.admin("GET", "/users/" + id + "/groups", Map.of()).get(0).path("id").asText();
        var client = keycloak.admin("GET", "/clients?clientId=console-d35", Map.of()).get(0);
        var attributes = (com.fasterxml.jackson.databind.node.ObjectNode) client.path("attributes");
        attributes.put("access.token.lifespan", "1");
        keycloak.admin("PUT", "/clients/" + client.path("id").asText(), client);
        try {
            var browser = new Browser();
            assertThat(login(browser, browser.get(at("/")), "g.le-meur", node.password).text())
                    .contains("Travailleur social");

            keycloak.admin("DELETE", "/users/" + id + "/groups/" + group, Map.of());
            until(() -> browser.get(at("/")).text().contains("Aucun rôle ne vous est donné"));
            keycloak.admin("PUT", "/users/" + id, Map.of("enabled", false, "username", "g.le-meur", "firstName",
                    "Gwenaël", "lastName", "Le Meur", "email", "g.le-meur@d35.example"));
            until(() -> browser.get(at("/")).text().contains("name=\"password\""));
        } finally {
            attributes.put("access.token.lifespan", "");
            keycloak.admin("PUT", "/clients/" + client.path("id").asText(), client);
            keycloak.readyUser("g.le-meur");
            keycloak.admin("PUT", "/users/" + id + "/groups/" + group, Map.of());
        }
    }

    @Test
    void a_new_key_of_the_login_service_is_believed_with_its_first_token() throws Exception {
        var before = keycloak.programToken("d35");
        assertThat(tray(before)).isEqualTo(200);

        var realm = keycloak.admin("GET", "", Map.of()).path("id").asText();
        keycloak.admin("POST", "/components", Map.of("name", "next", "providerId", "ecdsa-generated", "providerType",
                "org.keycloak.keys.KeyProvider", "parentId", realm, "config",
                Map.of("priority", List.of("200"), "ecdsaEllipticCurveKey", List.of("P-256"))));
        var after = keycloak.programToken("d35");

        assertThat(SignedJWT.parse(after).getHeader().getKeyID())
                .isNotEqualTo(SignedJWT.parse(before).getHeader().getKeyID());
        assertThat(tray(after)).isEqualTo(200);
        assertThat(tray(before)).as("signed by the old key, which is still published").isEqualTo(200);
    }

    @Test
    void who_guesses_passwords_locks_the_account_for_a_while() throws IOException {
        keycloak.readyUser("a.d-aubigne");
        var browser = new Browser();
        var form = browser.get(at("/"));
        for (var guess = 0; guess < 5; guess++) {
            form = login(browser, form, "a.d-aubigne", "guess-number-" + guess);
            assertThat(form.text()).contains("name=\"password\"");
        }

        var page = login(browser, form, "a.d-aubigne", node.password);

        assertThat(page.text()).contains("name=\"password\"").doesNotContain("totpSecret");
    }

    @Test
    void a_token_of_the_pages_is_no_token_of_a_program_and_a_foreign_client_gets_none() throws IOException {
        var refused = new Browser().post(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"),
                Map.of("grant_type", "password", "client_id", "console-d35", "client_secret",
                        keycloak.secret("console-secret-d35"), "username", "g.le-meur", "password", node.password));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("unauthorized_client");
        var elsewhere = new Browser().get(URI.create(keycloak.issuer() + "/protocol/openid-connect/auth?client_id="
                + "console-d35&response_type=code&redirect_uri=https%3A%2F%2Felsewhere.invalid%2Fcode&scope=openid"));
        assertThat(elsewhere.status()).isEqualTo(400);
    }

    private static Browser.Page login(Browser browser, Browser.Page form, String user, String word) {
        return browser.submit(form, "name=\"password\"", Map.of("username", user, "password", word));
    }

    private static int tray(String token) {
        return new Browser().send(HttpRequest.newBuilder(at("/api/tray")).header("Authorization", "Bearer " + token))
                .status();
    }

    private static URI at(String path) {
        return node.at(path);
    }

    private static void until(java.util.function.BooleanSupplier state) {
        var end = Instant.now().plusSeconds(30);
        while (!state.getAsBoolean()) {
            assertThat(Instant.now()).as("it should have come by now").isBefore(end);
        }
    }

    /** RFC 6238 with SHA-1, six digits and thirty seconds. @param secret as Keycloak's page holds it */
    private static String oneTime(String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA1"));
        var hash = mac.doFinal(java.nio.ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30).array());
        var offset = hash[hash.length - 1] & 0xf;
        var code = java.nio.ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return "%06d".formatted(code % 1_000_000);
    }
}
