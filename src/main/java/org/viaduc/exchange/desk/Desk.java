package org.viaduc.exchange.desk;

import java.time.Clock;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.Waypoint;
import org.viaduc.exchange.question.Decider;
import org.viaduc.exchange.question.FactBook;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Journal;
import org.viaduc.mapping.Translator;
import org.viaduc.person.Matcher;
import org.viaduc.person.PersonIndex;
import org.viaduc.trust.AttachmentStore;
import org.viaduc.trust.PeerDirectory;
import org.viaduc.trust.Sealer;

/** What both ways of the journey work with. */
public record Desk(NodeSettings settings, Transactions transactions, Journal journal, Journeys journeys, Shelf shelf,
        FactBook facts, Decider decider, Translator translator, Matcher matcher, PersonIndex index, PeerDirectory peers,
        Sealer sealer, AttachmentStore attachments, Outbox outbox, Receipts receipts, Tray tray,
        Waypoint.Watcher watcher, Clock clock) {

    /** Entries that this node makes by itself. */
    public Pages pages() {
        return pages(Actor.node(settings.department()));
    }

    /** Entries of what somebody does here, or a peer from there. */
    public Pages pages(Actor actor) {
        return new Pages(settings.department(), actor, clock);
    }

    @Override
    public String toString() {
        return "Desk[" + settings.department() + "]";
    }
}
