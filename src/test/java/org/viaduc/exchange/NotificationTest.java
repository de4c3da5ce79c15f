package org.viaduc.exchange;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.mail.MessagingException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.node.Contacts;
import org.viaduc.exchange.node.NodeSettings.Password;
import org.viaduc.exchange.node.Notifications;
import org.viaduc.exchange.node.Notifications.Audience;
import org.viaduc.exchange.node.Notifications.Correspondent;
import org.viaduc.exchange.node.Notifications.Hook;
import org.viaduc.exchange.node.Notifications.Login;
import org.viaduc.exchange.node.Notifications.MailServer;
import org.viaduc.exchange.node.Notifications.Mailbox;
import org.viaduc.exchange.node.Notifications.Security;
import org.viaduc.exchange.node.Notifications.Way;
import org.viaduc.exchange.node.Responsible;
import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.exchange.proof.ServerTls;
import org.viaduc.federation.Family;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.trust.HintSignature;
import org.viaduc.trust.TlsMaterial;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** People and programs are told that something waits: once, without a word about anybody, whatever becomes of the server. */
class NotificationTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SECRET = "un-secret-que-le-departement-a-choisi";
    private static final URI PAGES = URI.create("https://viaduc.d35.example");
    private final SettableClock clock = new SettableClock();
    private final WireMockServer program = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    @TempDir
    private Path folder;
    private PlayedMailServer server = PlayedMailServer.plain();
    private Side rennes;
    private Corresponding corresponding;

    @AfterEach
    void stop() {
        server.close();
        program.stop();
    }

    @Test
    void what_waits_is_told_by_mail_and_says_nothing_about_anybody() throws MessagingException {
        writesTo(mailbox("crip@d35.example"));
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();

        passes(Duration.ZERO);

        var mail = server.taken().getFirst();
        assertThat(server.receivers()).containsExactly("crip@d35.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(PlayedMailServer.subject(mail)).isEqualTo("Viaduc D35 : 1 élément attend / 1 item waits");
        assertThat(PlayedMailServer.text(mail)).startsWith("Bonjour,")
                .contains("1  dossier en attente (fait, accord, confirmation ou collecte)", "1 nouveau",
                        "https://viaduc.d35.example/tray", "----", "Hello,", "1  file awaiting");
        assertThat(server.raw()).doesNotContain(Family.MARK, id.toString());
        assertThat(rennes.entries(Step.NOTIFIED)).singleElement().satisfies(entry -> assertThat(entry.details())
                .containsEntry("method", "mail").containsEntry("records", "1"));
    }

    @Test
    void nobody_is_told_twice_and_several_things_come_in_one_letter() {
        writesTo(mailbox("crip@d35.example"));
        rennes.collects(Family.withHomeSupport("44"));
        passes(Duration.ZERO);
        passes(HOUR);
        assertThat(server.taken()).hasSize(1);

        rennes.collects(Family.withHomeSupport("44"));
        rennes.collects(Family.withHomeSupport("44"));
        passes(Duration.ZERO);
        passes(Duration.ofMinutes(59));
        passes(HOUR);

        assertThat(server.taken()).hasSize(2);
        assertThat(PlayedMailServer.text(server.taken().getLast())).contains("3  dossier en attente", "2 nouveaux");
    }

    @Test
    void between_two_letters_lies_the_interval() {
        writesTo(mailbox("crip@d35.example"));
        rennes.collects(Family.withHomeSupport("44"));
        passes(Duration.ZERO);
        rennes.collects(Family.withHomeSupport("44"));

        passes(Duration.ofMinutes(59));
        assertThat(server.taken()).hasSize(1);
        passes(Duration.ofMinutes(1));

        assertThat(server.taken()).hasSize(2);
    }

    @Test
    void a_term_that_comes_near_is_told_once_more_and_so_is_one_that_is_over() {
        writesTo(mailbox("crip@d35.example"));
        var id = rennes.collects(Family.withHomeSupportSomewhereIn("44")).getFirst();
        rennes.state(id, FactKind.ADDRESS_REQUESTED, Map.of("from", "CAF"));
        passes(Duration.ZERO);

        passes(Duration.ofDays(8));
        passes(Duration.ofDays(3));

        assertThat(server.taken()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(PlayedMailServer.text(server.taken().getLast())).contains("réponse de la caisse sous dix jours",
                "1 en retard", "1 overdue");
    }

    @Test
    void who_has_a_mission_or_a_role_is_told_of_what_is_theirs() {
        writesTo(mailbox("rsa@d35.example", Audience.CASE_WORKER, Mission.RSA),
                mailbox("dpo@d35.example", Audience.DPO), mailbox("pe@d35.example", Audience.CASE_WORKER, Mission.PE));
        rennes.collects(Family.withHomeSupport("44"));
        passes(Duration.ZERO);
        assertThat(server.receivers()).containsExactly("pe@d35.example");

        var wrong = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(wrong);
        rennes.rights.pursue(wrong, org.viaduc.exchange.rights.Matter.WRONG_PERSON, Optional.empty(), Side.READER);
        passes(HOUR);

        assertThat(server.receivers()).contains("dpo@d35.example");
        var told = server.taken().get(server.receivers().indexOf("dpo@d35.example"));
        assertThat(PlayedMailServer.text(told)).contains("violation de données", "/registers/breaches")
                .doesNotContain("dossier en attente");
    }

    @Test
    void a_server_that_is_away_stops_nothing_and_shows_and_gets_the_letter_when_it_is_back() {
        writesTo(mailbox("crip@d35.example"));
        var port = server.port();
        server.close();
        rennes.collects(Family.withHomeSupport("44"));
        corresponding.once();
        var letter = letters().getFirst();
        assertThatThrownBy(() -> corresponding.carry(letter)).isInstanceOf(RuntimeException.class);
        assertThat(corresponding.standing()).singleElement().satisfies(each -> {
            assertThat(each.failing()).contains(clock.instant());
            assertThat(each.why()).isEqualTo("unreachable");
        });
        var other = rennes.collects(Family.onIncomeSupport("44")).getFirst();
        rennes.sending.send(other);
        assertThat(rennes.state(other)).isIn(State.SENT, State.DELIVERED);

        server = PlayedMailServer.plainAt(port);
        restarts();
        corresponding.carry(letter);

        assertThat(server.taken()).hasSize(1);
        assertThat(corresponding.standing()).singleElement()
                .satisfies(each -> assertThat(each.failing()).isEmpty());
        corresponding.carry(letter);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void what_a_letter_would_have_told_that_was_given_up_is_told_by_the_next() {
        writesTo(mailbox("crip@d35.example"));
        rennes.collects(Family.withHomeSupport("44"));
        corresponding.once();
        corresponding.giveUp(letters().getFirst());

        passes(HOUR);

        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void nothing_is_said_to_a_mail_server_before_it_has_shown_the_certificate_that_is_expected() {
        var tls = ServerTls.of("localhost");
        try (var guarded = PlayedMailServer.guarded(tls)) {
            writesTo(mailbox("faux@d35.example", guarded.port(), Optional.of(ServerTls.of("localhost"))));
            rennes.collects(Family.withHomeSupport("44"));
            corresponding.once();
            var letter = letters().getFirst();
            assertThatThrownBy(() -> corresponding.carry(letter)).hasMessageContaining("tls-refused");
            assertThat(guarded.logins).isEmpty();
        }
        writesTo(mailbox("clair@d35.example", server.port(), Optional.of(tls)));
        rennes.collects(Family.withHomeSupport("44"));
        corresponding.once();
        var letter = letters().getFirst();

        assertThatThrownBy(() -> corresponding.carry(letter)).hasMessageContaining("tls-refused");

        assertThat(server.taken()).isEmpty();
    }

    @Test
    void with_the_certificate_and_the_password_the_letter_is_taken() {
        var tls = ServerTls.of("localhost");
        try (var guarded = PlayedMailServer.guarded(tls)) {
            writesTo(mailbox("crip@d35.example", guarded.port(), Optional.of(tls)));
            rennes.collects(Family.withHomeSupport("44"));

            passes(Duration.ZERO);

            assertThat(guarded.taken()).hasSize(1);
            assertThat(guarded.logins).containsExactly(PlayedMailServer.USER);
        }
    }

    @Test
    void a_program_gets_a_signed_request_with_counts_and_days_alone() {
        program.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
        program.start();
        writesTo(hook());
        var id = rennes.collects(Family.withHomeSupport("44")).getFirst();

        passes(Duration.ZERO);

        var request = program.findAll(postRequestedFor(anyUrl())).getFirst();
        assertThat(request.getBodyAsString()).contains("\"waiting\":1", "\"kind\":\"awaiting\"", "\"node\":\"D35\"",
                "\"link\":\"https://viaduc.d35.example/tray\"").doesNotContain(Family.MARK, id.toString());
        assertThat(new HintSignature(SECRET).fits(request.getBody(), request.getHeader("Viaduc-Signature"))).isTrue();
        assertThat(request.getHeader("Viaduc-Delivery")).isEqualTo(letters().getFirst().toString());
    }

    @Test
    void a_program_that_fails_or_sends_elsewhere_is_asked_again_with_the_same_letter() {
        program.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", "/ailleurs")));
        program.start();
        writesTo(hook());
        rennes.collects(Family.withHomeSupport("44"));
        corresponding.once();
        var letter = letters().getFirst();
        assertThatThrownBy(() -> corresponding.carry(letter)).hasMessageContaining("status-307");
        program.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));

        corresponding.carry(letter);

        var requests = program.findAll(postRequestedFor(anyUrl()));
        assertThat(requests).hasSize(2).extracting(each -> each.getHeader("Viaduc-Delivery"))
                .containsOnly(letter.toString());
        assertThat(requests).extracting(each -> each.getBodyAsString()).containsOnly(requests.getFirst()
                .getBodyAsString());
    }

    private void writesTo(Correspondent... to) {
        rennes = new Side("D35", folder, clock);
        var nantes = new Side("D44", folder, clock);
        rennes.contacts = new Contacts(Responsible.UNSAID, new Notifications(HOUR, List.of(to)));
        rennes.meets(nantes, true);
        nantes.meets(rennes, true);
        restarts();
    }

    private void restarts() {
        corresponding = new Corresponding(rennes.desk, new TlsMaterial(rennes.ring, rennes.desk.peers()),
                new TrayItems(rennes.desk, rennes.rights,
                        new Clocks(rennes.desk, rennes.collecting, rennes.receiving)));
    }

    /** Time passes; then what is to be written is composed, and carried as the outbox would. */
    private void passes(Duration time) {
        clock.pass(time);
        corresponding.once();
        letters().stream().filter(each -> rennes.errands(each).contains("notify")).forEach(corresponding::carry);
    }

    /** The letters, oldest first. */
    private List<ExchangeId> letters() {
        return rennes.desk.transactions().run(tx -> {
            try (var select = tx.prepareStatement("select id::text from letter order by composed_at, id");
                    var rows = select.executeQuery()) {
                var found = new java.util.ArrayList<ExchangeId>();
                while (rows.next()) {
                    found.add(ExchangeId.of(rows.getString(1)));
                }
                return found;
            }
        });
    }

    private Correspondent mailbox(String address) {
        return mailbox(address, Audience.CASE_WORKER);
    }

    private Correspondent mailbox(String address, Audience audience, Mission... missions) {
        return correspondent(new Mailbox(address, new MailServer("localhost", server.port(),
                Security.NONE_ON_THIS_MACHINE, List.of(), Optional.empty(), "viaduc@d35.example")), audience, missions);
    }

    private static Correspondent mailbox(String address, int port, Optional<ServerTls> tls) {
        return correspondent(new Mailbox(address, new MailServer("localhost", port, Security.STARTTLS,
                tls.map(ServerTls::certificate).stream().toList(),
                Optional.<Login>of(PlayedMailServer.login(PlayedMailServer.PASSWORD)), "viaduc@d35.example")),
                Audience.CASE_WORKER);
    }

    private Correspondent hook() {
        return correspondent(new Hook(URI.create("http://localhost:" + program.port() + "/viaduc"),
                new Password(SECRET), List.of()), Audience.CASE_WORKER);
    }

    private static Correspondent correspondent(Way way, Audience audience, Mission... missions) {
        return new Correspondent(way, audience, Set.of(missions), PAGES);
    }
}
