package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Ending;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.ToConfirm;
import org.viaduc.exchange.question.Wording;
import org.viaduc.exchange.way.Collecting;
import org.viaduc.exchange.way.Reopening;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.policy.Role;

/**
 * An exchange that is decided on the collected file and does not leave before a user has seen what would leave: the same
 * question, file and rules as any other, so what is shown is what happens, unless a fact or the date changes the answer in
 * between; then it is decided again, as at every sending.
 */
public final class Previewing {
    private final Desk desk;
    private final Counter counter;
    private final Collecting collecting;
    private final ToConfirm toConfirm = new ToConfirm();

    Previewing(Desk desk, Counter counter, Collecting collecting) {
        this.desk = desk;
        this.counter = counter;
        this.collecting = collecting;
    }

    /** Starts an exchange as {@link Counter#start} does, to be seen before it leaves. */
    public ExchangeId start(String connector, String localId, Track track, Department to, Role sender, Wording wording,
            Actor user) {
        return counter.start(connector, localId, track, to, sender, wording, user, toConfirm::add);
    }

    /**
     * A user has seen what would leave: the question is asked once more, and what it releases is queued.
     *
     * @param seen the digest of the decision that the user saw
     * @return false when it was decided otherwise since: nothing leaves, and the user has to look again
     * @throws NoSuchElementException when nothing under that id waits for a user's word
     */
    public boolean confirm(ExchangeId id, String seen, Actor user) {
        return desk.transactions().run(tx -> {
            var journey = waiting(tx, id).filter(each -> each.awaits().equals(Journey.CONFIRMATION))
                    .orElseThrow(() -> new NoSuchElementException("nothing waits to be confirmed under that id"));
            if (!journey.decisionDigest().equals(seen)) {
                return false;
            }
            toConfirm.remove(tx, id);
            desk.pages(user).say(id, Step.RESOLVED, entry -> entry.with(Detail.DECISION, journey.decisionDigest()))
                    .into(desk.journal(), tx);
            collecting.factRecorded(tx, journey.person().orElseThrow());
            return true;
        });
    }

    /**
     * A user wants it no more: nothing has left, and what was kept is shredded.
     *
     * @throws NoSuchElementException when nothing under that id waits for a user's word
     */
    public void cancel(ExchangeId id, Actor user) {
        desk.transactions().run(tx -> {
            var journey = waiting(tx, id).filter(each -> each.state() == State.AWAITING)
                    .orElseThrow(() -> new NoSuchElementException("nothing waits to be confirmed under that id"));
            toConfirm.remove(tx, id);
            desk.shelf().clear(tx, id);
            desk.journeys().conclude(tx, journey.change().ended(new Ending.Withheld()).at(desk.clock().instant()));
            desk.pages(user).say(id, Step.WITHHELD, entry -> entry.with(Detail.ANSWER, "none")
                    .with(Detail.REASON, Reopening.CANCELLED)).say(id, Step.SHREDDED).into(desk.journal(), tx);
            return null;
        });
    }

    /** Whether the exchange is one that a user wants to see before it leaves. */
    public boolean isHeld(ExchangeId id) {
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().find(tx, id);
            return journey.isPresent() && toConfirm.holds(tx, journey.get());
        });
    }

    private Optional<Journey> waiting(Connection tx, ExchangeId id) throws SQLException {
        var journey = desk.journeys().locked(tx, id);
        return journey.isPresent() && toConfirm.holds(tx, journey.get()) ? journey : Optional.empty();
    }
}
