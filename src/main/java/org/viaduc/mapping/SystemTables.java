package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.model.Digest;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;

/** All tables of one system, ready to translate with. */
final class SystemTables {
    final SystemDescription description;
    final String version;
    final Map<String, String> texts;
    final Digest content;
    final List<RowTable> rows;
    final SystemRules rules;
    final Tally.Slots slots = new Tally.Slots();

    private final Map<String, RowTable> byType = new HashMap<>();
    private final boolean refers;
    private final Map<Kind, List<Target>> byKind = new EnumMap<>(Kind.class);

    /** Where a piece may go on the way back. */
    record Target(RowTable row, PieceTable block) {
        /** Whether this block made the piece: its id says so. */
        boolean made(Piece piece) {
            var id = piece.id();
            var name = row.type().name();
            var start = name.length() + 1;
            if (!id.startsWith(name) || id.length() <= start || id.charAt(name.length()) != '-') {
                return false;
            }
            var end = start;
            while (end < id.length() && id.charAt(end) >= '0' && id.charAt(end) <= '9') {
                end++;
            }
            return end > start && id.length() - end == block.suffix().length() && id.startsWith(block.suffix(), end);
        }

        /** The row's type and each local field whose word the piece still holds. */
        Stream<List<String>> fields(Piece piece) {
            var reading = piece.resource().reading();
            return block.lines().stream().filter(line -> !reading.look(line.path).isEmpty())
                    .flatMap(line -> line.locals().stream())
                    .map(local -> List.of(row.type().type(), row.fields().get(local)));
        }
    }

    SystemTables(SystemDescription description, SystemRules rules, String version,
            Map<String, String> texts, List<RowTable> rows) {
        this.description = description;
        this.rules = rules;
        this.version = version;
        this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        this.content = Digest
                .of(this.texts.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toList());
        this.rows = List.copyOf(rows);
        for (var row : rows) {
            byType.put(row.type().type(), row);
            for (var i = 0; i < row.fields().size(); i++) {
                slots.add(row.type().type(), row.fields().get(i), row.roles().drops()[i], row.roles().keeps()[i]);
            }
        }
        var blocks = rows.stream().flatMap(row -> row.pieces().stream()).toList();
        this.refers = blocks.stream().flatMap(block -> block.lines().stream())
                .anyMatch(ReferenceLine.class::isInstance);
        rows.forEach(
                row -> row.pieces().stream().filter(block -> !block.taking().otherwise())
                        .forEach(block -> add(row, block)));
        rows.forEach(row -> row.pieces().stream().filter(block -> block.taking().otherwise())
                .forEach(block -> add(row, block)));
    }

    private void add(RowTable row, PieceTable block) {
        byKind.computeIfAbsent(block.kind(), kind -> new ArrayList<>()).add(new Target(row, block));
    }

    RowTable row(String type) {
        return byType.get(type);
    }

    List<Target> targets(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** What becomes of a field as a whole. */
    Outcome fate(String type, String field) {
        var row = byType.get(type);
        var place = row == null ? null : row.places().get(field);
        if (place == null || !row.roles().drops()[place].isEmpty()) {
            return Outcome.DROPPED;
        }
        return row.roles().keeps()[place].isEmpty() ? Outcome.MAPPED : Outcome.KEPT_AS_TEXT;
    }

    /** Where the piece may go, best first: the block whose pieces have such ids, then the others in their order. */
    List<Target> targets(Piece piece) {
        var found = targets(piece.kind());
        for (var i = 1; i < found.size(); i++) {
            if (found.get(i).made(piece) && !found.getFirst().made(piece)) {
                var sorted = new ArrayList<>(found);
                sorted.addFirst(sorted.remove(i));
                return sorted;
            }
        }
        return found;
    }

    /** Whether rows may name other rows. */
    boolean refers() {
        return refers;
    }

    /** What the tables of this name call a common code. */
    Stream<String> words(String table, String code) {
        return rows.stream().flatMap(row -> row.pieces().stream()).flatMap(block -> block.lines().stream())
                .filter(CodedLine.class::isInstance).map(line -> ((CodedLine) line).table)
                .filter(each -> each.name().equals(table))
                .flatMap(each -> each.local(code, Optional.empty()).stream()).filter(line -> line.common().equals(code))
                .map(CodeTable.Line::display).filter(word -> !word.isBlank());
    }

    /** True unless the rows say that the address is open: an unknown word, an empty field or no row at all protect. */
    boolean protectsAddress(List<LocalRow> local) {
        return switch (description.protectedAddress()) {
            case ProtectedAddress.Every() -> true;
            case ProtectedAddress.Said said -> {
                var open = false;
                for (var row : local) {
                    if (row.type().equals(said.row())) {
                        if (!said.open().contains(row.fields().getOrDefault(said.field(), "").strip())) {
                            yield true;
                        }
                        open = true;
                    }
                }
                yield !open;
            }
        };
    }
}
