package org.viaduc.model;

/**
 * A document that travels beside its piece and shares its fate. It has no file name: names of files tell too much.
 *
 * @param id        unique within the record, as the piece's {@code DocumentReference} names it: {@code cid:<id>}
 * @param mediaType as {@code application/pdf}
 * @param length    in bytes, of the clear content
 * @param digest    of the clear content
 */
public record Attachment(String id, String mediaType, long length, Digest digest, Content content) {
    @Override
    public String toString() {
        return "Attachment[" + id + "]";
    }
}
