package org.viaduc.policy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.viaduc.model.Digest;

/**
 * What a book says of itself.
 *
 * @param titles  the rules' ids with their titles
 * @param counsel what concerns all rules and a lawyer has yet to confirm
 */
record Imprint(String version, Digest digest, SortedMap<String, String> titles, List<String> counsel,
        CitationTable citations) {
    Imprint {
        titles = Collections.unmodifiableSortedMap(new TreeMap<>(titles));
        counsel = List.copyOf(counsel);
    }
}
