package org.viaduc.mapping.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a flow, cut into its units and what stands around them, before any of it is read as XML: a unit that is
 * broken takes no other with it. It knows tags, comments, CDATA and processing instructions, in any charset that writes
 * ASCII as ASCII does. It holds one unit at a time.
 */
final class FlowSplitter {
    static final int LARGEST_UNIT = 16 << 20;
    private static final int LONGEST_MARKUP = 1 << 16;
    private static final int LONGEST_AROUND = 1 << 20;
    private static final int MOST_BROKEN = 1000;

    private final InputStream in;
    private final byte[] name;
    private final Bytes held = new Bytes();
    private final Bytes around = new Bytes();
    private byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private int line = 1;
    private int broken;
    private Optional<String> stopped = Optional.empty();

    /** @param fault why it cannot be read; empty when nothing is known against it */
    @SuppressWarnings("ArrayRecordComponent")
    record Unit(byte[] bytes, int line, String fault) {}

    private enum Markup {
        OPENS,
        CLOSES,
        OPENS_AND_CLOSES,
        DECLARES,
        UNFINISHED,
        OTHER
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(1 << 13);
        }

        byte at(int place) {
            return buf[place];
        }

        byte[] cut(int from) {
            var rest = Arrays.copyOfRange(buf, from, count);
            count = from;
            return rest;
        }

        boolean endsIn(String text) {
            var from = count - text.length();
            for (var i = 0; i < text.length(); i++) {
                if (from < 0 || buf[from + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    FlowSplitter(InputStream in, String unit) {
        this.in = in;
        this.name = unit.getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands around the units that were read so far, without the units. */
    byte[] around() {
        return around.toByteArray();
    }

    /** The line that is being read. */
    int line() {
        return line;
    }

    /** Why nothing more is read, though there may be more. */
    Optional<String> stopped() {
        return stopped;
    }

    /** The next unit; empty at the end. */
    Optional<Unit> next() throws IOException {
        while (stopped.isEmpty()) {
            held.reset();
            text();
            keepAround();
            if (!fill()) {
                return Optional.empty();
            }
            var first = line;
            switch (markup()) {
                case OPENS -> {
                    return Optional.of(inside(first));
                }
                case OPENS_AND_CLOSES -> {
                    return Optional.of(new Unit(held.toByteArray(), first, ""));
                }
                case DECLARES -> stopped = Optional.of("document type declarations and entities are refused");
                case UNFINISHED -> {
                    readAsText(0);
                    keepAround();
                }
                case CLOSES, OTHER -> keepAround();
            }
        }
        return Optional.empty();
    }

    private void keepAround() {
        if (around.size() + held.size() <= LONGEST_AROUND) {
            around.writeBytes(held.toByteArray());
            held.reset();
        } else {
            stopped = Optional.of("more than " + (LONGEST_AROUND >> 20) + " MB stand around the records");
        }
    }

    /** The unit whose first tag is held. */
    private Unit inside(int first) throws IOException {
        var fault = "";
        while (true) {
            text();
            if (!fill()) {
                return new Unit(held.toByteArray(), first, "the file ends inside this record");
            }
            if (held.size() > LARGEST_UNIT) {
                return new Unit(held.toByteArray(), first,
                        "the record is larger than " + (LARGEST_UNIT >> 20) + " MB; its rest is in the file itself");
            }
            var before = held.size();
            switch (markup()) {
                case CLOSES -> {
                    return new Unit(held.toByteArray(), first, fault);
                }
                case OPENS, OPENS_AND_CLOSES -> {
                    putBack(held.cut(before));
                    return new Unit(held.toByteArray(), first, "the record is not closed before the next one begins");
                }
                case UNFINISHED -> {
                    fault = "a comment or the like is not closed";
                    readAsText(before);
                }
                case DECLARES, OTHER -> {
                }
            }
        }
    }

    /** What began at that place and did not end is read again, without its first sign. */
    private void readAsText(int before) {
        putBack(held.cut(before + 1));
        if (++broken > MOST_BROKEN) {
            stopped = Optional.of("too much in this file is broken");
        }
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            if (buffer.length > 1 << 16) {
                buffer = new byte[1 << 16];
            }
            at = 0;
            filled = Math.max(in.read(buffer), 0);
        }
        return at < filled;
    }

    private void putBack(byte[] bytes) {
        for (var each : bytes) {
            line -= each == '\n' ? 1 : 0;
        }
        var rest = Arrays.copyOf(bytes, bytes.length + filled - at);
        System.arraycopy(buffer, at, rest, bytes.length, filled - at);
        buffer = rest;
        at = 0;
        filled = rest.length;
    }

    /** Up to the next markup. */
    private void text() throws IOException {
        while (fill() && held.size() <= LARGEST_UNIT) {
            var from = at;
            while (at < filled && buffer[at] != '<') {
                line += buffer[at++] == '\n' ? 1 : 0;
            }
            held.write(buffer, from, at - from);
            if (at < filled) {
                return;
            }
        }
    }

    private void take() {
        var one = buffer[at++];
        line += one == '\n' ? 1 : 0;
        held.write(one);
    }

    /** One piece of markup, from its first sign to its last. */
    private Markup markup() throws IOException {
        var before = held.size();
        take();
        if (!fill()) {
            return Markup.OTHER;
        }
        return buffer[at] == '!' || buffer[at] == '?' ? special(before) : plain(before);
    }

    /** A tag, to its end or to where another markup begins inside it. */
    private Markup plain(int before) throws IOException {
        while (fill() && length(before) < LONGEST_MARKUP) {
            var from = at;
            var most = Math.min(filled, at + LONGEST_MARKUP - length(before));
            while (at < most && buffer[at] != '<' && buffer[at] != '>') {
                line += buffer[at++] == '\n' ? 1 : 0;
            }
            held.write(buffer, from, at - from);
            if (at < most && buffer[at] == '<') {
                return Markup.OTHER;
            }
            if (at < most) {
                take();
                return tag(before);
            }
        }
        return Markup.OTHER;
    }

    /** A comment, CDATA, a processing instruction or a declaration. */
    private Markup special(int before) throws IOException {
        take();
        var end = "";
        while (fill() && length(before) < LONGEST_MARKUP) {
            take();
            end = end.isEmpty() ? endOf(before) : end;
            if (end.equals("!")) {
                return Markup.DECLARES;
            }
            if (!end.isEmpty() && held.endsIn(end) && length(before) >= leastOf(end)) {
                return Markup.OTHER;
            }
        }
        return Markup.UNFINISHED;
    }

    private int length(int before) {
        return held.size() - before;
    }

    /** How this markup ends: empty while that is not clear yet, {@code !} for a declaration. */
    private String endOf(int before) {
        if (held.at(before + 1) == '?') {
            return "?>";
        }
        var comment = startsAs("<!--", before);
        var data = startsAs("<![CDATA[", before);
        return comment.isEmpty() && data.isEmpty()
                ? "!"
                : comment.filter(whole -> whole).isPresent()
                        ? "-->"
                        : data.filter(whole -> whole).isPresent() ? "]]>" : "";
    }

    /** The shortest markup that ends so. */
    private static int leastOf(String end) {
        return switch (end) {
            case "-->" -> "<!---->".length();
            case "]]>" -> "<![CDATA[]]>".length();
            default -> "<??>".length();
        };
    }

    /** Whether the markup begins with the text; empty when it does not, false while it is still too short. */
    private Optional<Boolean> startsAs(String text, int before) {
        var length = Math.min(text.length(), length(before));
        for (var i = 0; i < length; i++) {
            if (held.at(before + i) != text.charAt(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(length == text.length());
    }

    private Markup tag(int before) {
        var closes = held.at(before + 1) == '/';
        var from = before + (closes ? 2 : 1);
        if (held.size() - from <= name.length) {
            return Markup.OTHER;
        }
        for (var i = 0; i < name.length; i++) {
            if (held.at(from + i) != name[i]) {
                return Markup.OTHER;
            }
        }
        var next = held.at(from + name.length);
        if (next > ' ' && next != '>' && next != '/') {
            return Markup.OTHER;
        }
        return closes ? Markup.CLOSES : held.endsIn("/>") ? Markup.OPENS_AND_CLOSES : Markup.OPENS;
    }
}
