package org.viaduc.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.viaduc.model.UnknownCode;

/** The closed lists of the contract, found by their word. */
final class Words<E extends Enum<E>> {
    private final String what;
    private final Map<String, E> byWord = new HashMap<>();

    Words(String what, E[] values, Function<E, String> word) {
        this.what = what;
        Arrays.stream(values).forEach(value -> byWord.put(word.apply(value), value));
    }

    E of(String word) {
        var found = byWord.get(word);
        if (found == null) {
            throw new UnknownCode(what, word, known());
        }
        return found;
    }

    private Collection<String> known() {
        return byWord.keySet().stream().sorted().toList();
    }
}
