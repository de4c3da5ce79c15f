package org.viaduc.connectors;

import java.util.Optional;

import org.viaduc.exchange.way.Collecting;
import org.viaduc.model.LocalRecord;

/** What the doors need of the node behind them: that it takes what they read, and remembers how far they came. */
interface Acceptance {
    /** Takes one record; the same record again changes nothing. */
    void accept(LocalRecord record, String connector);

    /** Something could not be read. @param faults how much */
    void refusedAtDoor(String connector, int faults);

    /** How far a door has read, in its own words. */
    Optional<String> mark(String connector);

    void mark(String connector, String mark);

    /** A node's own. */
    static Acceptance of(Collecting collecting) {
        return new Acceptance() {
            @Override
            public void accept(LocalRecord record, String connector) {
                collecting.accept(record, connector);
            }

            @Override
            public void refusedAtDoor(String connector, int faults) {
                collecting.refusedAtDoor(connector, faults);
            }

            @Override
            public Optional<String> mark(String connector) {
                return collecting.mark(connector);
            }

            @Override
            public void mark(String connector, String mark) {
                collecting.mark(connector, mark);
            }
        };
    }
}
