package org.viaduc.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One person's file as a local system wrote it.
 *
 * @param system      the local system's name, as its folder under {@code mappings/}
 * @param localId     the person's id in that system
 * @param household   the household's id in that system; empty when it has none
 * @param rows        all rows about the person, and those of the household and its other members
 * @param attachments documents by the id that a row refers to
 */
public record LocalRecord(String system, String localId, String household, List<LocalRow> rows,
        List<Attachment> attachments) {
    public LocalRecord {
        rows = List.copyOf(rows);
        attachments = List.copyOf(attachments);
    }

    /** Changes with any field of any row and with any attachment; not with the line numbers. */
    public Digest digest() {
        var texts = new ArrayList<String>();
        texts.add(system);
        texts.add(localId);
        for (var row : rows) {
            texts.add("row:" + row.type());
            row.fields().forEach((name, value) -> {
                texts.add(name);
                texts.add(value);
            });
        }
        attachments.forEach(attachment -> texts.add(attachment.digest().hex()));
        return Digest.of(texts);
    }

    @Override
    public String toString() {
        return "LocalRecord[" + system + ", " + rows.size() + " rows]";
    }
}
