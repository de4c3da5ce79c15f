package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import org.viaduc.exchange.node.Contacts;
import org.viaduc.exchange.node.Notifications.Audience;
import org.viaduc.exchange.node.Notifications.Mailbox;
import org.viaduc.exchange.node.Notifications.Security;
import org.viaduc.policy.Mission;

import static org.assertj.core.api.Assertions.assertThat;

/** The {@code responsible} and {@code notifications} of a node.yaml: what is shown is read, what is wrong is named by its place. */
class ContactsReaderTest {
    private static final URI PAGES = URI.create("https://viaduc.d56.example");
    @TempDir
    private Path folder;
    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void secretsBesideTheSettings() throws IOException {
        Files.writeString(folder.resolve("mail-password"), "un-mot-de-passe\n");
        Files.writeString(folder.resolve("agenda-secret"), "un-secret-de-trente-deux-lettres-ou-plus\n");
        Files.writeString(folder.resolve("short-secret"), "court\n");
        Files.write(folder.resolve("mail-root.pem"),
                Files.readAllBytes(Path.of("src/test/resources/journal/authority-1.pem")));
    }

    @Test
    void what_readme_shows_is_read() throws IOException {
        var shown = Pattern.compile("(?ms)^```yaml\n(responsible:.*?)^```")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(shown.find()).isTrue();

        var contacts = read(shown.group(1), Optional.of(PAGES));

        assertThat(faults).isEmpty();
        assertThat(contacts.responsible().dpo()).contains("dpo@d56.example");
        var to = contacts.notifications().to();
        assertThat(to).hasSize(3);
        assertThat(to.getFirst().missions()).containsExactly(Mission.PE);
        assertThat(to.getFirst().link()).hasToString("https://viaduc.d56.example/tray");
        assertThat(((Mailbox) to.getFirst().way()).server().security()).isEqualTo(Security.STARTTLS);
        assertThat(to.get(1).audience()).isEqualTo(Audience.DPO);
        assertThat(to.get(1).link()).hasToString("https://viaduc.d56.example/registers/breaches");
        assertThat(to.getLast().name()).isEqualTo("webhook:https://agenda.d56.example/viaduc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/node-d35/node.yaml", "docker/node-d44/node.yaml"})
    void what_the_containers_show_as_a_comment_would_be_read(String file) throws IOException {
        var commented = Files.readString(Path.of(file)).lines()
                .dropWhile(line -> !line.startsWith("# responsible:")).takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2).replace("/run/secrets/mail-password", "mail-password")
                        .replaceAll("(?<=certificate: )[^ ,}]+", "mail-root.pem"))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(commented).contains("notifications:");

        var contacts = read(commented, Optional.of(PAGES));

        assertThat(faults).isEmpty();
        assertThat(contacts.notifications().to()).isNotEmpty();
    }

    @Test
    void without_the_keys_nobody_is_named_and_nobody_is_told() {
        assertThat(read("department: D56", Optional.empty())).isEqualTo(Contacts.NONE);
        assertThat(faults).isEmpty();
    }

    @Test
    void the_pages_are_said_where_no_login_says_them() {
        read("notifications: { to: [{ webhook: 'https://a.example/', secret: '${file:agenda-secret}' }] }",
                Optional.empty());

        assertThat(faults).containsExactly("node.yaml: notifications: `pages` is missing");
    }

    @Test
    void a_server_on_this_machine_may_be_spoken_to_in_clear_and_no_other() {
        var here = read("""
                notifications:
                  mail: { host: localhost, security: none-on-this-machine, from: viaduc@d56.example }
                  to: [{ mail: crip@d56.example }]
                """, Optional.of(PAGES));
        assertThat(faults).isEmpty();
        assertThat(here.notifications().every()).isEqualTo(Duration.ofHours(1));

        read("""
                notifications:
                  mail: { host: smtp.example, security: none-on-this-machine, from: viaduc@d56.example }
                  to: [{ mail: crip@d56.example }, { webhook: "http://agenda.example/", secret: "${file:agenda-secret}" }]
                """,
                Optional.of(PAGES));

        assertThat(faults).hasSize(2)
                .anyMatch(each -> each.contains("mail: `host`") && each.contains("another machine"))
                .anyMatch(each -> each.contains("to: line 2: `webhook`") && each.contains("https://"));
    }

    @Test
    void all_that_is_wrong_is_named_by_its_place_at_once() {
        read("""
                responsible: { dpo: dpo@d56.example, phone: 1 }
                notifications:
                  every: PT5S
                  mail: { host: smtp.example, security: ssl, password: in-clear, certificate: nowhere.pem }
                  to:
                    - { mail: "crip d56.example", missions: [XX] }
                    - { webhook: "https://agenda.example/", secret: "${file:short-secret}", role: boss }
                    - { missions: PE }
                """, Optional.of(PAGES));

        assertThat(faults).anyMatch(each -> each.contains("responsible: `phone` is unknown"))
                .anyMatch(each -> each.contains("notifications: `every`") && each.contains("PT1M"))
                .anyMatch(each -> each.contains("mail: `security`") && each.contains("starttls, tls"))
                .anyMatch(each -> each.contains("mail: `user` is missing"))
                .anyMatch(each -> each.contains("mail: `certificate`") && each.contains("nowhere.pem"))
                .anyMatch(each -> each.contains("mail: `from` is missing"))
                .anyMatch(each -> each.contains("to: line 1: `mail`") && each.contains("no e-mail address"))
                .anyMatch(each -> each.contains("to: line 1: `missions`") && each.contains("XX"))
                .anyMatch(each -> each.contains("to: line 2: `webhook`") && each.contains("32 characters"))
                .anyMatch(each -> each.contains("to: line 2: `role`") && each.contains("case-worker"))
                .anyMatch(each -> each.contains("to: line 3: `missions` is a list"))
                .anyMatch(each -> each.contains("to: line 3: `mail` is missing"));
        assertThat(faults).noneMatch(each -> each.contains("in-clear") || each.contains("court"));
    }

    @Test
    void the_same_place_stands_once_and_a_mailbox_needs_a_server() {
        read("""
                notifications:
                  to: [{ mail: crip@d56.example }]
                """, Optional.of(PAGES));
        read("""
                notifications:
                  to:
                    - { webhook: "https://agenda.example/?a", secret: "${file:agenda-secret}" }
                    - { webhook: "https://agenda.example/?b", secret: "${file:agenda-secret}" }
                """, Optional.of(PAGES));

        assertThat(faults).hasSize(2).anyMatch(each -> each.contains("to: line 1: `mail` needs the mail server"))
                .anyMatch(each -> each.contains("to: line 2") && each.contains("stands twice"));
    }

    private Contacts read(String yaml, Optional<URI> pages) {
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new ContactsReader(folder, pages, faults).read(new SettingsReader("node.yaml", loaded, faults));
    }
}
