package org.viaduc.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.wiser.Wiser;
import org.subethamail.wiser.WiserMessage;

import org.viaduc.exchange.node.Notifications.Login;
import org.viaduc.exchange.proof.ServerTls;

/** A real SMTP server on this machine that keeps what it takes. */
final class PlayedMailServer implements AutoCloseable {
    static final String USER = "viaduc-d35";
    static final String PASSWORD = "un-mot-de-passe-d-essai";
    /** Under which names somebody came. */
    final List<String> logins = new ArrayList<>();
    private final Wiser wiser;

    private PlayedMailServer(int port, Optional<ServerTls> tls) {
        var server = SMTPServer.port(port).bindAddress(InetAddress.getLoopbackAddress());
        tls.ifPresent(shown -> server.enableTLS().requireTLS().startTlsSocketFactory(shown.context())
                .requireAuth().authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                        (user, password, context) -> {
                            logins.add(user);
                            if (!user.equals(USER) || !password.equals(PASSWORD)) {
                                throw new LoginFailedException();
                            }
                        })));
        this.wiser = Wiser.create(server);
        wiser.start();
    }

    /** One that asks for no name, and speaks in clear. */
    static PlayedMailServer plain() {
        return new PlayedMailServer(0, Optional.empty());
    }

    /** The same, where another one stood before. */
    static PlayedMailServer plainAt(int port) {
        return new PlayedMailServer(port, Optional.empty());
    }

    /** One that takes nothing before TLS and a name. */
    static PlayedMailServer guarded(ServerTls tls) {
        return new PlayedMailServer(0, Optional.of(tls));
    }

    int port() {
        return wiser.getServer().getPortAllocated();
    }

    List<MimeMessage> taken() {
        return wiser.getMessages().stream().map(PlayedMailServer::message).toList();
    }

    List<String> receivers() {
        return wiser.getMessages().stream().map(WiserMessage::getEnvelopeReceiver).toList();
    }

    private static MimeMessage message(WiserMessage taken) {
        try {
            return taken.getMimeMessage();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** All that was taken, as it was carried. */
    String raw() {
        return wiser.getMessages().stream()
                .map(each -> new String(each.getData(), java.nio.charset.StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }

    static String text(MimeMessage message) {
        try {
            return String.valueOf(message.getContent()).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static Login login(String password) {
        return new Login(USER, new org.viaduc.exchange.node.NodeSettings.Password(password));
    }

    @Override
    public void close() {
        wiser.stop();
    }
}
