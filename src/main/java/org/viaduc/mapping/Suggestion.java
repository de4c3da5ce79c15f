package org.viaduc.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant who wrote a word that is not known. */
final class Suggestion {
    private Suggestion() {
    }

    /** As {@code ; did you mean `nom_nais`?}; empty when no known word is near. */
    static String of(String word, Collection<String> known) {
        var most = word.length() < 4 ? 1 : word.length() < 9 ? 2 : 3;
        return known.stream().filter(each -> distance(word, each) <= most)
                .min(Comparator.<String>comparingInt(each -> distance(word, each)).thenComparing(each -> each))
                .map(near -> "; did you mean `" + near + "`?").orElse("");
    }

    /** How many letters are to be added, left out, changed or swapped with their neighbour (Damerau 1964); case and signs weigh nothing. */
    static int distance(String one, String other) {
        var a = plain(one);
        var b = plain(other);
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + changed);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    private static String plain(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return lower.replaceAll("[-_. ]", "").isEmpty() ? lower : lower.replaceAll("[-_ ]", "");
    }
}
