package org.viaduc.exchange.node;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.viaduc.exchange.node.NodeSettings.Password;
import org.viaduc.policy.Mission;

/**
 * Who is told that something waits at the node.
 *
 * @param every how often the same correspondent is written to at most
 */
public record Notifications(Duration every, List<Correspondent> to) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** Nobody. */
    public static final Notifications NONE = new Notifications(Duration.ofHours(1), List.of());

    public Notifications {
        to = List.copyOf(to);
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the same correspondent is written to once a minute at most (PT1M)");
        }
    }

    /**
     * One of them.
     *
     * @param missions whose items they are told of; empty for those of every mission
     * @param pages    where people open the node's pages
     */
    public record Correspondent(Way way, Audience audience, Set<Mission> missions, URI pages) {
        public Correspondent {
            missions = Set.copyOf(missions);
        }

        /** Under which the node remembers what it told them. */
        public String name() {
            return way.word() + ":" + way.place();
        }

        /** The page where what they are told of waits. */
        public URI link() {
            return pages.resolve(audience.path);
        }
    }

    /** How somebody is told. */
    public sealed interface Way {
        /** The word in settings, journal and health. */
        String word();

        /** Which one of its kind. */
        String place();
    }

    /** By e-mail. */
    public record Mailbox(String address, MailServer server) implements Way {
        @Override
        public String word() {
            return "mail";
        }

        @Override
        public String place() {
            return address.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By a signed request to a program of the department.
     *
     * @param secret  known to both; the request is signed with it
     * @param anchors its certificate, or one that it follows from; empty where a public authority vouches for it
     */
    public record Hook(URI url, Password secret, List<X509Certificate> anchors) implements Way {
        public Hook {
            anchors = List.copyOf(anchors);
            if (!(isHttp(url, "https") || isHttp(url, "http") && isThisMachine(url.getHost()))) {
                throw new IllegalArgumentException(
                        "a webhook's address begins with https:// (http:// to this machine only) and has a host");
            }
            if (secret.value().length() < 32) {
                throw new IllegalArgumentException("the secret of a webhook has 32 characters or more");
            }
        }

        private static boolean isHttp(URI url, String scheme) {
            return scheme.equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null;
        }

        @Override
        public String word() {
            return "webhook";
        }

        /** Without a query: it may hold a secret. */
        @Override
        public String place() {
            return url.getScheme() + "://" + url.getAuthority() + url.getPath();
        }
    }

    /**
     * The department's mail server.
     *
     * @param anchors as of {@link Hook}
     * @param login   where it asks for one
     * @param from    in whose name the node writes
     */
    public record MailServer(String host, int port, Security security, List<X509Certificate> anchors,
            Optional<Login> login, String from) {
        public MailServer {
            anchors = List.copyOf(anchors);
            if (security == Security.NONE_ON_THIS_MACHINE && !isThisMachine(host)) {
                throw new IllegalArgumentException("`" + host + "` is another machine: `starttls` or `tls`");
            }
        }
    }

    /** Under which name the node comes to the mail server. */
    public record Login(String user, Password password) {}

    /** How the line to the mail server is protected. */
    public enum Security {
        /** It begins in clear and must become TLS before anything is said (RFC 3207). */
        STARTTLS,
        /** It is TLS from its first byte (RFC 8314, 3.3). */
        TLS,
        /** For a server that listens on this machine only. */
        NONE_ON_THIS_MACHINE;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        public String word() {
            return word;
        }
    }

    /** Whose work it is. */
    public enum Audience {
        /** All that stands in the tray, and the terms of the law. */
        CASE_WORKER("case-worker", "/tray"),
        /** What is found against neighbours. */
        AUDITOR("auditor", "/audit/witnesses"),
        /** Breaches. */
        DPO("dpo", "/registers/breaches");

        private final String word;
        private final String path;

        Audience(String word, String path) {
            this.word = word;
            this.path = path;
        }

        /** The user's role, as in a token. */
        public String word() {
            return word;
        }
    }

    private static boolean isThisMachine(String host) {
        return Set.of("localhost", "127.0.0.1", "[::1]", "::1").contains(host);
    }
}
