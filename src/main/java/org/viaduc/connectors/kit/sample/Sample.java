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
 * @param links  of a database
 * @param aside  what of a database is not read
 */
public record Sample(String source, Wire wire, List<Table> tables, String person, List<Column> attributes,
        List<Link> links, List<Aside> aside) {
    /** How many rows of each type are looked at. */
    static final int MOST_ROWS = 5_000;
    /** Where a row stands that is the record itself. */
    public static final String RECORD = ".";

    public Sample {
        tables = List.copyOf(tables);
        attributes = List.copyOf(attributes);
        links = List.copyOf(links);
        aside = List.copyOf(aside);
    }

    Sample(String source, Wire wire, List<Table> tables, String person, List<Column> attributes) {
        this(source, wire, tables, person, attributes, List.of(), List.of());
    }

    /** A column whose values are another row type's keys, because the system itself says so. */
    public record Link(String type, String column, String to, String key) {}

    /** What was seen and is not read, with the reason in both languages. */
    public record Aside(String what, String french, String english) {}

    Sample(String source, Wire wire, List<Table> tables, String person) {
        this(source, wire, tables, person, List.of());
    }

    /** With this row type as the person's, and the root's attributes in its rows. */
    public Sample about(String type) {
        return new Sample(source, wire, tables.stream().map(table -> table.type.equals(type)
                ? table.with(Stream.concat(attributes.stream(), table.columns.stream()).toList())
                : table).toList(), type, List.of(), links, aside);
    }

    /** Without these row types. */
    public Sample without(List<Table> some) {
        return new Sample(source, wire, tables.stream().filter(table -> !some.contains(table)).toList(), person,
                attributes, links, aside);
    }

    /** The same, seen otherwise from outside. */
    public Sample with(Wire other) {
        return new Sample(source, other, tables, person, attributes, links, aside);
    }

    /** True when a file holds one person, so that rows need not say whose they are. */
    public boolean isOnePerson() {
        return wire instanceof Wire.Xml xml && xml.record().isEmpty() || isTree() && !hasManyPersons();
    }

    /** True when one record holds the elements of several persons. */
    public boolean hasManyPersons() {
        return isTree() && tables.stream().anyMatch(table -> table.type.equals(person) && !table.at.equals(RECORD));
    }

    /** True when rows say where they stand in a record. */
    public boolean isTree() {
        return wire instanceof Wire.Json || wire instanceof Wire.Xml xml && !xml.record().isEmpty();
    }

    /**
     * One row type.
     *
     * @param at   its elements below the record, as {@code contrats[].actions[]}; {@code .} for the record itself; empty where
     *             lines say their type
     * @param rows how many were looked at
     */
    public record Table(String type, String at, List<Column> columns, int rows) {
        public Table {
            columns = List.copyOf(columns);
        }

        public Table(String type, List<Column> columns, int rows) {
            this(type, "", columns, rows);
        }

        /** The same with other columns. */
        public Table with(List<Column> others) {
            return new Table(type, at, others, rows);
        }
    }

    /** How a column's values are written, where the form of the file tells. */
    public enum Shape {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** Several values at once. */
        LIST
    }

    /**
     * One column, or leaf element.
     *
     * @param values   those that are filled, in the order of the sample
     * @param declared the format that a schema gives, as {@code date yyyy-MM-dd}; empty when none does
     */
    public record Column(String name, List<String> values, String declared, Shape shape) {
        public Column {
            values = List.copyOf(values);
        }

        public Column(String name, List<String> values, String declared) {
            this(name, values, declared, Shape.TEXT);
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

    /** Whoever can tell what names of columns say. */
    public interface Judge {
        /** How many of the columns say who somebody is. */
        int identity(Table table);

        /** Whether any column says something about a person or a household. */
        boolean saysSomething(Table table);
    }

    @Override
    public String toString() {
        return "Sample[" + source + ", " + tables.size() + " row types]";
    }
}
