package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Piece;

/** All tables of one system, ready to translate with. */
final class SystemTables {
    final SystemDescription description;
    final String version;
    final List<RowTable> rows;
    final SystemRules rules;
    final Tally.Slots slots = new Tally.Slots();

    private final Map<String, RowTable> byType = new HashMap<>();
    private final boolean refers;
    private final boolean repeats;
    private final Map<Kind, List<Target>> byKind = new EnumMap<>(Kind.class);

    /** Where a piece may go on the way back. */
    record Target(RowTable row, PieceTable block) {
        /** Whether this block made the piece: its id says so. */
        boolean made(Piece piece) {
            var rest = piece.id().startsWith(row.type().name() + "-")
                    ? piece.id().substring(row.type().name().length() + 1)
                    : "";
            var digits = 0;
            while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
                digits++;
            }
            return digits > 0 && rest.substring(digits).equals(block.suffix());
        }

        /** The row's type and each local field whose word the piece still holds. */
        Stream<List<String>> fields(Piece piece) {
            var reading = piece.resource().reading();
            return block.lines().stream().filter(line -> !reading.look(line.path).isEmpty())
                    .flatMap(line -> line.locals().stream())
                    .map(local -> List.of(row.type().type(), row.fields().get(local)));
        }
    }

    SystemTables(SystemDescription description, SystemRules rules, String version, List<RowTable> rows) {
        this.description = description;
        this.rules = rules;
        this.version = version;
        this.rows = List.copyOf(rows);
        for (var row : rows) {
            byType.put(row.type().type(), row);
            for (var i = 0; i < row.fields().size(); i++) {
                slots.add(row.type().type(), row.fields().get(i), row.roles().drops()[i], row.roles().keeps()[i]);
            }
        }
        var blocks = rows.stream().flatMap(row -> row.pieces().stream()).toList();
        this.repeats = blocks.stream().anyMatch(block -> block.taking().repeated());
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

    /** Where the piece may go, best first: of a numbered group, to the columns from which it came. */
    List<Target> targets(Piece piece) {
        var found = targets(piece.kind());
        if (!repeats) {
            return found;
        }
        var sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(target -> !target.block().taking().repeated() || !target.made(piece)));
        return sorted;
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
