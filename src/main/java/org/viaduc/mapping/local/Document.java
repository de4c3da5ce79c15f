package org.viaduc.mapping.local;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.DocumentField;
import org.viaduc.model.Attachment;
import org.viaduc.model.Content;
import org.viaduc.model.Digest;

/** A document in a local field: Base64 there, an attachment here. */
record Document(byte[] bytes, String mediaType) {
    /** @param fields of the row, one of which may name the media type; empty when the text is no Base64 */
    static Optional<Document> of(CharSequence base64, DocumentField field, Map<String, String> fields) {
        try {
            return Optional.of(new Document(Base64.getDecoder().decode(withoutSpaces(base64)), media(field, fields)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutSpaces(CharSequence text) {
        var kept = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    /** {@code application/pdf}, also where the system shortly says {@code PDF}. */
    private static String media(DocumentField field, Map<String, String> fields) {
        var said = field.mediaType().map(name -> fields.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
        return said.isEmpty() ? field.otherwise() : said.indexOf('/') > 0 ? said : "application/" + said;
    }

    /** The attachment under the number that it has within its record. */
    Attachment attachment(int number) {
        return new Attachment("doc-" + number, mediaType, bytes.length, Digest.of(bytes), Content.of(bytes));
    }

    static String base64(Attachment attachment) throws IOException {
        try (var in = attachment.content().open()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        }
    }

    @Override
    public String toString() {
        return "Document[" + mediaType + "]";
    }
}
