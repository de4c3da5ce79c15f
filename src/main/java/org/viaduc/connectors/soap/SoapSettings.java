package org.viaduc.connectors.soap;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.node.NodeSettings.Password;
import org.viaduc.trust.ClientKey;

/**
 * What node.yaml says of how a connector speaks with one endpoint of a SOAP service. A service whose files have a
 * compartment has a second endpoint, whose keys begin with {@code compartment-}.
 *
 * @param login   how the user is named
 * @param key     signs body, timestamp and user token of every request; empty: nothing is signed
 * @param service the only certificate whose signature on an answer is believed; empty: answers are not signed
 * @param answersWithin after which a call without an answer is given up: it is not known then what it did
 */
record SoapSettings(Login login, String user, Password password, Optional<ClientKey> key,
        Optional<X509Certificate> service, long largestAttachment, Duration answersWithin) {
    /** The words of the key {@code login}. */
    enum Login {
        /** User and password in the HTTP header (RFC 7617). */
        basic,
        /** WS-Security UsernameToken with the password itself: over TLS only. */
        username_text,
        /** WS-Security UsernameToken with the password's digest, a nonce and the moment. */
        username_digest,
        /** The signature alone says who calls. */
        none;

        String word() {
            return name().replace('_', '-');
        }
    }

    static final String COMPARTMENT = "compartment-";
    private static final long MEGABYTE = 1L << 20;
    private static final long USUAL_LARGEST = 20;
    private static final long MOST = 64;
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(2);

    /** What node.yaml would have to say besides. @param prefix of the endpoint's keys */
    static List<String> missing(Connector connector, String prefix) {
        var values = connector.values();
        var missing = new ArrayList<String>();
        if (!values.getOrDefault(prefix + "login", "").equals(Login.none.word())) {
            List.of("user", "password").stream().map(key -> prefix + key).filter(key -> !values.containsKey(key))
                    .forEach(missing::add);
        } else if (!values.containsKey(prefix + "sign-key")) {
            missing.add(prefix + "sign-key");
        }
        pair(values, prefix + "sign-key", prefix + "sign-certificate").ifPresent(missing::add);
        return missing;
    }

    private static Optional<String> pair(Map<String, String> values, String one, String other) {
        return values.containsKey(one) == values.containsKey(other)
                ? Optional.empty()
                : Optional.of(values.containsKey(one) ? other : one);
    }

    /** What is wrong with what is there, in plain words; never a value. */
    static List<String> faults(Connector connector, String prefix) {
        var faults = new ArrayList<String>();
        read(connector, prefix, faults);
        return faults;
    }

    /** @throws IllegalArgumentException when something is wrong, naming all of it */
    static SoapSettings of(Connector connector, String prefix) {
        var faults = new ArrayList<String>();
        var settings = read(connector, prefix, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return settings;
    }

    private static SoapSettings read(Connector connector, String prefix, List<String> faults) {
        var values = connector.values();
        var place = "node.yaml: connectors: " + connector.name() + ": `" + prefix;
        var login = reading(values, prefix, "login", place, faults, SoapSettings::login).orElse(Login.basic);
        var key = reading(values, prefix, "sign-key", place, faults,
                pem -> values.containsKey(prefix + "sign-certificate")
                        ? ClientKey.of(pem, values.get(prefix + "sign-certificate"))
                        : null);
        var service = reading(values, prefix, "service-certificate", place, faults, ClientKey::certificate);
        var largest = reading(values, prefix, "largest-attachment", place, faults, SoapSettings::megabytes)
                .orElse(USUAL_LARGEST);
        var patience = reading(values, prefix, "answers-within", place, faults, SoapSettings::seconds)
                .orElse(USUAL_PATIENCE);
        var inClear = reading(values, prefix, "in-clear", place, faults, SoapSettings::accepted).orElse(false);
        reading(values, prefix, "address", place, faults, address -> address(address, login, inClear));
        return new SoapSettings(login, values.getOrDefault(prefix + "user", ""),
                new Password(values.getOrDefault(prefix + "password", "")), key, service, largest * MEGABYTE,
                patience);
    }

    private static <T> Optional<T> reading(Map<String, String> values, String prefix, String key, String place,
            List<String> faults, Function<String, T> reading) {
        try {
            return Optional.ofNullable(values.get(prefix + key)).map(reading);
        } catch (IllegalArgumentException e) {
            faults.add(place + key + "`: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Login login(String word) {
        for (var each : Login.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("one of basic, username-text, username-digest, none is meant");
    }

    private static Long megabytes(String text) {
        if (!text.matches("\\d{1,2}") || Long.parseLong(text) < 1 || Long.parseLong(text) > MOST) {
            throw new IllegalArgumentException("a number of megabytes from 1 to " + MOST + " is meant");
        }
        return Long.valueOf(text);
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > 600) {
            throw new IllegalArgumentException("a number of seconds from 1 to 600 is meant");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static Boolean accepted(String word) {
        if (!word.equals("accepted")) {
            throw new IllegalArgumentException("`accepted` is meant, by whoever answers for the wire to the system");
        }
        return true;
    }

    /** A password in clear goes over TLS, over no wire at all, or over one that the operator answers for. */
    private static String address(String text, Login login, boolean inClear) {
        var isHere = text.matches("http://(localhost|127[.]0[.]0[.]1|\\[::1])([:/].*)?");
        var isPlain = text.startsWith("http://") && !isHere;
        if (isPlain && !inClear && (login == Login.basic || login == Login.username_text)) {
            throw new IllegalArgumentException("with `login: " + login.word()
                    + "` the password crosses the wire: the address begins with https://, or `in-clear: accepted` answers for it");
        }
        if (text.matches("[a-z]+://[^/]*@.*")) {
            throw new IllegalArgumentException("no user and no password stand in an address");
        }
        return text;
    }

    boolean hasToken() {
        return login == Login.username_digest || login == Login.username_text;
    }

    @Override
    public String toString() {
        return "SoapSettings[" + login.word() + "]";
    }
}
