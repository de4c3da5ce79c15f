package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.web.login.Login;

import static org.assertj.core.api.Assertions.assertThat;

/** With which login a node may start, and with which it may not. */
class LoginFaultsTest {
    private static final String DEMONSTRATION = """
            department: D35
            listen: { host: 127.0.0.1, api: 8035, peers: 9035 }
            issuer: { uri: "https://demonstration.invalid/issuer", audience: viaduc, keys: issuer-keys.json }
            login: demonstration-only
            """;
    private static final String REAL = """
            department: D35
            listen: { api: 8035, peers: 9035 }
            database: { url: "jdbc:postgresql://db.example/viaduc", user: viaduc, password: "${file:secret}" }
            issuer: { uri: "https://login.example/realms/viaduc", audience: viaduc-d35, authority: ca.pem }
            login: { client: console-d35, secret: "${file:secret}", address: "https://viaduc.d35.example" }
            """;

    @TempDir
    Path folder;

    @Test
    void the_demonstration_starts_on_this_machine() throws IOException {
        var faults = new ArrayList<String>();

        var content = read(DEMONSTRATION, faults);

        assertThat(faults).isEmpty();
        assertThat(content.entrance().login()).isInstanceOf(Login.DemonstrationOnly.class);
    }

    @Test
    void a_real_login_is_read_and_its_secret_told_to_nobody() throws IOException {
        var faults = new ArrayList<String>();

        var entrance = read(REAL, faults).entrance();

        assertThat(faults).isEmpty();
        assertThat(entrance.login()).isInstanceOfSatisfying(Login.OpenId.class, login -> {
            assertThat(login.client()).isEqualTo("console-d35");
            assertThat(login.secret().value()).isEqualTo("s3cret");
            assertThat(login.at("/logged-out")).isEqualTo(URI.create("https://viaduc.d35.example/logged-out"));
        });
        assertThat(entrance.authority()).contains(folder.resolve("ca.pem"));
        assertThat(entrance.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_node_without_a_login_has_no_pages() throws IOException {
        var faults = new ArrayList<String>();

        var content = read(REAL.replaceAll("(?m)^login:.*\n", ""), faults);

        assertThat(faults).isEmpty();
        assertThat(content.entrance().login()).isEqualTo(new Login.Closed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host: 127.0.0.1,                                  | host: 0.0.0.0,           | `host` must be 127.0.0.1
            host: 127.0.0.1,                                  | host: 192.168.7.3,       | `host` must be 127.0.0.1
            host: 127.0.0.1,                                  | host: demonstration.lan, | `host` must be 127.0.0.1
            host: 127.0.0.1,                                  | ''                       | `host` must be 127.0.0.1
            , keys: issuer-keys.json                          | ''                       | `keys` is missing
            uri: "https://demonstration.invalid/issuer"       | uri: "https://login.example" | believes everybody
            uri: "https://demonstration.invalid/issuer"       | uri: "http://login.example"  | begins with https://
            login: demonstration-only                         | login: demonstration     | expected here
            login: demonstration-only                         | login: { client: console-d35, secret: "${file:secret}", address: "https://d35.example" } | leave `keys` out
            login: demonstration-only                         | login: { client: console-d35, secret: hunter2, address: "https://d35.example" } | never itself
            login: demonstration-only                         | login: { client: console-d35, secret: "${file:secret}", address: "http://d35.example" } | https://host
            login: demonstration-only                         | login: { client: console-d35, address: "https://d35.example" } | `secret` is missing
            """)
    void with_anything_else_the_demonstration_does_not_start(String written, String instead, String said)
            throws IOException {
        var faults = new ArrayList<String>();

        read(DEMONSTRATION.replace(written.strip(), instead.strip()), faults);

        assertThat(String.join("\n", faults)).contains(said).doesNotContain("hunter2");
    }

    @Test
    void keys_that_are_named_and_not_there_are_one_fault() throws IOException {
        var faults = new ArrayList<String>();

        read(DEMONSTRATION.replace("keys: issuer-keys.json", "keys: other.json"), faults);

        assertThat(faults).containsExactly("node.yaml:3: issuer: `keys`: there is no file `other.json`");
    }

    @Test
    void a_demonstration_has_no_database_elsewhere_and_no_login_but_its_own_issuer() throws IOException {
        var faults = new ArrayList<String>();
        read(DEMONSTRATION + "database: { url: \"jdbc:postgresql://db/x\", user: x, password: \"${file:secret}\" }\n",
                faults);
        assertThat(faults).singleElement().asString().contains("`database` must be `embedded`");
    }

    @Test
    void a_demonstration_without_pages_keeps_to_this_machine_as_well() throws IOException {
        var faults = new ArrayList<String>();

        read(DEMONSTRATION.replace("login: demonstration-only\n", "").replace("127.0.0.1", "0.0.0.0"), faults);

        assertThat(faults).singleElement().asString().contains("`host` must be 127.0.0.1");
    }

    @Test
    void a_demonstration_has_no_neighbour_beyond_this_machine() throws IOException {
        var faults = new ArrayList<String>();
        var node = read(DEMONSTRATION, faults).settings();
        var ring = KeyRing.open(folder.resolve("keys"), new Department("D44"), Clock.systemUTC());
        var near = ring.ownPeer(URI.create("https://127.0.0.1:9044"), Map.of());
        var far = ring.ownPeer(URI.create("https://viaduc.d44.example:9044"), Map.of());

        assertThat(LoginFaults.of(node, PeerDirectory.of(near))).isEmpty();
        assertThat(LoginFaults.of(node, PeerDirectory.of(far))).singleElement().asString().contains("D44");
        assertThat(LoginFaults.of(read(REAL, faults).settings(), PeerDirectory.of(far))).isEmpty();
    }

    private NodeFile.Content read(String text, List<String> faults) throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        Files.writeString(folder.resolve("ca.pem"), "");
        Files.writeString(folder.resolve("issuer-keys.json"), "{\"keys\":[]}");
        Files.writeString(folder.resolve("node.yaml"), text);
        return NodeFile.read(folder, faults).orElse(null);
    }
}
