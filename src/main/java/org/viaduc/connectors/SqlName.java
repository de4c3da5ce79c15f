package org.viaduc.connectors;

import java.util.regex.Pattern;

/** A name in SQL that needs no quotation marks: what stands in a statement beside its parameters is one, or is ours. */
record SqlName(String text) {
    private static final Pattern FORM = Pattern
            .compile("[A-Za-z_][A-Za-z0-9_$#]{0,62}(\\.[A-Za-z_][A-Za-z0-9_$#]{0,62})?");

    SqlName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "`" + text + "` is no name of a view, table or column: letters, digits and _");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
