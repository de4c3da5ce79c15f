package org.viaduc.connectors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a door knows of its looks at systems that are asked again and again. How far it came is kept by the node; the rest
 * may be forgotten, and is then said a second time.
 */
final class Looks {
    private static final int MOST_TOLD = 10_000;

    private final Acceptance acceptance;
    /** The connectors whose look in progress met a file that must be asked for again. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> told = new LinkedHashMap<>();

    Looks(Acceptance acceptance) {
        this.acceptance = acceptance;
    }

    /** A new look begins. @return up to where the last one came */
    Optional<String> begin(String connector) {
        held.remove(connector);
        return acceptance.mark(connector).filter(mark -> !mark.isEmpty());
    }

    /** A file must be asked for again: the look goes on, and the next begins where this one began. */
    void hold(String connector) {
        held.add(connector);
    }

    /** Everything up to there has been taken, unless a file of this look must be asked for again. */
    void cameTo(String connector, String mark) {
        if (!held.contains(connector)) {
            acceptance.mark(connector, mark);
        }
    }

    /** True the first time: a look every minute must not fill the journal with one broken file. */
    synchronized boolean isNews(String what) {
        if (told.size() >= MOST_TOLD) {
            told.remove(told.keySet().iterator().next());
        }
        return told.put(what, true) == null;
    }
}
