package org.viaduc.trust;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;

/**
 * Where attachments lie, each sealed under its own key and named by the digest of its sealed bytes. The keys are not
 * here: whoever shreds a manifest has shredded what it lists. Everything streams; memory stays flat.
 */
public final class AttachmentStore {
    private static final byte[] BOUND_TO = "viaduc attachment 1".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    /** @param folder made when missing, readable by its owner only */
    public AttachmentStore(Path folder) throws IOException {
        this.folder = OwnerOnly.folder(folder);
    }

    /** Seals every attachment of the record; one that already lies here keeps its place and key. */
    public Manifest seal(CommonRecord record) throws IOException {
        var entries = new ArrayList<Manifest.Entry>();
        for (var piece : record.pieces()) {
            for (var attachment : piece.attachments()) {
                entries.add(seal(piece.id(), attachment));
            }
        }
        return new Manifest(entries);
    }

    private Manifest.Entry seal(String piece, Attachment attachment) throws IOException {
        if (attachment.content() instanceof Sealed sealed && sealed.store() == this) {
            var at = sealed.entry();
            return new Manifest.Entry(piece, attachment.id(), attachment.mediaType(), at.length(), at.clear(),
                    at.cipher(), at.cipherLength(), at.key());
        }
        var key = AttachmentKey.random();
        var temporary = temporary();
        var clear = Digest.sha256();
        var cipher = Digest.sha256();
        try {
            long length;
            try (var in = new DigestInputStream(attachment.content().open(), clear);
                    var out = key.cipher().newEncryptingStream(
                            new DigestOutputStream(new BufferedOutputStream(OwnerOnly.create(temporary), BUFFER),
                                    cipher),
                            BOUND_TO)) {
                length = in.transferTo(out);
            } catch (GeneralSecurityException e) {
                throw new BrokenCrypto("seal an attachment", e);
            }
            var entry = new Manifest.Entry(piece, attachment.id(), attachment.mediaType(), length, digest(clear),
                    digest(cipher), Files.size(temporary), key);
            if (!entry.clear().equals(attachment.digest())) {
                throw new IOException("attachment `" + attachment.id() + "` has changed since it was collected");
            }
            Files.move(temporary, file(entry.cipher()), StandardCopyOption.ATOMIC_MOVE);
            return entry;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Takes a sealed attachment as it arrives, checks length and both digests, and stores it as it is.
     *
     * @return false when it is not what the manifest says; nothing is stored then
     */
    boolean receive(Manifest.Entry entry, InputStream sealed) throws IOException {
        var temporary = temporary();
        var cipher = Digest.sha256();
        try {
            try (var out = new DigestOutputStream(OwnerOnly.create(temporary), cipher)) {
                if (copy(sealed, out, entry.cipherLength()) != entry.cipherLength()
                        || !digest(cipher).equals(entry.cipher())) {
                    return false;
                }
            }
            if (!opens(entry, temporary)) {
                return false;
            }
            Files.move(temporary, file(entry.cipher()), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Copies no more than one byte past the limit, so that too much shows and costs nothing. */
    private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
        var buffer = new byte[BUFFER];
        long total = 0;
        while (total <= limit) {
            var read = in.read(buffer, 0, (int) Math.min(buffer.length, limit + 1 - total));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            total += read;
        }
        return total;
    }

    private static boolean opens(Manifest.Entry entry, Path file) throws IOException {
        var clear = Digest.sha256();
        long length;
        try (var in = clear(entry, file)) {
            length = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), clear));
        } catch (AlteredAttachment e) {
            return false;
        }
        return length == entry.length() && digest(clear).equals(entry.clear());
    }

    /** The clear content, decrypted while it is read. */
    public Content content(Manifest.Entry entry) {
        return new Sealed(this, entry);
    }

    /** The sealed bytes, as they travel. */
    InputStream sealed(Digest cipher) throws IOException {
        return Files.newInputStream(file(cipher));
    }

    boolean holds(Digest cipher) {
        return Files.exists(file(cipher));
    }

    /** Forgets a sealed attachment; a second call does nothing. */
    public void delete(Digest cipher) throws IOException {
        Files.deleteIfExists(file(cipher));
    }

    Path folder() {
        return folder;
    }

    private Path file(Digest cipher) {
        return folder.resolve(cipher.hex());
    }

    private Path temporary() {
        return folder.resolve("." + UUID.randomUUID() + ".part");
    }

    private static Digest digest(MessageDigest sha) {
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    private static InputStream clear(Manifest.Entry entry, Path file) throws IOException {
        InputStream sealed;
        try {
            sealed = Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new IOException("attachment of piece `" + entry.piece() + "` is no longer stored here", e);
        }
        try {
            return new Authenticated(entry.key().cipher().newDecryptingStream(sealed, BOUND_TO));
        } catch (GeneralSecurityException e) {
            sealed.close();
            throw new BrokenCrypto("open an attachment", e);
        }
    }

    private record Sealed(AttachmentStore store, Manifest.Entry entry) implements Content {
        @Override
        public InputStream open() throws IOException {
            return clear(entry, store.file(entry.cipher()));
        }

        @Override
        public String toString() {
            return "Content[sealed]";
        }
    }

    /** Sealed bytes that do not open under their key. */
    static final class AlteredAttachment extends IOException {
        private static final long serialVersionUID = 1L;

        AlteredAttachment(IOException cause) {
            super("an attachment's sealed bytes are not the ones that were sealed", cause);
        }
    }

    private static final class Authenticated extends FilterInputStream {
        Authenticated(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new AlteredAttachment(e);
            }
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (IOException e) {
                throw new AlteredAttachment(e);
            }
        }
    }
}
