package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * An example over and over, each time about somebody else, made as it is read. Counts how much was read since a record came
 * out last: whoever reads a file as it comes holds little of it.
 */
final class HugeFile extends InputStream {
    /** In bytes; buffers and the household that is open are no more. */
    static final long MAY_HOLD = 4 << 20;
    private static final long LENGTH = 24 << 20;

    private final IntFunction<byte[]> parts;
    private final long wanted;
    private final int recordsPerPart;
    private final boolean refusable;
    private byte[] part;
    private int at;
    private int number;
    private long length;
    private long sinceRecord;
    private long mostHeld;

    private HugeFile(byte[] head, IntFunction<byte[]> parts, long wanted, int recordsPerPart, boolean refusable) {
        this.part = head;
        this.parts = parts;
        this.wanted = wanted;
        this.recordsPerPart = recordsPerPart;
        this.refusable = refusable;
    }

    static HugeFile of(Subject subject) throws IOException, NothingToTry {
        var bytes = subject.bytes();
        var csv = CsvText.of(subject.description(), bytes);
        if (csv.isPresent()) {
            var records = subject.read(bytes).records().size();
            return new HugeFile(csv.get().headers(), number -> csv.get().body(subject.description(),
                    (line, key) -> line.set(key, line.get(key).isBlank() ? "" : line.get(key) + "-" + number)), LENGTH,
                    records, false);
        }
        if (subject.description().wire() instanceof Wire.Xml) {
            return dossier(new String(bytes, StandardCharsets.UTF_8));
        }
        throw new NothingToTry("the kit cannot make a huge file of this format");
    }

    /** One dossier that does not end: it is to be refused. */
    private static HugeFile dossier(String example) {
        var end = example.lastIndexOf("</");
        var last = example.lastIndexOf("</", end - 1);
        var name = example.substring(last + 2, example.indexOf('>', last));
        var element = example.substring(example.lastIndexOf("<" + name, last), end).getBytes(StandardCharsets.UTF_8);
        return new HugeFile(example.substring(0, end).getBytes(StandardCharsets.UTF_8), number -> element,
                Long.MAX_VALUE >> 1, 0, true);
    }

    /** A record has come out. */
    void took() {
        sinceRecord = 0;
    }

    /** How much was read at most before a record came out. Of a file that may be refused, nothing is held against the reader. */
    long mostHeld() {
        return refusable ? 0 : mostHeld;
    }

    int records() {
        return number * recordsPerPart;
    }

    long megabytes() {
        return length >> 20;
    }

    /** True when the file is one record, too large for any. */
    boolean isRefusable() {
        return refusable;
    }

    /** Writes so much of it, to the end of a part. */
    void copyTo(OutputStream out, long wantedLength) throws IOException {
        out.write(part);
        for (long written = part.length; written < wantedLength; written += part.length) {
            part = parts.apply(number++);
            out.write(part);
        }
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int wantedNow) {
        if (at == part.length) {
            if (length >= wanted) {
                return -1;
            }
            part = parts.apply(number++);
            at = 0;
        }
        var count = Math.min(wantedNow, part.length - at);
        System.arraycopy(part, at, buffer, offset, count);
        at += count;
        length += count;
        sinceRecord += count;
        mostHeld = Math.max(mostHeld, sinceRecord);
        return count;
    }
}
