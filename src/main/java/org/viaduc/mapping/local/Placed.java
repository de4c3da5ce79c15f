package org.viaduc.mapping.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/**
 * A row of a household, before it is known which persons' files it goes into.
 *
 * @param document what it carries, decoded
 * @param owner    the number of the person in whose element it stands; empty where only a field can say whose row it is
 */
record Placed(RowType type, LocalRow row, Optional<Document> document, Optional<String> owner) {
    String value(Optional<String> field) {
        return field.map(name -> row.fields().getOrDefault(name, "").strip()).orElse("");
    }

    String person() {
        return owner.orElseGet(() -> value(type.person()));
    }

    /** False for a row that says nothing about whose it is: it belongs to everybody in the household. */
    boolean isSomebodys() {
        return owner.isPresent() || type.person().isPresent() && !(person().isEmpty() && type.household().isPresent());
    }

    /** The row with the document's id in the place of its content. */
    LocalRow withDocument(List<Attachment> documents) {
        if (document.isEmpty()) {
            return row;
        }
        var attachment = document.get().attachment(documents.size() + 1);
        documents.add(attachment);
        var fields = new LinkedHashMap<>(row.fields());
        fields.put(type.document().orElseThrow().content(), attachment.id());
        return new LocalRow(row.type(), fields, row.line());
    }
}
