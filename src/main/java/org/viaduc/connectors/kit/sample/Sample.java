package org.viaduc.connectors.kit.sample;

import java.util.List;
import java.util.stream.Stream;

import org.viaduc.mapping.SystemDescription.Wire;

/**
 * What a system hands over, as far as it can be read without a description.
 *
 * @param source what it was read from, for messages
 * @param wire   what the file looks like from outside
 * @param tables one for each row type, in the order in which they appear
 * @param person the row type that says who a file is about, where the sample itself tells
 * @param attributes of the root; they belong to the person's row
 */
public record Sample(String source, Wire wire, List<Table> tables, String person, List<Column> attributes) {
    /** How many rows of each type are looked at. */
    static final int MOST_ROWS = 5_000;

    public Sample {
        tables = List.copyOf(tables);
        attributes = List.copyOf(attributes);
    }

    Sample(String source, Wire wire, List<Table> tables, String person) {
        this(source, wire, tables, person, List.of());
    }

    /** With this row type as the person's, and the root's attributes in its rows. */
    public Sample about(String type) {
        return new Sample(source, wire, tables.stream().map(table -> table.type.equals(type)
                ? new Table(type, Stream.concat(attributes.stream(), table.columns.stream()).toList(), table.rows)
                : table).toList(), type, List.of());
    }

    /** True when a file holds one person, so that rows need not say whose they are. */
    public boolean isOnePerson() {
        return wire instanceof Wire.Xml;
    }

    /** One row type. @param rows how many were looked at */
    public record Table(String type, List<Column> columns, int rows) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One column, or leaf element.
     *
     * @param values   those that are filled, in the order of the sample
     * @param declared the format that a schema gives, as {@code date yyyy-MM-dd}; empty when none does
     */
    public record Column(String name, List<String> values, String declared) {
        public Column {
            values = List.copyOf(values);
        }

        public Column(String name, List<String> values) {
            this(name, values, "");
        }

        /** How many different values it has. */
        public long distinct() {
            return values.stream().distinct().count();
        }

        @Override
        public String toString() {
            return "Column[" + name + ", " + values.size() + " values]";
        }
    }

    @Override
    public String toString() {
        return "Sample[" + source + ", " + tables.size() + " row types]";
    }
}
