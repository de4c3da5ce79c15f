package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.viaduc.mapping.format.Format;

/**
 * How a system's tables read a local field, for whoever tries them: as a code, or as what one of the formats says.
 *
 * @param table  the code table; empty where the field has a format
 * @param format {@link Format#NONE} where the field has a code table
 * @param when   which rows are read so
 * @param fact   whether it is the day or a word of a fact
 */
public record FieldUse(String row, String field, Optional<String> table, Format format, List<Asked> when,
        boolean fact) {
    public FieldUse {
        when = List.copyOf(when);
    }

    /**
     * What is asked of a row: a field has one of the words, or any where there are none.
     *
     * @param asked false when it shall not be so
     */
    public record Asked(String field, List<String> words, boolean asked) {
        public Asked {
            words = List.copyOf(words);
        }
    }

    /** The field whose day chooses the lines of the code tables, for rows of that type. */
    public record DayField(String row, String field, Format format) {}

    static List<FieldUse> of(RowTable row) {
        var found = new ArrayList<FieldUse>();
        for (var i = 0; i < row.pieces().size(); i++) {
            var block = row.pieces().get(i);
            var when = block.taking().otherwise() ? others(row, i) : asked(row, block.taking().when());
            block.lines().forEach(line -> of(row, line, when).ifPresent(found::add));
        }
        for (var fact : row.facts()) {
            var when = asked(row, fact.when());
            found.add(new FieldUse(row.type().type(), row.fields().get(fact.on()), Optional.empty(), fact.onFormat(),
                    when,
                    true));
            Stream.concat(fact.fields().values().stream(), fact.author().stream())
                    .forEach(said -> of(row, said, when).ifPresent(found::add));
        }
        return found;
    }

    private static Optional<FieldUse> of(RowTable row, FieldLine line, List<Asked> when) {
        return switch (line) {
            case CodedLine coded -> Optional.of(new FieldUse(row.type().type(), row.fields().get(coded.local),
                    Optional.of(coded.table.name()), Format.NONE, when, false));
            case FieldLine.Scalar scalar -> Optional.of(new FieldUse(row.type().type(), row.fields().get(scalar.local),
                    Optional.empty(), scalar.format(), when, false));
            default -> Optional.empty();
        };
    }

    private static Optional<FieldUse> of(RowTable row, FactTable.Said said, List<Asked> when) {
        return switch (said) {
            case FactTable.Said.Fixed any -> Optional.empty();
            case FactTable.Said.Written(var field, var format) -> Optional.of(new FieldUse(row.type().type(),
                    row.fields().get(field), Optional.empty(), format, when, true));
            case FactTable.Said.Coded(var field, var table) -> Optional.of(new FieldUse(row.type().type(),
                    row.fields().get(field), Optional.of(table.name()), Format.NONE, when, true));
        };
    }

    private static List<Asked> asked(RowTable row, List<Condition> when) {
        return when.stream().map(each -> new Asked(row.fields().get(each.field()), each.words(), each.asked()))
                .toList();
    }

    /** The rows that no block before takes, as far as these ask for words of one field. */
    private static List<Asked> others(RowTable row, int block) {
        return row.pieces().subList(0, block).stream().map(before -> before.taking().when())
                .filter(when -> when.size() == 1).flatMap(List::stream)
                .map(each -> new Asked(row.fields().get(each.field()), each.words(), !each.asked())).toList();
    }
}
