package org.viaduc.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.model.FieldPath;

/**
 * How a local system writes what it hands over and reads what it is given: {@code mappings/<name>/system.yaml}.
 *
 * @param version  the day from which the description holds, as the file says it
 * @param rows     the row types, in the order in which they are written
 * @param person   the type of the row that says who a file is about
 * @param members  the type given to the other persons' person rows of a household
 * @param opening  the type of the row that opens a household
 * @param never    row types that are not even read
 */
public record SystemDescription(String name, String version, Wire wire, List<RowType> rows, String person,
        Optional<String> members, Optional<String> opening, Set<String> never, ProtectedAddress protectedAddress) {
    public SystemDescription {
        rows = List.copyOf(rows);
        never = Set.copyOf(never);
    }

    /** What the files look like from outside. */
    public sealed interface Wire {
        /** In which the system writes and reads its texts. */
        default Charset charset() {
            return StandardCharsets.UTF_8;
        }

        /** Lines of several types in one file. @param header what a type's header line begins with */
        record Csv(Charset charset, char delimiter, String lineEnd, String header) implements Wire {}

        /**
         * One table: the first line names its columns.
         *
         * @param type     of every other line; rows of the system's other types stand in the same lines
         * @param together the column by which lines stand together where a person has several; empty for the person's own
         */
        record Table(Charset charset, char delimiter, String lineEnd, String type, Optional<String> together)
                implements
                    Wire {
            /** A line for each person. */
            public Table(Charset charset, char delimiter, String lineEnd, String type) {
                this(charset, delimiter, lineEnd, type, Optional.empty());
            }
        }

        /**
         * Lines of several types whose fields stand at fixed places.
         *
         * @param type   where a line says its type
         * @param length of every line, in characters; 0 when a line may end with its last filled field
         * @param aside  line types that are about the file and not about a person, with the reason
         * @param ends   the lines that hold the file together; empty when nothing says that a file is whole
         */
        record Fixed(Charset charset, String lineEnd, Form.Span type, int length, Map<String, String> aside,
                Optional<Ends> ends) implements Wire {
            public Fixed {
                aside = Map.copyOf(aside);
            }
        }

        /**
         * The first and the last line of a file with fixed places.
         *
         * @param head     the first line's type
         * @param always   what always stands in the first line, and where; blank for nothing
         * @param exchange where the first line of a delivery bears the exchange's id
         * @param tail     the last line's type
         * @param count    where the last line says how many lines stand between the two
         */
        record Ends(String head, Form.Span format, String always, Optional<Form.Span> exchange, String tail,
                Form.Span count) {}

        /**
         * An element tree.
         *
         * @param namespace of all elements; empty for none
         * @param record    the elements below the root that lead to one household or person; empty: the root is it
         * @param aside     elements beside the records that are about the file and not about a person, with the reason
         */
        record Xml(String namespace, String root, List<String> record, Charset charset,
                Map<String, String> aside) implements Wire {
            /** One dossier, of which the root's own elements are the rows. */
            public static Xml of(String namespace, String root) {
                return new Xml(namespace, root, List.of(), StandardCharsets.UTF_8, Map.of());
            }

            public Xml {
                record = List.copyOf(record);
                aside = Map.copyOf(aside);
            }
        }

        /**
         * Objects and arrays, always in UTF-8 (RFC 8259).
         *
         * @param records the members that lead to the records; empty: what stands at the top, one or several
         * @param aside   members beside the records that are about the page and not about a person, with the reason
         */
        record Json(List<String> records, Map<String, String> aside) implements Wire {
            public Json {
                records = List.copyOf(records);
                aside = Map.copyOf(aside);
            }
        }

        /**
         * Rows of database views. In a file: one object per household or person, with an array of rows for each view.
         *
         * @param charset what the database can hold
         * @param deleted how a row says that it is deleted; empty when the views show no deleted rows
         */
        record Views(Charset charset, Optional<Deleted> deleted) implements Wire {
            public Views() {
                this(StandardCharsets.UTF_8, Optional.empty());
            }
        }

        /** @param field of any row type that has it. @param when the word for deleted. @param live the word for not deleted */
        record Deleted(String field, String when, String live) {}

        /** FHIR R4: a Bundle, or one resource. @param rows by row type, in the order in which they are asked */
        record Fhir(Map<String, FhirRow> rows) implements Wire {
            public Fhir {
                rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
            }
        }

        /**
         * A long XML flow of many households, read one after the other.
         *
         * @param charset where the file does not name another
         * @param root    the element around all
         * @param unit    the element of one household; row types are paths of elements below it
         * @param count   the path below the root of the element that says how many units the flow holds
         * @param head    what a delivered flow says before its one unit, by path below the root
         * @param holder  whose the household's rights are
         * @param aside   elements beside the units, others than the head's, that are about the flow, with the reason
         */
        record Flow(Charset charset, String root, String unit, Optional<String> count, Map<String, String> head,
                Optional<Holder> holder, Map<String, String> aside) implements Wire {
            public Flow {
                head = Collections.unmodifiableMap(new LinkedHashMap<>(head));
                aside = Map.copyOf(aside);
            }
        }
    }

    /**
     * Of a system that speaks FHIR: which resources are rows of this type.
     *
     * @param resource the resource type; {@code *} for those that no row type before takes
     * @param where    a path at which they hold something
     * @param profile  what a delivered one says that it follows
     * @param fields   where each field stands
     * @param rest     the field that holds, as JSON, what no field does
     */
    public record FhirRow(String resource, Optional<FieldPath> where, Optional<String> profile,
            Map<String, FhirField> fields, Optional<String> rest) {
        public static final String ANY = "*";

        public FhirRow {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** @param type how the field is written in JSON */
    public record FhirField(FieldPath path, FhirType type) {}

    /** How a scalar is written in JSON. */
    public enum FhirType {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /**
     * Of the household's rows, those that belong to some of its persons only.
     *
     * @param field of the person's row
     * @param words that the field has for these persons; where nobody has one, the household's first person is meant
     * @param rows  the row types
     */
    public record Holder(String field, List<String> words, Set<String> rows) {
        public Holder {
            words = List.copyOf(words);
            rows = Set.copyOf(rows);
        }
    }

    /** How a field stands in what the system hands over, where a bare name does not say it. */
    public sealed interface Form {
        /**
         * Characters of a line, from 1, both included.
         *
         * @param right  filled up in front, as numbers are
         * @param empty  what stands there when the field says nothing, beside spaces
         * @param holds  what may stand there
         * @param goesOn the character that says whether the text goes on in the next line of its type; 0 when it never does
         */
        record Span(int from, int to, boolean right, char pad, String empty, Holds holds, int goesOn)
                implements
                    Form {
            /** The text goes on in the next line, on the same line of the text. */
            public static final char SAME_LINE = '+';
            /** The text goes on in the next line, behind a line break. */
            public static final char NEW_LINE = '/';

            public Span(int from, int to, boolean right, char pad, String empty) {
                this(from, to, right, pad, empty, Holds.TEXT, 0);
            }

            public int length() {
                return to - from + 1;
            }

            /** Its places, for messages, which never say what stands there. */
            public String places() {
                return from == to ? "character " + from : "characters " + from + "–" + to;
            }
        }

        /** What may stand at a fixed place; anything else there makes the line unreadable, as if its places had shifted. */
        enum Holds {
            TEXT,
            /** Digits; the zeros that fill them up are no part of the number. */
            DIGITS,
            /** An amount in cents, with a {@code -} in front when it is negative; outside the file {@code 1234.56}. */
            CENTS,
            /** A day as {@code 20261231}; zeros where none is known. */
            DAY,
            /** The number of a person in the Belgian register, with its check digits; zeros where none is known. */
            NISS
        }

        /** A JSON number. */
        record Digits() implements Form {}

        /** A JSON {@code true} or {@code false}. */
        record Truth() implements Form {}

        /** Several values: a JSON array, or an XML element that is repeated. The field holds one a line. */
        record Many() implements Form {}
    }

    /**
     * One type of line or element.
     *
     * @param type      in the system's words
     * @param name      the stem of its mapping file
     * @param at        in a tree, where its elements stand below the record; none where the record itself is the row
     * @param forms     by field, where there is something to say
     * @param person    the field that says whose row it is
     * @param household the field that says which household's row it is
     * @param document  the field that holds a document
     */
    public record RowType(String type, String name, List<Step> at, List<String> fields, Map<String, Form> forms,
            Optional<String> person, Optional<String> household, Optional<DocumentField> document) {
        /** An element on the way to a row. @param many whether JSON writes it as an array */
        public record Step(String name, boolean many) {}

        public RowType {
            at = List.copyOf(at);
            fields = List.copyOf(fields);
            forms = Map.copyOf(forms);
        }

        /** A row type of flat lines. */
        public RowType(String type, String name, List<String> fields, Optional<String> person,
                Optional<String> household) {
            this(type, name, List.of(), fields, Map.of(), person, household, Optional.empty());
        }

        /** The elements below the record, with dots. */
        public String path() {
            return at.stream().map(Step::name).collect(Collectors.joining("."));
        }

        public boolean isMany(String field) {
            return forms.get(field) instanceof Form.Many;
        }

        /** Whether the field is one of the row in which this one stands: {@code ^reference}. */
        public static boolean isAbove(String field) {
            return field.startsWith("^");
        }

        boolean isKey(String field) {
            return person.filter(field::equals).isPresent() || household.filter(field::equals).isPresent();
        }
    }

    /**
     * @param mediaType the field of the same row that names the document's media type
     * @param otherwise the media type where no field names it
     */
    public record DocumentField(String content, Optional<String> mediaType, String otherwise) {}

    /** How the system says that an address is protected. What is not said to be open is protected. */
    public sealed interface ProtectedAddress {
        /** The system cannot say it: every address is protected. */
        record Every() implements ProtectedAddress {}

        /** @param open the words that mean not protected; every other, and none, protects */
        record Said(String row, String field, String when, List<String> open) implements ProtectedAddress {}
    }

    /** The row type of that name in the system's words. */
    public Optional<RowType> row(String type) {
        return rows.stream().filter(row -> row.type().equals(type)).findFirst();
    }
}
