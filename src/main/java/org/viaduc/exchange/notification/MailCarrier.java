package org.viaduc.exchange.notification;

import java.time.Duration;
import java.util.Date;
import java.util.Properties;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.viaduc.exchange.node.Notifications.Correspondent;
import org.viaduc.exchange.node.Notifications.MailServer;
import org.viaduc.exchange.node.Notifications.Mailbox;
import org.viaduc.exchange.node.Notifications.Security;
import org.viaduc.trust.TlsMaterial;

/** Brings letters to a mail server (SMTP, RFC 5321), as text that answers no mail (RFC 3834). */
final class MailCarrier implements Carrier {
    private static final String PATIENCE = String.valueOf(Duration.ofSeconds(15).toMillis());
    private final TlsMaterial tls;
    private final Duration every;

    MailCarrier(TlsMaterial tls, Duration every) {
        this.tls = tls;
        this.every = every;
    }

    @Override
    public void carry(Letter letter, Correspondent to) {
        if (!(to.way() instanceof Mailbox box)) {
            throw new IllegalArgumentException("no mailbox");
        }
        var server = box.server();
        try {
            var session = Session.getInstance(properties(server));
            var message = message(session, letter, to, box);
            if (server.login().isPresent()) {
                var login = server.login().get();
                Transport.send(message, login.user(), login.password().value());
            } else {
                Transport.send(message);
            }
        } catch (MessagingException e) {
            throw new NotCarried(why(e), e);
        }
    }

    private MimeMessage message(Session session, Letter letter, Correspondent to, Mailbox box)
            throws MessagingException {
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + letter.id() + "@" + letter.node() + ".viaduc.invalid>");
            }
        };
        var text = new LetterText(letter, to.link(), every);
        message.setFrom(new InternetAddress(box.server().from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(box.address()));
        message.setSubject(text.subject(), "UTF-8");
        message.setText(text.body(), "UTF-8");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", "fr, en");
        message.setSentDate(Date.from(letter.at()));
        return message;
    }

    private Properties properties(MailServer server) {
        var properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", String.valueOf(server.port()));
        properties.put("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(server.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put("mail.smtp.connectiontimeout", PATIENCE);
        properties.put("mail.smtp.timeout", PATIENCE);
        properties.put("mail.smtp.writetimeout", PATIENCE);
        if (!server.anchors().isEmpty()) {
            properties.put("mail.smtp.ssl.socketFactory", tls.outward(server.anchors()).getSocketFactory());
        }
        return properties;
    }

    private static String why(MessagingException e) {
        return switch (e) {
            case AuthenticationFailedException login -> "login-refused";
            case SendFailedException address -> "address-refused";
            default -> e.getNextException() instanceof javax.net.ssl.SSLException || isAboutTls(e)
                    ? "tls-refused"
                    : "unreachable";
        };
    }

    private static boolean isAboutTls(MessagingException e) {
        return e.getMessage() != null && e.getMessage().contains("STARTTLS");
    }
}
