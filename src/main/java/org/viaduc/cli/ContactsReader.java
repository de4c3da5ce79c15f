package org.viaduc.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

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
import org.viaduc.policy.Mission;

/** Reads who answers for a node ({@code responsible}) and who is told that something waits ({@code notifications}). */
final class ContactsReader {
    private static final int SUBMISSION = 587;
    private final Path folder;
    private final Optional<URI> address;
    private final List<String> faults;

    /** @param address where people reach the pages, when the login says it */
    ContactsReader(Path folder, Optional<URI> address, List<String> faults) {
        this.folder = folder;
        this.address = address;
        this.faults = faults;
    }

    Contacts read(SettingsReader node) {
        return new Contacts(responsible(node), notifications(node));
    }

    private static Responsible responsible(SettingsReader node) {
        if (node.raw("responsible").isEmpty()) {
            return Responsible.UNSAID;
        }
        var named = node.inside("responsible");
        var responsible = new Responsible(named.optional("controller", text -> text),
                named.optional("contact", text -> text), named.optional("dpo", text -> text));
        named.closed();
        return responsible;
    }

    private Notifications notifications(SettingsReader node) {
        if (node.raw("notifications").isEmpty()) {
            return Notifications.NONE;
        }
        var settings = node.inside("notifications");
        var every = settings.optional("every", text -> new Notifications(Duration.parse(text), List.of()).every())
                .orElse(Notifications.NONE.every());
        var pages = address.isPresent()
                ? settings.optional("pages", ContactsReader::pages).or(() -> address)
                : settings.required("pages", ContactsReader::pages);
        var server = settings.raw("mail").flatMap(any -> server(settings.inside("mail")));
        var to = correspondents(settings, server, pages.orElse(URI.create("https://localhost")));
        settings.closed();
        return new Notifications(every, to);
    }

    private static URI pages(String text) {
        var address = URI.create(text);
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("the address of the pages is https://host, perhaps with a port");
        }
        return address;
    }

    private Optional<MailServer> server(SettingsReader mail) {
        var host = mail.required("host", text -> text);
        var port = mail.optional("port", NodeFile::port).orElse(SUBMISSION);
        var security = mail.optional("security", text -> word(text, Security.values(), Security::word))
                .orElse(Security.STARTTLS);
        var anchors = anchors(mail);
        var login = mail.raw("user").isEmpty() && mail.raw("password").isEmpty()
                ? Optional.<Login>empty()
                : mail.required("user", text -> text).flatMap(user -> mail.required("password", this::secret)
                        .map(password -> new Login(user, password)));
        var from = mail.required("from", ContactsReader::mailbox);
        mail.closed();
        return from.flatMap(sender -> mail.optional("host",
                name -> new MailServer(name, port, security, anchors, login, sender)))
                .filter(any -> host.isPresent());
    }

    private List<Correspondent> correspondents(SettingsReader settings, Optional<MailServer> server, URI pages) {
        if (!(settings.raw("to").orElse(List.of()) instanceof List<?> lines) || lines.isEmpty()) {
            faults.add("node.yaml: notifications: `to` is a list of who is told, with one line at least");
            return List.of();
        }
        var names = new HashSet<String>();
        var found = new ArrayList<Correspondent>();
        for (var at = 0; at < lines.size(); at++) {
            var place = "node.yaml: notifications: to: line " + (at + 1);
            correspondent(new SettingsReader(place, lines.get(at), faults), place, server,
                    settings.raw("mail").isPresent(), pages).ifPresent(each -> {
                        if (!names.add(each.name())) {
                            faults.add(place + ": `" + each.way().place() + "` stands twice");
                        }
                        found.add(each);
                    });
        }
        return found;
    }

    private Optional<Correspondent> correspondent(SettingsReader line, String place, Optional<MailServer> server,
            boolean isMailSaid, URI pages) {
        var audience = line.optional("role", text -> word(text, Audience.values(), Audience::word))
                .orElse(Audience.CASE_WORKER);
        var missions = missions(line, place);
        Optional<? extends Way> way;
        if (line.raw("webhook").isPresent()) {
            way = hook(line);
        } else if (line.raw("mail").isPresent() && !isMailSaid) {
            faults.add(place + ": `mail` needs the mail server: say `notifications: mail`");
            way = Optional.empty();
        } else {
            way = line.required("mail", ContactsReader::mailbox)
                    .flatMap(box -> server.map(known -> new Mailbox(box, known)));
        }
        line.closed();
        return way.map(each -> new Correspondent(each, audience, missions, pages));
    }

    private Optional<Hook> hook(SettingsReader line) {
        var secret = line.required("secret", this::secret);
        var anchors = anchors(line);
        return secret.flatMap(shared -> line.required("webhook", url -> new Hook(URI.create(url), shared, anchors)));
    }

    private Set<Mission> missions(SettingsReader line, String place) {
        var missions = EnumSet.noneOf(Mission.class);
        if (line.raw("missions").orElse(List.of()) instanceof List<?> words) {
            for (var word : words) {
                try {
                    missions.add(Mission.of(String.valueOf(word)));
                } catch (IllegalArgumentException e) {
                    faults.add(place + ": `missions`: " + e.getMessage());
                }
            }
        } else {
            faults.add(place + ": `missions` is a list, as [PE]");
        }
        return missions;
    }

    private List<X509Certificate> anchors(SettingsReader settings) {
        return settings.optional("certificate", file -> OutletsReader.certificates(folder.resolve(file)))
                .orElse(List.of());
    }

    private Password secret(String text) {
        return new Password(Secret.read(text, folder));
    }

    private static String mailbox(String text) {
        try {
            new InternetAddress(text, true).validate();
            return text;
        } catch (AddressException e) {
            throw new IllegalArgumentException("`" + text + "` is no e-mail address", e);
        }
    }

    private static <T> T word(String text, T[] values, java.util.function.Function<T, String> word) {
        return Arrays.stream(values).filter(each -> word.apply(each).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + text + "` is none of "
                        + String.join(", ", Arrays.stream(values).map(word).toList())));
    }
}
