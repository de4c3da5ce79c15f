package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.model.Kind;
import org.viaduc.model.Section;

/** Sets of kinds as bits of a {@code long}: fast to combine, and there are fewer than 64 kinds. */
final class Kinds {
    static final long ALL;

    private static final Kind[] VALUES = Kind.values();
    private static final long[] BY_SECTION = new long[Section.values().length];

    static {
        if (VALUES.length > Long.SIZE) {
            throw new IllegalStateException("more than 64 kinds");
        }
        var all = 0L;
        for (var kind : VALUES) {
            BY_SECTION[kind.section().ordinal()] |= of(kind);
            all |= of(kind);
        }
        ALL = all;
    }

    private Kinds() {
    }

    static long of(Kind kind) {
        return 1L << kind.ordinal();
    }

    static long of(Section section) {
        return BY_SECTION[section.ordinal()];
    }

    static boolean has(long kinds, Kind kind) {
        return (kinds >>> kind.ordinal() & 1) != 0;
    }

    /** The kinds of {@code S10}, {@code S10.ip} or {@code all}. @throws org.viaduc.model.UnknownCode otherwise */
    static long of(String word) {
        return word.equals("all") ? ALL : word.indexOf('.') > 0 ? of(Kind.of(word)) : of(Section.of(word));
    }

    static List<Kind> list(long kinds) {
        var list = new ArrayList<Kind>();
        for (var kind : VALUES) {
            if (has(kinds, kind)) {
                list.add(kind);
            }
        }
        return list;
    }

    /** As short as can be said: whole sections by their code, otherwise the kinds. */
    static String words(long kinds) {
        var words = new ArrayList<String>();
        for (var section : Section.values()) {
            var here = kinds & of(section);
            if (here == of(section)) {
                words.add(section.name());
            } else if (here != 0) {
                words.add(section.name() + " " + String.join(", ", list(here).stream().map(Kind::word).toList()));
            }
        }
        return String.join(" · ", words);
    }
}
