package org.viaduc.mapping;

import java.util.List;

/**
 * Whether a row is of a certain sort: one of its fields has one of some words, or none of them, or holds something, or
 * nothing.
 *
 * @param field  its place among the row type's fields
 * @param words  the words; empty when it is only asked whether the field holds something
 * @param asked  whether it shall be so: false for a field that has none of the words, or holds nothing
 */
record Condition(int field, List<String> words, boolean asked) {
    boolean holds(String[] values) {
        var value = values[field];
        return asked == (words.isEmpty() ? !value.isEmpty() : words.contains(value));
    }

    /** The words that the condition asks for; none when it only excludes some. */
    List<String> wanted() {
        return asked ? words : List.of();
    }

    static boolean allHold(List<Condition> conditions, String[] values) {
        for (var i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(values)) {
                return false;
            }
        }
        return true;
    }
}
