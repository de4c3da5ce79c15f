package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of piece, and where the fields of a local system usually stand in it.
 *
 * @param asked          the field without which a row makes no such piece
 * @param withoutBenefit the concept that says which benefit it is, to be written as a constant where no field says it
 */
record Target(String piece, String resource, Map<String, String> constants, Optional<String> asked,
        Optional<String> withoutBenefit, List<Field> fields) {
    Target {
        constants = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(constants));
        fields = List.copyOf(fields);
    }

    /**
     * @param id     by which {@code asked} names it
     * @param shared whether the same column may also stand elsewhere
     * @param named  what a column's name may say
     * @param as     what its values must look like
     * @param path   the element, or the concept where {@code concept}
     * @param codes  the code table
     */
    record Field(String id, boolean shared, List<Set<String>> named, As as, String path, boolean concept,
            Optional<String> codes, Optional<String> system, Optional<String> note) {
        Field {
            named = List.copyOf(named);
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
