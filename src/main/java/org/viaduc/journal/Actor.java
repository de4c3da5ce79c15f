package org.viaduc.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import org.viaduc.model.Department;
import org.viaduc.model.UnknownCode;
import org.viaduc.person.Pseudonym;

/**
 * Who did what an entry tells. An entry without one cannot be written.
 *
 * @param id the department's code for a node or a peer; the login of a user or a client as the identity provider gives
 *           it (its {@code sub} or user name); the name of a local system; a person's pseudonym
 */
public record Actor(Kind kind, String id) {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:|@-]{0,79}");
    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9]{13}");

    /**
     * What kind of actor: this node by itself, a user, another node, a program with a token, a local system, or a person
     * who reads what was done about them.
     */
    public enum Kind {
        NODE,
        USER,
        PEER,
        CLIENT,
        SYSTEM,
        PERSON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws UnknownCode for a word of no kind */
        public static Kind of(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("kind of actor", word, Arrays.asList(values())));
        }
    }

    public Actor {
        switch (kind) {
            case NODE, PEER -> new Department(id);
            case PERSON -> {
                if (!Shape.UUID.fits(id)) {
                    throw new IllegalArgumentException("a person is named by their pseudonym and nothing else");
                }
            }
            case USER, CLIENT, SYSTEM -> {
                if (!LOGIN.matcher(id).matches() || MANY_DIGITS.matcher(id).find()) {
                    throw new IllegalArgumentException("an actor's id is a login: 1 to 80 letters without accents, "
                            + "digits or any of `.:|@_-`, with fewer than 13 digits in a row");
                }
            }
        }
    }

    public static Actor node(Department here) {
        return new Actor(Kind.NODE, here.code());
    }

    public static Actor peer(Department other) {
        return new Actor(Kind.PEER, other.code());
    }

    public static Actor user(String login) {
        return new Actor(Kind.USER, login);
    }

    public static Actor client(String login) {
        return new Actor(Kind.CLIENT, login);
    }

    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }

    /** The person a file is about, by the pseudonym of this node. */
    public static Actor person(Pseudonym pseudonym) {
        return new Actor(Kind.PERSON, pseudonym.value().toString());
    }

    @Override
    public String toString() {
        return kind.word() + ":" + id;
    }
}
