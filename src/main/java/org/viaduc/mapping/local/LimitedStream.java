package org.viaduc.mapping.local;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks off when one record in it is longer than a dossier with its documents may be. */
final class LimitedStream extends FilterInputStream {
    static final long LONGEST = 96L << 20;
    private long read;

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the dossier is larger than " + (LONGEST >> 20) + " MB");
        }
    }

    LimitedStream(InputStream in) {
        super(in);
    }

    /** A record begins about here. */
    void begin() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        var b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws TooLarge {
        read += more;
        if (read > LONGEST) {
            throw new TooLarge();
        }
    }
}
