package org.viaduc.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

import org.viaduc.model.Digest;

/**
 * The three hashes of the log, told apart by their first byte: 0 before a leaf and 1 before an inner node (RFC 9162,
 * section 2.1.1), 2 before a link of the chain.
 */
final class Hashing {
    /** What the first entry is linked to. */
    static final byte[] START = new byte[32];
    private static final byte FORMAT = 1;

    private Hashing() {
    }

    /** The leaf hash of an entry: of every field, each preceded by its length, so that no two entries share an encoding. */
    static byte[] leaf(Entry entry) {
        var sha = Digest.sha256();
        sha.update((byte) 0);
        sha.update(canonical(entry));
        return sha.digest();
    }

    static byte[] node(byte[] left, byte[] right) {
        return hash((byte) 1, left, right);
    }

    static byte[] link(byte[] before, byte[] leaf) {
        return hash((byte) 2, before, leaf);
    }

    static Digest digest(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    private static byte[] hash(byte kind, byte[] first, byte[] second) {
        var sha = Digest.sha256();
        sha.update(kind);
        sha.update(first);
        sha.update(second);
        return sha.digest();
    }

    /** Format, exchange, actor, step, microseconds since 1970, number of details, details in the order of their keys. */
    private static ByteBuffer canonical(Entry entry) {
        var fields = new Fields();
        fields.put(entry.exchange().map(id -> id.toString()).orElse(""));
        fields.put(entry.actor().kind().word());
        fields.put(entry.actor().id());
        fields.put(entry.step().word());
        fields.put(Long.toString(micros(entry.at())));
        fields.put(Integer.toString(entry.details().size()));
        entry.details().forEach((key, value) -> {
            fields.put(key);
            fields.put(value);
        });
        return fields.done();
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static final class Fields {
        private ByteBuffer bytes = ByteBuffer.allocate(512).put(FORMAT);

        private void put(String text) {
            var field = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.remaining() < field.length + 4) {
                var room = Math.addExact(bytes.capacity() * 2, field.length);
                bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), room)).position(bytes.position());
            }
            bytes.putInt(field.length).put(field);
        }

        private ByteBuffer done() {
            return bytes.flip();
        }
    }
}
