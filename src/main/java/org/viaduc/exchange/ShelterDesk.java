package org.viaduc.exchange;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.model.ExchangeId;

/** What people ask about those who must not be found: who may know where a file went, and whether an answer counts. */
public final class ShelterDesk {
    private final Desk desk;
    private final Counter counter;
    private final Shelter shelter;
    private final Quarantine quarantine;

    ShelterDesk(Desk desk, Counter counter) {
        this.desk = desk;
        this.counter = counter;
        this.shelter = new Shelter(desk);
        this.quarantine = new Quarantine(desk, shelter);
    }

    /** Of these exchanges, those whose other department this reader may not know. */
    public Set<ExchangeId> hidden(Collection<ExchangeId> exchanges, Actor reader) {
        return desk.transactions().run(tx -> shelter.hidden(tx, exchanges, reader));
    }

    /** Whether a user is an officer who decides of what stands apart. */
    public boolean isOfficer(Actor user) {
        return shelter.isOpenTo(user);
    }

    /**
     * Shows a named officer a fund's answer that stands apart; that they looked is an entry.
     *
     * @throws org.viaduc.exchange.shelter.OfficersOnly for anybody else
     * @throws java.util.NoSuchElementException         when nothing stands apart under that id
     */
    public Quarantine.Looked look(ExchangeId id, Actor officer) {
        return desk.transactions().run(tx -> quarantine.look(tx, id, officer));
    }

    /**
     * A named officer lets a fund's answer count: it is recorded as a fact, and what is open is asked again.
     *
     * @throws org.viaduc.exchange.shelter.OfficersOnly for anybody else
     * @throws java.util.NoSuchElementException         when nothing stands apart under that id
     */
    public void free(ExchangeId id, Actor officer) {
        desk.transactions().run(tx -> {
            var freed = quarantine.free(tx, id, officer);
            counter.recordAll(tx, freed.person(), List.of(freed.fact()), officer, entry -> entry);
            return null;
        });
    }

    /** A named officer throws a fund's answer away: it is shredded, and never was a fact. */
    public void discard(ExchangeId id, Actor officer) {
        desk.transactions().run(tx -> {
            quarantine.discard(tx, id, officer);
            return null;
        });
    }
}
