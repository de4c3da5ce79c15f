package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.mapping.CommonElement;
import org.viaduc.model.Kind;

/**
 * A kind of piece, and where the fields of a local system usually stand in it.
 *
 * @param asked the name of the element without which a row makes no such piece
 */
record Target(Kind kind, Optional<String> asked, List<Field> fields) {
    static final String BENEFIT = "benefit";

    Target {
        fields = List.copyOf(fields);
    }

    String piece() {
        return kind.code();
    }

    /** Sections about the person alone: in rows about somebody else they would say a relative's name as the person's. */
    boolean isOfThePerson() {
        return piece().startsWith("S01") || piece().startsWith("S04");
    }

    /** Whether its pieces say which benefit they are about: a constant says it where no field does. */
    boolean saysBenefit() {
        return fields.stream().anyMatch(field -> field.element().name().equals(BENEFIT));
    }

    /**
     * @param shared whether the same column may also stand elsewhere
     * @param several whether each column that fits makes a piece of its own
     * @param named  what a column's name may say
     * @param as     what its values must look like
     */
    record Field(CommonElement element, boolean shared, boolean several, List<Set<String>> named, As as,
            Optional<String> note) {
        Field {
            named = List.copyOf(named);
        }

        /** The table of a field that holds codes. */
        String codes() {
            return element.codes().orElseThrow();
        }
    }

    /** What values look like. */
    enum As {
        TEXT,
        WORDS,
        NAMES,
        DATE,
        MONTH,
        AMOUNT,
        PHONE,
        MAIL,
        NIR,
        COG,
        CODE,
        CODES
    }
}
