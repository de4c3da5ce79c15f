package org.viaduc.exchange.access;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.DutyBook;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.way.Collected;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;

/**
 * Opens an exchange that ends with a person who reads their own file (RGPD 15, CRPA L311-6), or with the parents of a minor
 * or a representative.
 */
public final class OwnAccess {
    /** Who may ask, as the rule book names them. */
    public static final List<Role> ASKERS = List.of(Role.PERSON, Role.PARENTS, Role.REPRESENTATIVE);
    private static final int MONTHS_TO_ANSWER = 1;

    private final Desk desk;
    private final Collected collected;
    private final Agents agents;
    private final DutyBook duties = new DutyBook();

    public OwnAccess(Desk desk, Collected collected) {
        this.desk = desk;
        this.collected = collected;
        this.agents = new Agents(desk);
    }

    /**
     * Asks for a local file in the name of somebody who stands before the agent and whose identity the agent has checked. The
     * file is taken at its next collection and decided then; the answer is due within a month of today, in any case.
     *
     * @param asker one of {@link #ASKERS}
     * @throws AgentsOnly             when the user is no agent of the register
     * @throws NoSuchElementException when the node has no such connector
     */
    public ExchangeId ask(String connector, String localId, Role asker, Actor agent) {
        if (!ASKERS.contains(asker)) {
            throw new IllegalArgumentException("whoever holds an office asks on a track of its own");
        }
        var role = agents.role(agent);
        var through = Optional.ofNullable(desk.settings().connectors().get(connector)).filter(Connector::collects)
                .orElseThrow(() -> new NoSuchElementException("no connector of that name collects here"));
        var here = desk.settings().department();
        var question = new Question(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE, new Party(here, role),
                new Recipient(here, asker, true, Optional.empty()));
        var due = desk.decider().today().plusMonths(MONTHS_TO_ANSWER);
        return desk.transactions().run(tx -> {
            var now = desk.clock().instant();
            var id = ExchangeId.next(desk.clock());
            desk.journeys().open(tx, Journey.opened(id, Journey.Direction.OUT, here, Track.PERSON_ACCESS,
                    QuestionText.write(question), now).change().collected(connector, localId, "")
                    .awaiting(Journey.COLLECTION, Optional.empty()).at(now));
            duties.note(tx, id, DutyBook.PERSON_ANSWER, Optional.of(due));
            collected.forget(tx, through.system(), localId);
            collected.mark(tx, connector, "");
            desk.pages(agent).say(id, Step.ASKED, entry -> entry.with(Detail.CONNECTOR, connector)
                    .with(Detail.TRACK, Track.PERSON_ACCESS.word())
                    .with(Detail.PURPOSE, Purpose.ACCES_PERSONNE.word()).with(Detail.TO_ROLE, asker.word())
                    .with(Detail.DUE, due.toString())).into(desk.journal(), tx);
            return id;
        });
    }
}
