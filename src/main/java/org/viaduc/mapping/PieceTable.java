package org.viaduc.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;
import org.viaduc.model.ResourceReading;
import org.viaduc.model.Section;

/** One block of a row's file: how rows of a certain sort become pieces of one kind, and those pieces rows again. */
final class PieceTable {
    private final Kind kind;
    private final String resourceType;
    private final String suffix;
    private final Taking taking;
    private final Body body;
    private final List<MarkLine> marks;
    private final List<Bearing> bearings;

    private final List<FieldLine> lines;
    private final FieldLine[] inOrder;
    private final List<FieldPath> constantPaths;
    private final List<FieldPath> conditions;
    private final Set<Integer> manyLined = new TreeSet<>();
    private final Set<Integer> filled = new TreeSet<>();

    /**
     * Which rows the block takes.
     *
     * @param otherwise the rows that no earlier block with a condition took
     * @param repeated  it is one of several for a group whose columns are numbered
     */
    record Taking(List<Condition> when, boolean otherwise, boolean repeated) {
        Taking {
            when = List.copyOf(when);
        }
    }

    /** What makes up the resource. */
    record Body(List<Fixed> constants, List<Fixed> defaults, List<FieldLine> lines) {
        Body {
            constants = List.copyOf(constants);
            defaults = List.copyOf(defaults);
            lines = List.copyOf(lines);
        }
    }

    /** A value that is always written. @param back what is expected there on the way back */
    record Fixed(FieldPath path, Object value, String back) {
        void write(Resource.Builder resource) {
            switch (value) {
                case Boolean yes -> resource.set(path, yes);
                case BigDecimal number -> resource.set(path, number);
                default -> resource.set(path, value.toString());
            }
        }
    }

    /** @param orElse the word for rows without the mark, on the way back; empty when there is none */
    record MarkLine(Mark mark, List<Condition> when, String orElse) {}

    /** A line of which the piece bears a mark whenever one of its fields holds something, however the mapping writes it. */
    private record Bearing(Mark mark, FieldLine line) {
        boolean holds(String[] values) {
            for (var each : line.locals()) {
                if (!values[each].isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param suffix what its pieces' ids end in; empty for the first block of the file */
    PieceTable(Kind kind, String resourceType, String suffix, Taking taking, Body body, List<MarkLine> marks) {
        this.kind = kind;
        this.resourceType = resourceType;
        this.suffix = suffix;
        this.taking = taking;
        this.body = body;
        this.marks = List.copyOf(marks);
        this.lines = body.lines;
        this.bearings = Elements.of(Optional.of(kind)).marked().entrySet().stream().flatMap(each -> lines.stream()
                .filter(line -> each.getKey().isOf(line.path)).map(line -> new Bearing(each.getValue(), line)))
                .toList();
        this.conditions = lines.stream().flatMap(line -> line.conditions().stream()).distinct()
                .sorted(Comparator.comparingInt(path -> -path.names().size())).toList();
        this.constantPaths = body.constants.stream().map(Fixed::path).toList();
        this.inOrder = Stream.concat(lines.stream().filter(line -> !(line instanceof CodedLine.Concept)),
                lines.stream().filter(CodedLine.Concept.class::isInstance)).toArray(FieldLine[]::new);
        for (var line : lines) {
            filled.addAll(line.locals());
            if (line instanceof FieldLine.Scalar scalar && scalar.takesLines()) {
                manyLined.add(line.local);
            }
        }
    }

    Kind kind() {
        return kind;
    }

    String resourceType() {
        return resourceType;
    }

    String suffix() {
        return suffix;
    }

    Taking taking() {
        return taking;
    }

    List<FieldLine> lines() {
        return lines;
    }

    List<Fixed> constants() {
        return body.constants;
    }

    /** The piece that the row makes, if one of this block's fields holds something. */
    Optional<Piece> out(Out row, String id, boolean protectedAddress) {
        row.begin(resourceType);
        for (var i = 0; i < body.constants.size(); i++) {
            body.constants.get(i).write(row.resource);
        }
        var wrote = false;
        for (var i = 0; i < lines.size(); i++) {
            wrote |= lines.get(i).out(row);
        }
        if (!wrote) {
            return Optional.empty();
        }
        for (var i = 0; i < taking.when.size(); i++) {
            row.became(taking.when.get(i).field(), Fate.MAPPED);
        }
        var pieceId = suffix.isEmpty() ? id : id + suffix;
        return Optional.of(new Piece(pieceId, kind, finished(row),
                kind.section().confidentiality(), marks(row, protectedAddress), row.attached));
    }

    private Resource finished(Out row) {
        for (var i = 0; i < body.defaults.size(); i++) {
            var each = body.defaults.get(i);
            if (!row.resource.holds(each.path())) {
                each.write(row.resource);
            }
        }
        return row.resource.build();
    }

    private Set<Mark> marks(Out row, boolean protectedAddress) {
        var hidden = protectedAddress && kind.section() == Section.S02;
        if (marks.isEmpty() && bearings.isEmpty()) {
            return hidden ? Set.of(Mark.PROTECTED) : Set.of();
        }
        var found = EnumSet.noneOf(Mark.class);
        if (hidden) {
            found.add(Mark.PROTECTED);
        }
        for (var each : bearings) {
            if (each.holds(row.values)) {
                found.add(each.mark);
            }
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
        for (var each : body.constants) {
            if (reading.contradicts(each.path(), each.back())) {
                return Optional.empty();
            }
        }
        var back = new Back(piece, reading, day(reading, table), table, charsets);
        for (var i = 0; i < inOrder.length; i++) {
            inOrder[i].back(back);
        }
        if (!fulfils(back)) {
            return Optional.empty();
        }
        account(back);
        markBack(back);
        return Optional.of(back);
    }

    private Optional<LocalDate> day(ResourceReading reading, RowTable table) {
        if (table.day() >= 0) {
            for (var line : lines) {
                if (line.local == table.day()) {
                    var found = reading.look(line.path);
                    if (!found.isEmpty()) {
                        return FixedDate.day(found.getFirst());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What no line took: the table's own constants, and what has no field. */
    private void account(Back back) {
        var reading = back.reading;
        back.mapped(constantPaths);
        for (var each : body.defaults) {
            if (reading.look(each.path()).equals(List.of(each.back()))) {
                back.mapped(List.of(each.path()));
            }
        }
        back.mapped(conditions);
        back.count(reading.rest(), Outcome.DROPPED, "no-field");
    }

    /** The conditions hold for what came of the piece; a word that no line says is taken from the condition itself. */
    private boolean fulfils(Back back) {
        for (var condition : taking.when) {
            var words = condition.wanted();
            var filled = fills(condition.field());
            if (back.values[condition.field()].isEmpty() && !words.isEmpty()) {
                if (words.size() == 1 || !filled) {
                    back.assume(condition.field(), words);
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
        return filled.contains(field);
    }

    /** The names of the elements that a row with these values says by the word in that field and by no other. */
    Stream<String> saidBy(int field, String[] values) {
        return fills(field) && Condition.allHold(taking.when, values)
                ? lines.stream().filter(line -> line.locals().equals(List.of(field))).map(line -> line.path.leaf())
                : Stream.empty();
    }

    /** The fields in which several pieces may have their line. */
    Set<Integer> manyLined() {
        return manyLined;
    }

    /** The fields that its lines fill. */
    Set<Integer> fields() {
        return filled;
    }
}
