package org.viaduc.exchange;

import java.sql.SQLException;
import java.util.NoSuchElementException;

import org.springframework.dao.DataAccessResourceFailureException;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.proof.Outward;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;

/** Says how the journal stands with the outside, and takes an auditor's word on its times. */
public final class ProofDesk {
    private final Desk desk;
    private final Outward outward;

    ProofDesk(Desk desk, Outward outward) {
        this.desk = desk;
        this.outward = outward;
    }

    public Outward.State outward() {
        try {
            return outward.state();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the journal cannot be read: " + e.getSQLState(), e);
        }
    }

    /**
     * A user states that the clock was set back before the checkpoint of that size: an entry, which whoever verifies the journal
     * reads in the place of a break.
     *
     * @throws NoSuchElementException when no checkpoint of that size is dated before the one that precedes it
     */
    public void clockWasSetBack(long size, Actor user) {
        desk.transactions().run(tx -> {
            var isBack = desk.journal().datedBack(tx, size).isPresent();
            if (!isBack) {
                throw new NoSuchElementException("no checkpoint of that size is dated back");
            }
            desk.journal().append(tx,
                    Entry.of(user, Step.CLOCK_SET, desk.clock().instant()).with(Detail.SIZE, size));
            return null;
        });
    }
}
