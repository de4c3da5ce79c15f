package org.viaduc.connectors;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLException;

import org.viaduc.model.Language;

/** Why a look at a local system did not come through, in words for whoever looks after it. */
public enum LookFault {
    NO_ANSWER("rien ne répond à son adresse : le système ou le réseau est arrêté",
            "nothing answers at its address: the system or the network is down"),
    UNKNOWN_ADDRESS("son adresse n'est pas connue : voir node.yaml", "its address is not known: look at node.yaml"),
    TOO_SLOW("il répond trop lentement", "it answers too slowly"),
    LOGIN_REFUSED("il refuse l'identifiant ou le mot de passe", "it refuses user or password"),
    NOT_TRUSTED("son certificat ou sa clé n'est pas celui qui a été confié",
            "its certificate or key is not the one that was entrusted"),
    NO_ACCESS("le dossier ne s'ouvre pas : voir les droits", "the folder does not open: look at the rights"),
    OTHER("la lecture échoue : voir le journal technique", "the look fails: see the log");

    private final String french;
    private final String english;

    LookFault(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /** As it stands in answers, like {@code no-answer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String in(Language language) {
        return language.pick(french, english);
    }

    static LookFault of(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            var found = kind(each);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return OTHER;
    }

    private static Optional<LookFault> kind(Throwable failure) {
        return switch (failure) {
            case UnknownHostException e -> Optional.of(UNKNOWN_ADDRESS);
            case ConnectException e -> Optional.of(NO_ANSWER);
            case NoRouteToHostException e -> Optional.of(NO_ANSWER);
            case InterruptedIOException e -> Optional.of(TOO_SLOW);
            case SSLException e -> Optional.of(NOT_TRUSTED);
            case AccessDeniedException e -> Optional.of(NO_ACCESS);
            case SQLException e -> sql(Optional.ofNullable(e.getSQLState()).orElse(""));
            default -> said(Optional.ofNullable(failure.getMessage()).orElse(""));
        };
    }

    private static Optional<LookFault> sql(String state) {
        return state.startsWith("28")
                ? Optional.of(LOGIN_REFUSED)
                : state.startsWith("08") ? Optional.of(NO_ANSWER) : Optional.empty();
    }

    /** SFTP and HTTP say it in their messages alone. */
    private static Optional<LookFault> said(String message) {
        if (message.matches("(?s).*(Auth fail|Auth cancel|statusCode: 40[13]\\b|401 |403 ).*")) {
            return Optional.of(LOGIN_REFUSED);
        }
        return message.matches("(?s).*(HostKey|host key).*") ? Optional.of(NOT_TRUSTED) : Optional.empty();
    }
}
