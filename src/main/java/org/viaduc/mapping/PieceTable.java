package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.Section;

/**
 * One block of a row's file: how rows of a certain sort become pieces of one kind, and those pieces rows again.
 *
 * @param suffix    what its pieces' ids end in; empty for the first block of the file
 * @param otherwise takes the rows that no earlier block with a condition took
 */
record PieceTable(Kind kind, String resourceType, String suffix, List<Condition> when, boolean otherwise,
        List<Fixed> constants, List<Fixed> defaults, List<FieldLine> lines, List<MarkLine> marks,
        List<FieldPath> conditions) {

    /** A value that is always written. @param back what is expected there on the way back */
    record Fixed(FieldPath path, Object value, String back) {
        void write(Resource.Builder resource) {
            switch (value) {
                case Boolean yes -> resource.set(path, yes);
                case java.math.BigDecimal number -> resource.set(path, number);
                default -> resource.set(path, value.toString());
            }
        }
    }

    /** @param orElse the word for rows without the mark, on the way back; empty when there is none */
    record MarkLine(Mark mark, List<Condition> when, String orElse) {}

    PieceTable {
        when = List.copyOf(when);
        constants = List.copyOf(constants);
        defaults = List.copyOf(defaults);
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
        conditions = List.copyOf(conditions);
    }

    /** The piece that the row makes, if one of this block's fields holds something. */
    Optional<Piece> out(Out row, String id, boolean protectedAddress) {
        row.begin(resourceType);
        for (var i = 0; i < constants.size(); i++) {
            constants.get(i).write(row.resource);
        }
        var wrote = false;
        for (var i = 0; i < lines.size(); i++) {
            wrote |= lines.get(i).out(row);
        }
        if (!wrote) {
            return Optional.empty();
        }
        for (var i = 0; i < defaults.size(); i++) {
            var each = defaults.get(i);
            if (!row.resource.holds(each.path())) {
                each.write(row.resource);
            }
        }
        when.forEach(condition -> row.became(condition.field(), Fate.MAPPED));
        var pieceId = suffix.isEmpty() ? id : id + suffix;
        return Optional.of(new Piece(pieceId, kind, row.resource.build(), kind.section().confidentiality(),
                marks(row, protectedAddress), row.attached));
    }

    private Set<Mark> marks(Out row, boolean protectedAddress) {
        var hidden = protectedAddress && kind.section() == Section.S02;
        if (marks.isEmpty()) {
            return hidden ? Set.of(Mark.PROTECTED) : Set.of();
        }
        var found = EnumSet.noneOf(Mark.class);
        if (hidden) {
            found.add(Mark.PROTECTED);
        }
        for (var each : marks) {
            if (Condition.allHold(each.when, row.values)) {
                found.add(each.mark);
            }
            each.when.forEach(condition -> row.became(condition.field(), Fate.MAPPED));
        }
        return found;
    }

    /** What the piece says in this block's local words; empty when it is not a piece of this block. */
    Optional<Back> back(Piece piece, RowTable table, Charsets charsets) {
        if (piece.kind() != kind || !piece.resource().type().equals(resourceType)) {
            return Optional.empty();
        }
        var reading = piece.resource().reading();
        for (var each : constants) {
            if (reading.contradicts(each.path(), each.back())) {
                return Optional.empty();
            }
        }
        var day = lines.stream().filter(line -> line.local == table.day()).flatMap(
                line -> reading.look(line.path).stream().limit(1)).findFirst().flatMap(FixedDate::day);
        var back = new Back(piece, reading, day, table, charsets);
        for (var line : lines) {
            if (!(line instanceof CodedLine.Concept)) {
                line.back(back);
            }
        }
        for (var line : lines) {
            if (line instanceof CodedLine.Concept) {
                line.back(back);
            }
        }
        if (!fulfils(back)) {
            return Optional.empty();
        }
        back.mapped(constants.stream().map(Fixed::path).toList());
        defaults.stream().filter(each -> reading.look(each.path()).equals(List.of(each.back())))
                .forEach(each -> back.mapped(List.of(each.path())));
        back.mapped(conditions);
        back.count(reading.rest(), Outcome.DROPPED, "no-field");
        markBack(back);
        return Optional.of(back);
    }

    /** The conditions hold for what came of the piece; a word that no line says is taken from the condition itself. */
    private boolean fulfils(Back back) {
        for (var condition : when) {
            var words = condition.wanted();
            var filled = fills(condition.field());
            if (back.values[condition.field()].isEmpty() && !words.isEmpty()) {
                if (words.size() == 1 || !filled) {
                    back.values[condition.field()] = words.getFirst();
                }
            } else if ((filled || !words.isEmpty() || !condition.asked()) && !condition.holds(back.values)) {
                return false;
            }
        }
        return true;
    }

    private void markBack(Back back) {
        for (var each : marks) {
            var condition = each.when.getFirst();
            if (back.values[condition.field()].isEmpty() && !condition.wanted().isEmpty()) {
                back.values[condition.field()] = back.piece.marks().contains(each.mark)
                        ? condition.wanted().getFirst()
                        : each.orElse;
            }
        }
    }

    /** True when one of the lines fills the field. */
    boolean fills(int field) {
        return lines.stream().anyMatch(line -> line.locals().contains(field));
    }

    /** The fields in which several pieces may have their line. */
    Set<Integer> manyLined() {
        var found = new java.util.TreeSet<Integer>();
        for (var line : lines) {
            if (line instanceof FieldLine.Scalar scalar && scalar.takesLines()) {
                found.add(line.local);
            }
        }
        return found;
    }

    /** The fields that its lines fill. */
    List<Integer> fields() {
        var found = new ArrayList<Integer>();
        lines.forEach(line -> found.addAll(line.locals()));
        return found;
    }
}
