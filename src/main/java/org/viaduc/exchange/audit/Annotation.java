package org.viaduc.exchange.audit;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;

/**
 * An auditor's note. It stays as it is; what is wrong in it is said in another.
 *
 * @param author as the journal names them
 * @param text   1 to 2000 characters; never what a file says of a person
 */
public record Annotation(UUID id, On on, String author, Instant at, String text) {
    private static final int LONGEST = 2_000;
    /** Ids, digests and times are no numbers of a person. */
    private static final Pattern HARMLESS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|"
            + "[0-9a-f]{64}|[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?Z?)?");
    private static final Pattern PERSONAL = Pattern.compile("([0-9][ .-]?){9}[0-9]|[^ ]@[^ ]");

    public Annotation {
        text = checked(text);
    }

    /** What a note is on. */
    public sealed interface On {
        record Exchange(ExchangeId id) implements On {}

        /** @param index its place in the log */
        record Entry(long index) implements On {}
    }

    /** @throws IllegalArgumentException for an empty or long text, and for one with a NIR, a telephone number or an address */
    static String checked(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            throw new IllegalArgumentException("a note has 1 to " + LONGEST + " characters");
        }
        if (PERSONAL.matcher(HARMLESS.matcher(stripped).replaceAll("")).find()) {
            throw new IllegalArgumentException(
                    "a note names exchanges and entries, never a person: no NIR, no telephone number, no address");
        }
        return stripped;
    }

    /** What the journal keeps of it. */
    Digest digest() {
        return Digest.of(java.util.List.of(id.toString(), text));
    }
}
