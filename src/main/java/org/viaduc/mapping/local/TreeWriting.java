package org.viaduc.mapping.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Form;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/** A record's tree being put together, in the order in which the system describes its rows and fields. */
final class TreeWriting {
    private final SystemDescription system;
    private final List<LocalRow> rows;
    private final Map<String, Attachment> documents = new HashMap<>();
    private final Map<LocalRow, Tree> made = new IdentityHashMap<>();
    private final Tree record;

    TreeWriting(SystemDescription system, List<LocalRow> rows, List<Attachment> attachments, String name) {
        this.system = system;
        this.rows = rows;
        this.record = new Tree(name, 0);
        attachments.forEach(each -> documents.put(each.id(), each));
    }

    Tree tree() {
        system.rows().stream().sorted(Comparator.comparingInt(type -> type.at().size())).forEach(
                type -> rows.stream().filter(row -> row.type().equals(type.type())).forEach(row -> row(type, row)));
        return record;
    }

    private void row(RowType type, LocalRow row) {
        var above = above(type, row);
        var tree = above.map(made::get).orElse(record);
        var start = above.flatMap(outer -> system.row(outer.type())).map(outer -> outer.at().size()).orElse(0);
        for (var i = start; i < type.at().size(); i++) {
            var step = type.at().get(i);
            tree = i == type.at().size() - 1 ? tree.add(new Tree(step.name(), 0)) : tree.inside(step.name());
            tree.many = step.many();
        }
        made.put(row, tree);
        for (var field : type.fields()) {
            var value = row.fields().getOrDefault(field, "");
            if (!value.isEmpty() && !RowType.isAbove(field)) {
                var owner = field.startsWith("@") && isAttributeOfRecord(type) ? record : tree;
                field(owner, field, value, type);
            }
        }
    }

    /** A single person's own attributes stand at the record. */
    private boolean isAttributeOfRecord(RowType type) {
        return type.type().equals(system.person()) && system.members().isEmpty();
    }

    /** The row in which this one stands: the nearest around it, of several the one that it names or the person's. */
    private Optional<LocalRow> above(RowType type, LocalRow row) {
        var nearest = system.rows().stream().filter(outer -> encloses(outer, type))
                .filter(outer -> rows.stream().anyMatch(each -> each.type().equals(outer.type())))
                .max(Comparator.comparingInt(outer -> outer.at().size()));
        return nearest.flatMap(outer -> rows.stream().filter(each -> each.type().equals(outer.type()))
                .max(Comparator.comparingInt(each -> named(type, row, each))));
    }

    /** How many fields of the row above are what this row says of them; the first row of those with most is meant. */
    private static int named(RowType type, LocalRow row, LocalRow above) {
        return (int) type.fields().stream().filter(RowType::isAbove)
                .filter(field -> row.fields().containsKey(field)
                        && row.fields().get(field).equals(above.fields().get(field.substring(1))))
                .count();
    }

    private static boolean encloses(RowType outer, RowType inner) {
        return outer.at().size() < inner.at().size() && inner.at().subList(0, outer.at().size()).equals(outer.at());
    }

    private void field(Tree tree, String field, String value, RowType type) {
        var isDocument = type.document().filter(document -> document.content().equals(field)).isPresent();
        var text = isDocument ? content(value) : value;
        if (field.equals(".")) {
            tree.text = text;
            return;
        }
        var steps = field.split("\\.");
        var parent = tree;
        for (var i = 0; i < steps.length - 1; i++) {
            parent = parent.inside(steps[i]);
        }
        var form = Optional.ofNullable(type.forms().get(field));
        if (form.filter(Form.Many.class::isInstance).isPresent()) {
            for (var each : text.split("\n")) {
                parent.leaf(steps[steps.length - 1], each).many = true;
            }
        } else {
            parent.leaf(steps[steps.length - 1], text).form = form;
        }
    }

    private String content(String id) {
        var document = documents.get(id);
        try {
            return document == null ? "" : Document.base64(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document of the record cannot be read", e);
        }
    }
}
