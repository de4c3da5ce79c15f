package org.viaduc.mapping;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        /** Lines of several types in one file. @param header what a type's header line begins with */
        record Csv(Charset charset, char delimiter, String lineEnd, String header) implements Wire {}

        /** One table: the first line names its columns. @param type of every other line */
        record Table(Charset charset, char delimiter, String lineEnd, String type) implements Wire {}

        /** One dossier as an element tree. */
        record Xml(String namespace, String root) implements Wire {}

        /** Lines of fixed length, each with its type in front. @param lines by their type; head and tail are not among them */
        record Fixed(Charset charset, String lineEnd, int width, int prefix, FixedLine head, FixedLine tail,
                Map<String, FixedLine> lines) implements Wire {
            public Fixed {
                lines = Map.copyOf(lines);
            }
        }

        /**
         * One file as a JSON object: its members are rows, objects or lists of objects, and their members fields.
         *
         * @param root    the member of the answer that holds the file; empty when the answer is the file
         * @param single  the row types that are written as one object, not as a list
         * @param members how fields are written that are no text, as {@code ressource.montant}
         */
        record Json(String root, Set<String> single, Map<String, Member> members) implements Wire {
            public Json {
                single = Set.copyOf(single);
                members = Map.copyOf(members);
            }

            /** What a member is in JSON; a list holds words, or lines. */
            public enum Member {
                NUMBER,
                BOOLEAN,
                WORDS,
                LINES
            }
        }

        /**
         * Views of a database, one per row type, one column per field.
         *
         * @param charset what the database can hold
         * @param deleted how a row says that it is deleted; empty when rows that are deleted are not in the views
         */
        record Views(Charset charset, Optional<Deleted> deleted) implements Wire {}

        /** @param field of any row type that has it. @param when the word for deleted. @param live the word for not deleted */
        record Deleted(String field, String when, String live) {}

        /**
         * A long XML flow of many households, read one after the other.
         *
         * @param charset where the file does not name another
         * @param root    the element around all
         * @param unit    the element of one household; row types are paths of elements below it
         * @param count   the path below the root of the element that says how many units the flow holds
         * @param head    what a delivered flow says before its one unit, by path below the root
         * @param holder  whose the household's rights are
         */
        record Flow(Charset charset, String root, String unit, Optional<String> count, Map<String, String> head,
                Optional<Holder> holder) implements Wire {
            public Flow {
                head = Collections.unmodifiableMap(new LinkedHashMap<>(head));
            }
        }
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

    /**
     * One type of line or element.
     *
     * @param type      in the system's words
     * @param name      the stem of its mapping file
     * @param person    the field that says whose row it is
     * @param household the field that says which household's row it is
     * @param document  the field that holds a document
     */
    public record RowType(String type, String name, List<String> fields, Optional<String> person,
            Optional<String> household, Optional<DocumentField> document) {
        public RowType {
            fields = List.copyOf(fields);
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
