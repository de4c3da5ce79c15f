package org.viaduc.mapping;

import java.util.List;

/**
 * Whether a row is of a certain sort: one of its fields has one of some words, or holds something, or nothing.
 *
 * @param field  its place among the row type's fields
 * @param words  the words; empty when it is only asked whether the field holds something
 * @param filled what is asked when there are no words
 */
record Condition(int field, List<String> words, boolean filled) {
    boolean holds(String[] values) {
        var value = values[field];
        return words.isEmpty() ? filled != value.isEmpty() : words.contains(value);
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
