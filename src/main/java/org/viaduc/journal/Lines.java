package org.viaduc.journal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a file that somebody handed over, one at a time: whatever it is, no more of it is in memory than a journal's
 * longest line may have. Bytes that are no UTF-8 become characters that no line of a journal has.
 */
final class Lines implements AutoCloseable {
    /** The last line of evidence names its entries: {@link Evidence#MOST} of them fit. */
    static final int LONGEST = 32 << 20;

    private final Path file;
    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private boolean afterReturn;
    private long number;

    private Lines(Path file, Reader in) {
        this.file = file;
        this.in = in;
    }

    static Lines of(Path file) throws IOException {
        return new Lines(file, new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /**
     * The next line without its end ({@code \n}, {@code \r} or both); null after the last.
     *
     * @throws UnreadableJournal when it is longer than any line of a journal
     */
    String readLine() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        var line = new StringBuilder(512);
        while (fill()) {
            var from = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (line.length() + (at - from) > LONGEST) {
                throw UnreadableJournal.tooLong(file, number);
            }
            line.append(buffer, from, at - from);
            if (at < end) {
                afterReturn = buffer[at++] == '\r';
                break;
            }
        }
        return line.toString();
    }

    /** Whether there is a character left, the second half of a line's end apart. */
    private boolean fill() throws IOException {
        while (true) {
            if (at == end) {
                at = 0;
                end = in.read(buffer);
                if (end <= 0) {
                    end = 0;
                    return false;
                }
            }
            if (!afterReturn || buffer[at] != '\n') {
                afterReturn = false;
                return true;
            }
            afterReturn = false;
            at++;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
