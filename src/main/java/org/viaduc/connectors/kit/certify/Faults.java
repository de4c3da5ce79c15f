package org.viaduc.connectors.kit.certify;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.connectors.kit.guess.Hint;

/** What a trial found wrong, each in both languages; rows, fields, files and lines are named, and never a value. */
final class Faults {
    private final List<Hint> all = new ArrayList<>();

    void add(String french, String english) {
        add(new Hint(french, english));
    }

    void add(Hint fault) {
        all.add(fault);
    }

    List<Hint> all() {
        return List.copyOf(all);
    }
}
