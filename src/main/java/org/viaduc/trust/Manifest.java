package org.viaduc.trust;

import java.util.HashSet;
import java.util.List;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.Piece;

/** What travels beside an envelope, in order. It holds the attachments' keys, so it is only ever sealed inside it. */
public record Manifest(List<Entry> entries) {
    public static final Manifest EMPTY = new Manifest(List.of());

    /**
     * One attachment.
     *
     * @param piece        the piece whose fate it shares
     * @param length       in bytes, of the clear content
     * @param clear        digest of the clear content
     * @param cipher       digest of the sealed content, which is also how it is found
     * @param cipherLength in bytes, of the sealed content
     * @param key          its own; opens nothing else
     */
    public record Entry(String piece, String attachment, String mediaType, long length, Digest clear, Digest cipher,
            long cipherLength, AttachmentKey key) {
        public Entry {
            if (length < 0 || cipherLength < 0) {
                throw new IllegalArgumentException("an attachment's length is not below 0");
            }
            if (!mediaType.matches("[a-z]+/[A-Za-z0-9.+-]{1,80}")) {
                throw new IllegalArgumentException("a media type looks like application/pdf");
            }
        }

        @Override
        public String toString() {
            return "Entry[" + piece + "]";
        }
    }

    public Manifest {
        entries = List.copyOf(entries);
        var seen = new HashSet<List<String>>();
        for (var entry : entries) {
            if (!seen.add(List.of(entry.piece(), entry.attachment()))) {
                throw new IllegalArgumentException("a manifest names an attachment of a piece once");
            }
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The digests under which the sealed contents are stored, in the order in which they travel. */
    public List<Digest> ciphers() {
        return entries.stream().map(Entry::cipher).toList();
    }

    /** The record with the attachments that this manifest lists, read from the store when someone opens them. */
    public CommonRecord attach(CommonRecord record, AttachmentStore store) {
        if (isEmpty()) {
            return record;
        }
        var pieces = new HashSet<String>();
        record.pieces().forEach(piece -> pieces.add(piece.id()));
        for (var entry : entries) {
            if (!pieces.contains(entry.piece())) {
                throw new IllegalArgumentException(
                        "the manifest lists an attachment of a piece that the bundle does not have");
            }
        }
        return new CommonRecord(record.pieces().stream().map(piece -> attach(piece, store)).toList());
    }

    private Piece attach(Piece piece, AttachmentStore store) {
        var mine = entries.stream().filter(entry -> entry.piece().equals(piece.id()))
                .map(entry -> new Attachment(entry.attachment(), entry.mediaType(), entry.length(), entry.clear(),
                        store.content(entry)))
                .toList();
        return mine.isEmpty()
                ? piece
                : new Piece(piece.id(), piece.kind(), piece.resource(), piece.confidentiality(), piece.marks(), mine);
    }

    @Override
    public String toString() {
        return "Manifest[" + entries.size() + "]";
    }
}
