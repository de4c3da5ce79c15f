package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemTables.Target;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Section;

/** The local rows that are being put together out of pieces that come back. */
final class OpenRows {
    /** One of them. */
    private static final class OpenRow {
        final RowTable table;
        final String[] values;
        /** What the ids of its first piece begin with. */
        final String stem;
        /** See {@link Back#assumed}. */
        final Map<Integer, List<String>> assumed = new HashMap<>(0);
        final List<PieceTable> blocks = new ArrayList<>(2);
        final List<String> kept = new ArrayList<>(0);
        final List<Pending> references = new ArrayList<>(0);
        final List<Unsaid> derived = new ArrayList<>(0);
        int addresses;
        int protectedAddresses;

        OpenRow(RowTable table, String stem) {
            this.table = table;
            this.stem = stem;
            this.values = new String[table.fields().size()];
            Arrays.fill(values, "");
        }

        boolean saysSomething() {
            return !kept.isEmpty() || Arrays.stream(values).anyMatch(value -> !value.isEmpty());
        }

        /** False when the ids say that the two came from different rows. */
        boolean mayBe(String other) {
            return stem.equals(other) || !isOwn(stem, table) || !isOwn(other, table);
        }

        /** True when no field would need two values. @param many fields that may have several, one line each */
        boolean takes(Back piece, Set<Integer> many) {
            for (var i = 0; i < values.length; i++) {
                if (!piece.values[i].isEmpty() && !values[i].isEmpty() && !values[i].equals(piece.values[i])
                        && !many.contains(i) && !mayBe(piece.assumed, i, values[i])
                        && !mayBe(assumed, i, piece.values[i])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean mayBe(Map<Integer, List<String>> assumed, int field, String word) {
            return !assumed.isEmpty() && assumed.getOrDefault(field, List.of()).contains(word);
        }

        /** True when the two say the same in a field that both name; or say nothing there, or name none in common. */
        boolean agrees(PieceTable block, Back piece) {
            var said = false;
            for (var field : block.fields()) {
                if (!block.manyLined().contains(field) && isNamed(field)) {
                    if (!values[field].isEmpty() && values[field].equals(piece.values[field])) {
                        return true;
                    }
                    said |= !values[field].isEmpty() || !piece.values[field].isEmpty();
                }
            }
            return !said;
        }

        private boolean isNamed(int field) {
            for (var i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).fills(field)) {
                    return true;
                }
            }
            return false;
        }

        private void say(int field, Back piece) {
            values[field] = piece.values[field];
            assumed.remove(field);
            if (piece.assumed.containsKey(field)) {
                assumed.put(field, piece.assumed.get(field));
            }
        }

        void add(PieceTable block, Back piece) {
            for (var i = 0; i < values.length; i++) {
                var value = piece.values[i];
                if (values[i].isEmpty() || !value.isEmpty() && assumed.containsKey(i)
                        && !piece.assumed.containsKey(i)) {
                    say(i, piece);
                } else if (!value.isEmpty() && !values[i].equals(value) && block.manyLined().contains(i)) {
                    values[i] = values[i] + "\n" + value;
                }
            }
            blocks.add(block);
            kept.addAll(piece.kept);
            piece.references.forEach(each -> references.add(new Pending(each, block.kind())));
            piece.derived.forEach(each -> derived.add(new Unsaid(each, block.kind())));
            if (block.kind().section() == Section.S02) {
                addresses++;
                protectedAddresses += piece.piece.marks().contains(Mark.PROTECTED) ? 1 : 0;
            }
        }
    }

    private record Pending(Back.Reference reference, Kind kind) {}

    private record Unsaid(Back.Derived derived, Kind kind) {}

    private final List<OpenRow> rows = new ArrayList<>();
    private final Map<String, OpenRow> byPiece = new HashMap<>();

    /**
     * False when the block is one of a numbered group and has its piece already, or when the piece contradicts the person's own
     * row: a second one would be a second person.
     */
    boolean hasRoom(Target target, Back piece, String person) {
        var single = target.row().type().type().equals(person);
        return !single && !target.block().taking().repeated() || fitting(target, piece) != null
                || rows.stream()
                        .noneMatch(row -> single ? row.table == target.row() : row.blocks.contains(target.block()));
    }

    void add(Target target, Back piece) {
        var row = fitting(target, piece);
        if (row == null) {
            row = new OpenRow(target.row(), stem(piece));
            rows.add(row);
        }
        row.add(target.block(), piece);
        byPiece.put(piece.piece.id(), row);
    }

    private OpenRow fitting(Target target, Back piece) {
        var block = target.block();
        var stem = stem(piece);
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.table == target.row() && row.stem.equals(stem) && !row.blocks.contains(block)
                    && row.takes(piece, Set.of())) {
                return row;
            }
        }
        if (isOwn(stem, target.row()) && piece.piece.id().length() > stem.length()) {
            return null;
        }
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.table == target.row() && row.mayBe(stem) && !row.blocks.contains(block)
                    && row.takes(piece, Set.of()) && row.agrees(block, piece)) {
                return row;
            }
        }
        if (!block.manyLined().isEmpty()) {
            for (var row : rows) {
                if (row.table == target.row() && row.mayBe(stem) && row.blocks.contains(block)
                        && row.takes(piece, block.manyLined()) && row.agrees(block, piece)) {
                    return row;
                }
            }
        }
        return null;
    }

    /** The part of the piece's id that all pieces of one row share, in this system or another. */
    private static String stem(Back piece) {
        var id = piece.piece.id();
        var dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** True when a row of this very type made the piece. */
    private static boolean isOwn(String stem, RowTable table) {
        var name = table.type().name();
        return stem.startsWith(name) && stem.length() > name.length() && stem.charAt(name.length()) == '-';
    }

    /** Says in the rows that hold an address whether it is protected, where the system has a field for it. */
    void sayProtection(ProtectedAddress address) {
        if (address instanceof ProtectedAddress.Said said) {
            for (var row : rows) {
                if (row.table.type().type().equals(said.row()) && row.addresses > 0) {
                    row.values[row.table.places().get(said.field())] = row.protectedAddresses > 0
                            ? said.when()
                            : said.open().getFirst();
                }
            }
        }
    }

    /**
     * Fills the fields that name another row by the piece to which a piece refers.
     *
     * @param counted is told of each reference and whether it led to a word
     */
    void sayReferences(BiConsumer<Counted, Boolean> counted) {
        for (var row : rows) {
            for (var each : row.references) {
                var reference = each.reference;
                var other = Optional.ofNullable(byPiece.get(reference.piece()))
                        .filter(found -> found.table.type().type().equals(reference.row()));
                var word = other.map(found -> found.values[found.table.places().get(reference.by())]).orElse("");
                if (row.values[reference.local()].isEmpty()) {
                    row.values[reference.local()] = word;
                }
                counted.accept(new Counted(each.kind, reference.leaf()), !word.isEmpty());
            }
        }
    }

    /**
     * Settles what no field was given because it follows from others.
     *
     * @param counted is told of each element and whether the row says it
     */
    void sayDerived(BiConsumer<Counted, Boolean> counted) {
        for (var row : rows) {
            for (var each : row.derived) {
                var follows = each.derived.follows().test(row.values);
                for (var i = 0; i < each.derived.leaves(); i++) {
                    counted.accept(new Counted(each.kind, each.derived.leaf()), follows);
                }
            }
        }
    }

    /** Tells of each element that a row will be read to say, because a condition wrote a word for which nobody stood up. */
    void sayAssumed(Consumer<Counted> counted) {
        for (var row : rows) {
            for (var field : row.assumed.keySet()) {
                for (var block : row.table.pieces()) {
                    block.saidBy(field, row.values)
                            .forEach(leaf -> counted.accept(new Counted(block.kind(), leaf)));
                }
            }
        }
    }

    record Counted(Kind kind, String leaf) {}

    /** The rows of all types in the order in which the system writes them. */
    List<Filled> filled(SystemTables tables) {
        var found = new ArrayList<Filled>();
        for (var table : tables.rows) {
            for (var row : rows) {
                if (row.table == table && row.saysSomething()) {
                    found.add(new Filled(table, row.values, row.kept));
                }
            }
        }
        return found;
    }

    /** A row with its values by the place of the field. */
    record Filled(RowTable table, String[] values, List<String> kept) {
        String value(Optional<String> field) {
            return field.map(name -> values[table.places().get(name)]).orElse("");
        }
    }
}
