package org.viaduc.journal;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The details of an entry, sorted, each of which has been checked against its key's form: once, not with every one added. */
final class Details extends AbstractMap<String, String> {
    static final Details NONE = new Details(new TreeMap<>());

    private final SortedMap<String, String> checked;

    private Details(SortedMap<String, String> checked) {
        this.checked = checked;
    }

    /** @throws IllegalArgumentException naming the key of a value that has not its form */
    static Details of(Map<String, String> details) {
        if (details instanceof Details already) {
            return already;
        }
        details.forEach((key, value) -> Detail.of(key).check(value));
        return new Details(new TreeMap<>(details));
    }

    /** These and one more. @throws IllegalArgumentException when the value has not the key's form */
    Details with(Detail key, String value) {
        key.check(value);
        var more = new TreeMap<>(checked);
        more.put(key.word(), value);
        return new Details(more);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return Collections.unmodifiableSortedMap(checked).entrySet();
    }

    @Override
    public String get(Object key) {
        return checked.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return checked.containsKey(key);
    }
}
