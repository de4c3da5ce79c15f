package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.ToConfirm;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;

/**
 * A question that was withheld, and whose answer a new fact would change, is asked as a new exchange: an ending has no way
 * out, and what it held was shredded. The withholding itself said which facts those are.
 */
public final class Reopening {
    /** Why a user's word ended an exchange, as the journal has it. */
    public static final String CANCELLED = "cancelled-by-user";
    private final Desk desk;
    private final Collected collected;
    private final ToConfirm toConfirm = new ToConfirm();

    public Reopening(Desk desk, Collected collected) {
        this.desk = desk;
        this.collected = collected;
    }

    /** By track, the last exchange about the person if this node withheld it and one of the facts would change that. */
    Map<Track, Journey> withheld(Connection tx, Pseudonym person, Collection<Fact> fresh) throws SQLException {
        var last = new EnumMap<Track, Journey>(Track.class);
        if (!fresh.isEmpty()) {
            desk.journeys().outgoing(tx, person).forEach(journey -> last.put(journey.track(), journey));
        }
        var kinds = fresh.stream().map(Fact::kind).collect(Collectors.toSet());
        var found = new EnumMap<Track, Journey>(Track.class);
        for (var journey : last.values()) {
            if (journey.state() == State.WITHHELD && journey.attempts() == 0
                    && DecisionText.wouldChange(desk.journeys().account(tx, journey.id()).decision()).stream()
                            .anyMatch(kinds::contains)
                    && !isCancelled(tx, journey)) {
                found.put(journey.track(), journey);
            }
        }
        return found;
    }

    /** A user saw what would leave and wanted it no more: no fact sends it after all. */
    private boolean isCancelled(Connection tx, Journey journey) throws SQLException {
        return desk.journal().of(tx, journey.id()).stream().map(Placed::entry)
                .anyMatch(entry -> entry.step() == Step.WITHHELD
                        && CANCELLED.equals(entry.details().get(Detail.REASON.word())));
    }

    /** What a user wanted to see before it leaves is seen before it leaves when it is asked anew. */
    void holdLike(Connection tx, Journey withheld, Journey again) throws SQLException {
        if (toConfirm.holds(tx, withheld)) {
            toConfirm.add(tx, again.id());
        }
    }

    /** Asks again what the facts would change; the file is taken at its next collection, and the question decided then. */
    public List<ExchangeId> after(Connection tx, Pseudonym person, Collection<Fact> fresh, Actor actor)
            throws SQLException {
        var opened = new java.util.ArrayList<ExchangeId>();
        for (var journey : withheld(tx, person, fresh).values()) {
            var through = desk.settings().connectors().get(journey.connector());
            if (through == null || !through.collects()) {
                continue;
            }
            var now = desk.clock().instant();
            var again = Journey.opened(ExchangeId.next(desk.clock()), Journey.Direction.OUT, journey.peer(),
                    journey.track(), journey.question(), now).change().about(person)
                    .collected(journey.connector(), journey.localId(), journey.household())
                    .awaiting("collection", java.util.Optional.empty()).at(now);
            desk.journeys().open(tx, again);
            holdLike(tx, journey, again);
            collected.forget(tx, through.system(), journey.localId());
            collected.mark(tx, journey.connector(), "");
            desk.pages(actor).say(again.id(), Step.QUESTION_OPENED, entry -> entry
                    .with(Detail.TRACK, journey.track().word()).with(Detail.TO, journey.peer().code())
                    .with(Detail.RELATED, journey.id().toString())).into(desk.journal(), tx);
            opened.add(again.id());
        }
        return opened;
    }
}
