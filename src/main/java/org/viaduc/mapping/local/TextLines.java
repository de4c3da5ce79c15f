package org.viaduc.mapping.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The lines of a text file, each with its number and with what is wrong with its bytes; lines can be put back.
 *
 * <p>
 * A file that is UTF-8 throughout where something else is expected is wrong line by line. A single such line in a file that
 * is otherwise as expected was garbled before it came here: it is read as it stands, with a warning.
 */
final class TextLines {
    static final int LONGEST = 64 << 20;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int TASTE = 1 << 20;

    private final InputStream in;
    private final Charset charset;
    private final BiConsumer<Integer, String> warnings;
    private final boolean allUtf8;
    private final Deque<TextLine> putBack = new ArrayDeque<>();
    private final byte[] buffer = new byte[1 << 13];
    private int at;
    private int filled;
    private int number;

    /** @param fault what is wrong with the line's bytes, whose text then only hints; empty when nothing is */
    record TextLine(int number, String text, String fault) {}

    /** @param warnings gets the line and what is odd about it */
    TextLines(InputStream in, Charset charset, BiConsumer<Integer, String> warnings) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.charset = charset;
        this.warnings = warnings;
        this.allUtf8 = looksLikeUtf8(this.in);
    }

    /** Whether the beginning of the file, up to its last whole line, could be UTF-8. */
    static boolean looksLikeUtf8(InputStream in) throws IOException {
        in.mark(TASTE + 1);
        var taste = in.readNBytes(TASTE);
        in.reset();
        var end = taste.length;
        while (taste.length == TASTE && end > 0 && taste[end - 1] != '\n') {
            end--;
        }
        return strictly(StandardCharsets.UTF_8, taste, 0, end).isPresent();
    }

    /** Whether the file's beginning has more than ASCII, and all of it could be UTF-8: hardly anything else is, by chance. */
    static boolean isPlainlyUtf8(InputStream in) throws IOException {
        in.mark(TASTE + 1);
        var taste = in.readNBytes(TASTE);
        in.reset();
        var end = taste.length;
        while (taste.length == TASTE && end > 0 && taste[end - 1] < 0) {
            end--;
        }
        return !isAscii(taste, 0, end) && strictly(StandardCharsets.UTF_8, taste, 0, end).isPresent();
    }

    /** @return false at the end */
    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(in.read(buffer), 0);
        }
        return at < filled;
    }

    void putBack(TextLine line) {
        putBack.push(line);
    }

    /** The next line; empty at the end. */
    Optional<TextLine> next() throws IOException {
        if (!putBack.isEmpty()) {
            return Optional.of(putBack.pop());
        }
        var bytes = new ByteArrayOutputStream(128);
        var any = false;
        var tooLong = false;
        while (fill()) {
            any = true;
            var from = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            var length = Math.min(at - from, LONGEST - bytes.size());
            bytes.write(buffer, from, length);
            tooLong |= length < at - from;
            if (at < filled) {
                at++;
                break;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        number++;
        return Optional.of(tooLong
                ? new TextLine(number, "", "the line is longer than " + LONGEST + " bytes")
                : decoded(bytes.toByteArray()));
    }

    private TextLine decoded(byte[] bytes) {
        var length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        var start = number == 1 && length >= 3 && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2]
                ? 3
                : 0;
        if (isAscii(bytes, start, length)) {
            return new TextLine(number, new String(bytes, start, length - start, StandardCharsets.US_ASCII), "");
        }
        var text = strictly(charset, bytes, start, length);
        if (text.isEmpty()) {
            return new TextLine(number, roughly(bytes, start, length), "the line is not written in " + charset.name());
        }
        if (!charset.equals(StandardCharsets.UTF_8)
                && strictly(StandardCharsets.UTF_8, bytes, start, length).isPresent()) {
            if (allUtf8) {
                return new TextLine(number, roughly(bytes, start, length),
                        "the line is written in UTF-8; " + charset.name() + " is expected");
            }
            warnings.accept(number, "the line looks like UTF-8 and is read as " + charset.name()
                    + ", like the rest of the file: what it says may be garbled");
        }
        return new TextLine(number, text.get(), "");
    }

    /** Enough to see how the line begins. */
    private static String roughly(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes, int start, int end) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, end - start)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
