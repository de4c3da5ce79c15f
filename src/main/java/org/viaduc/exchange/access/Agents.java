package org.viaduc.exchange.access;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Track;
import org.viaduc.policy.Role;

/** Who may give a person their file: an agent individually designated and habilitated (CASF R221-8), whatever for. */
final class Agents {
    private final Desk desk;

    Agents(Desk desk) {
        this.desk = desk;
    }

    /** The role that the register gives the user. @throws AgentsOnly for anybody else; the attempt is in the journal */
    Role role(Actor user) {
        return desk.decider().agent(user).map(agent -> Role.of(agent.role())).orElseThrow(() -> {
            desk.transactions().run(tx -> {
                desk.pages(user).say(Step.REFUSED, entry -> entry.with(Detail.TRACK, Track.PERSON_ACCESS.word())
                        .with(Detail.REASON, "forbidden")).into(desk.journal(), tx);
                return null;
            });
            return new AgentsOnly();
        });
    }
}
