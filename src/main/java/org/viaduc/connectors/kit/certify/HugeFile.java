package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;

import org.viaduc.connectors.kit.certify.Trying.NothingToTry;

/**
 * An example over and over, each time about somebody else, made as it is read. Counts how much was read since a record came
 * out last: whoever reads a file as it comes holds little of it.
 */
final class HugeFile extends InputStream {
    /** In bytes; buffers and the household that is open are no more. */
    static final long LITTLE = 4 << 20;

    private final Made made;
    private byte[] part;
    private int at;
    private int number;
    private long length;
    private long sinceRecord;
    private long mostHeld;

    /**
     * How a huge file is made.
     *
     * @param head           what stands before the records
     * @param part           the next records, by their number
     * @param parts          how many there are
     * @param tail           what stands behind them
     * @param recordsPerPart how many records a part holds
     * @param mayHold        how much of it may be read before a record comes out, in bytes
     * @param isOneRecord    whether all of it is one record, too large for any, that is to be refused
     */
    record Made(byte[] head, IntFunction<byte[]> part, int parts, byte[] tail, int recordsPerPart, long mayHold,
            boolean isOneRecord) {}

    HugeFile(Made made) {
        this.made = made;
        this.part = made.head;
    }

    /** @param length about how long it becomes, in bytes */
    static HugeFile of(Subject subject, long length) throws IOException, NothingToTry {
        return new HugeFile(new HugeForms(subject, length).made());
    }

    /** A record has come out. */
    void took() {
        sinceRecord = 0;
    }

    /** How much was read at most before a record came out. */
    long mostHeld() {
        return mostHeld;
    }

    long mayHold() {
        return made.mayHold;
    }

    int records() {
        return made.parts * made.recordsPerPart;
    }

    long megabytes() {
        return length >> 20;
    }

    /** True when the file is one record, too large for any. */
    boolean isOneRecord() {
        return made.isOneRecord;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        while (at == part.length) {
            if (number > made.parts) {
                return -1;
            }
            part = number < made.parts ? made.part.apply(number) : made.tail;
            number++;
            at = 0;
        }
        var count = Math.min(wanted, part.length - at);
        System.arraycopy(part, at, buffer, offset, count);
        at += count;
        length += count;
        sinceRecord += count;
        mostHeld = Math.max(mostHeld, sinceRecord);
        return count;
    }
}
