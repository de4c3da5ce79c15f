package org.viaduc.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What ties pieces together: references (FHIR R4, {@code Reference}) from one to another. A reference to a piece that stays
 * behind would tell that it is there, so it goes, with all that stands beside it.
 */
public final class Ties {
    private static final Set<String> SHELL = Set.of("id", "url");

    private Ties() {
    }

    /**
     * The pieces without references to some others. With a reference goes the innermost list entry that holds it, and whatever
     * is left empty.
     *
     * @param staying  ids of pieces that nothing may refer to any more
     * @param wordless ids of pieces that may be referred to, without a word or number of theirs beside the reference
     */
    public static List<Piece> loosened(List<Piece> pieces, Collection<String> staying, Collection<String> wordless) {
        return staying.isEmpty() && wordless.isEmpty()
                ? pieces
                : changed(pieces, id -> staying.contains(id) ? new Tie.Cut() : new Tie.To(id, wordless.contains(id)));
    }

    /** The pieces under other ids, and references to them likewise. What has no other name keeps its own. */
    public static List<Piece> renamed(List<Piece> pieces, Map<String, String> names) {
        return changed(pieces, id -> new Tie.To(names.getOrDefault(id, id), false)).stream()
                .map(piece -> piece.under(names.getOrDefault(piece.id(), piece.id()))).toList();
    }

    /** What becomes of a reference. */
    private sealed interface Tie {
        record Cut() implements Tie {}

        /** @param bare whether nothing may stand beside it */
        record To(String id, boolean bare) implements Tie {}
    }

    /** What an element has lost: nothing, a reference that no list inside it held, or all that it said. */
    private enum Loss {
        NONE,
        PART,
        ALL
    }

    private static List<Piece> changed(List<Piece> pieces, Function<String, Tie> ties) {
        return pieces.stream().map(piece -> {
            if (!piece.resource().refers()) {
                return piece;
            }
            var tree = piece.resource().copy();
            loosen(tree, ties);
            return piece.with(Resource.of(tree));
        }).toList();
    }

    private static Loss loosen(ObjectNode element, Function<String, Tie> ties) {
        if (element.path("reference").isTextual()) {
            return tie(element, ties);
        }
        var size = element.size();
        var part = false;
        for (var fields = element.properties().iterator(); fields.hasNext();) {
            var child = fields.next().getValue();
            if (child instanceof ArrayNode list && isEmptied(list, ties)) {
                fields.remove();
            } else if (child instanceof ObjectNode inner) {
                var loss = loosen(inner, ties);
                part |= loss != Loss.NONE;
                if (loss == Loss.ALL) {
                    fields.remove();
                }
            }
        }
        if (element.has("resourceType")) {
            return Loss.NONE;
        }
        return element.size() < size && isShell(element) ? Loss.ALL : part ? Loss.PART : Loss.NONE;
    }

    /** @return whether entries went and none is left */
    private static boolean isEmptied(ArrayNode list, Function<String, Tie> ties) {
        var size = list.size();
        for (var entries = list.iterator(); entries.hasNext();) {
            if (entries.next() instanceof ObjectNode entry && loosen(entry, ties) != Loss.NONE) {
                entries.remove();
            }
        }
        return list.isEmpty() && size > 0;
    }

    private static boolean isShell(ObjectNode element) {
        for (var field : element.properties()) {
            if (!SHELL.contains(field.getKey())) {
                return false;
            }
        }
        return true;
    }

    private static Loss tie(ObjectNode reference, Function<String, Tie> ties) {
        var text = reference.path("reference").asText();
        var end = end(text);
        var start = Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf(':', end - 1)) + 1;
        if (start >= end) {
            return Loss.NONE;
        }
        return switch (ties.apply(text.substring(start, end))) {
            case Tie.Cut cut -> Loss.ALL;
            case Tie.To to -> {
                reference.put("reference", text.substring(0, start) + to.id() + text.substring(end));
                if (to.bare()) {
                    reference.retain("reference", "type");
                }
                yield Loss.NONE;
            }
        };
    }

    /** Where the id ends: before a version and before a part. */
    private static int end(String reference) {
        var part = reference.indexOf('#');
        var version = reference.indexOf("/_history/");
        var end = part < 0 ? reference.length() : part;
        return version < 0 ? end : Math.min(end, version);
    }
}
