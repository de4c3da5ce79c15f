package org.viaduc.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

import org.viaduc.model.Attachment;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Piece;
import org.viaduc.model.Ties;

/**
 * The ids of what leaves. Those that a mapping gives end in the number of the row, as {@code mesure-3} and
 * {@code mesure-3.contract}, and those of documents in the number of the document: a gap in these numbers would tell of
 * something that stays.
 */
final class Numbering {
    private static final Pattern OF_A_ROW = Pattern.compile("([^.]*)-([1-9][0-9]{0,8})([.].*)?");
    private static final String CONTENT = "cid:";

    private Numbering() {
    }

    /** The record with its rows and documents numbered from 1, each name for itself, in the order in which they stand. */
    static CommonRecord anew(CommonRecord record) {
        var rows = new Numbers();
        var names = new HashMap<String, String>();
        var documents = new Numbers();
        var pieces = new ArrayList<Piece>(record.pieces().size());
        for (var piece : record.pieces()) {
            var name = rows.anew(piece.id());
            if (!name.equals(piece.id())) {
                names.put(piece.id(), name);
            }
            pieces.add(documented(piece, documents));
        }
        return new CommonRecord(names.isEmpty() ? pieces : Ties.renamed(pieces, names));
    }

    private static Piece documented(Piece piece, Numbers numbers) {
        var attachments = new ArrayList<Attachment>(0);
        var names = new HashMap<String, String>(0);
        for (var each : piece.attachments()) {
            var name = numbers.anew(each.id());
            attachments.add(new Attachment(name, each.mediaType(), each.length(), each.digest(), each.content()));
            if (!name.equals(each.id())) {
                names.put(CONTENT + each.id(), CONTENT + name);
            }
        }
        return names.isEmpty()
                ? piece
                : new Piece(piece.id(), piece.kind(), piece.resource().with(names), piece.confidentiality(),
                        piece.marks(), List.copyOf(attachments));
    }

    /** Numbers that are given anew, from 1 for each name; ids of another form stay. */
    private static final class Numbers {
        private final HashMap<String, String> given = new HashMap<>();
        private final HashMap<String, Integer> counts = new HashMap<>();

        String anew(String id) {
            var row = OF_A_ROW.matcher(id);
            if (!row.matches()) {
                return id;
            }
            var name = row.group(1);
            var number = given.computeIfAbsent(name + "-" + row.group(2),
                    each -> name + "-" + counts.merge(name, 1, Integer::sum));
            return row.group(3) == null ? number : number + row.group(3);
        }
    }
}
