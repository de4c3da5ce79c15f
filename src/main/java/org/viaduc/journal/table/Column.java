package org.viaduc.journal.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;

/**
 * One column: its name as in the journal, and what an entry has to say in it. Every detail has its own, so that nobody has to
 * take texts apart.
 */
record Column(String name, Kind kind, Function<Row, Optional<String>> value) {
    /** The columns of every table, in this order: new ones are added at the end. */
    static final List<Column> ALL = Stream.concat(Stream.of(
            new Column("origin", Kind.TEXT, row -> Optional.of(row.origin().code())),
            new Column("index", Kind.COUNT, row -> Optional.of(Long.toString(row.index()))),
            new Column("at", Kind.INSTANT, row -> Optional.of(row.entry().at().toString())),
            new Column("exchange", Kind.TEXT, row -> row.entry().exchange().map(String::valueOf)),
            new Column("actor-kind", Kind.TEXT, row -> Optional.of(row.entry().actor().kind().word())),
            new Column("actor", Kind.TEXT, row -> Optional.of(row.entry().actor().id())),
            new Column("step", Kind.TEXT, row -> Optional.of(row.entry().step()).map(Step::word))),
            Arrays.stream(Detail.values()).map(detail -> new Column(detail.word(),
                    detail.isCount() ? Kind.COUNT : Kind.TEXT,
                    row -> Optional.ofNullable(row.entry().details().get(detail.word())))))
            .toList();

    /** What values of a column are. */
    enum Kind {
        TEXT,
        COUNT,
        INSTANT
    }

    /** One entry and its place. */
    record Row(Department origin, long index, Entry entry) {}

    Optional<String> of(Row row) {
        return value.apply(row);
    }
}
