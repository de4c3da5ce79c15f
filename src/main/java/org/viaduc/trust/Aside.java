package org.viaduc.trust;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/**
 * A stream put aside, to be read more than once. Its beginning stays in memory; what is longer lies in a file that loses its
 * name as soon as it exists, enciphered under a key that is nowhere else: when this is closed, or the process ends however,
 * nobody can read it any more and the room is free.
 */
public final class Aside implements Closeable {
    /** How much stays in memory. */
    static final int IN_MEMORY = 1 << 20;
    private static final byte[] BOUND_TO = "viaduc aside 1".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final AttachmentKey key = AttachmentKey.random();
    private final byte[] beginning;
    private final Optional<FileChannel> rest;

    private Aside(byte[] beginning, Optional<FileChannel> rest) {
        this.beginning = beginning;
        this.rest = rest;
    }

    /**
     * Reads the stream to its end.
     *
     * @param folder where there is room for it; made when missing, readable by its owner only
     * @throws IOException when the stream breaks or there is no room
     */
    public static Aside of(InputStream in, Path folder) throws IOException {
        var beginning = in.readNBytes(IN_MEMORY);
        if (beginning.length < IN_MEMORY) {
            return new Aside(beginning, Optional.empty());
        }
        var file = FileChannel.open(OwnerOnly.folder(folder).resolve(UUID.randomUUID().toString()),
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
        var aside = new Aside(beginning, Optional.of(file));
        try {
            aside.write(in, file);
            return aside;
        } catch (IOException e) {
            aside.close();
            throw e;
        }
    }

    private void write(InputStream in, FileChannel file) throws IOException {
        var channel = Channels.newOutputStream(file);
        try (var out = key.cipher().newEncryptingStream(new BufferedOutputStream(channel, BUFFER) {
            @Override
            public void close() throws IOException {
                flush();
            }
        }, BOUND_TO)) {
            in.transferTo(out);
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("put a stream aside", e);
        }
    }

    /** All of it, from its beginning. */
    public InputStream open() throws IOException {
        var first = new ByteArrayInputStream(beginning);
        if (rest.isEmpty()) {
            return first;
        }
        try {
            return new SequenceInputStream(first, key.cipher().newDecryptingStream(
                    new BufferedInputStream(new From(rest.get()), BUFFER), BOUND_TO));
        } catch (GeneralSecurityException e) {
            throw new BrokenCrypto("read a stream that was put aside", e);
        }
    }

    /** What lies on the disk. */
    Optional<FileChannel> stored() {
        return rest;
    }

    /** The file from its beginning, whoever else reads it. Closing it leaves the file open. */
    private static final class From extends InputStream {
        private final FileChannel file;
        private long at;

        From(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = file.read(ByteBuffer.wrap(bytes, offset, length), at);
            at += Math.max(0, read);
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        if (rest.isPresent()) {
            rest.get().close();
        }
    }

    @Override
    public String toString() {
        return "Aside";
    }
}
