package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.viaduc.exchange.TrayDesk.Candidate;
import org.viaduc.exchange.TrayDesk.Doubtful;
import org.viaduc.exchange.TrayDesk.Known;
import org.viaduc.exchange.TrayDesk.Waiting;
import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.desk.Tray;
import org.viaduc.exchange.glass.GlassDuties;
import org.viaduc.exchange.reconcile.FindingBook;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.shelter.Quarantine;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.person.Traits;
import org.viaduc.policy.FactKind;

/** Gathers what waits for somebody here, from every book in which something can wait. */
final class WhatWaits {
    private final Desk desk;
    private final Rights rights;
    private final Shelter shelter;
    private final Quarantine quarantine;

    WhatWaits(Desk desk, Rights rights) {
        this.desk = desk;
        this.rights = rights;
        this.shelter = new Shelter(desk);
        this.quarantine = new Quarantine(desk, shelter);
    }

    List<Waiting> all(Connection tx) throws SQLException {
        var waiting = new ArrayList<Waiting>();
        var parked = desk.tray().all(tx);
        parked.forEach(each -> waiting.add(new Waiting(each.id(), "parked", each.direction(), each.reasons(),
                Optional.empty(), candidates(each), each.openedAt())));
        var known = parked.stream().map(Tray.Parked::id).collect(Collectors.toSet());
        desk.journeys().waiting(tx).stream().filter(journey -> !known.contains(journey.id()))
                .forEach(journey -> waiting.add(new Waiting(journey.id(), journey.state().word(),
                        journey.direction(),
                        journey.state() == State.PARKED ? journey.reason() : journey.awaits(),
                        journey.due(), List.of(), journey.openedAt())));
        duties(tx, waiting);
        quarantine.held(tx).forEach(each -> waiting.add(new Waiting(each.id(), "quarantined", Journey.Direction.OUT,
                FactKind.ADDRESS_ANSWERED.word(), Optional.empty(), List.of(), each.since())));
        neighbours(tx, waiting);
        return waiting;
    }

    private void duties(Connection tx, List<Waiting> waiting) throws SQLException {
        rights.toDo().forEach(each -> waiting.add(new Waiting(each.id(), each.what(), each.direction(),
                each.isOverdue() ? each.on() + ",overdue" : each.on(), Optional.of(desk.settings().day(each.due())),
                List.of(), each.since())));
        GlassDuties.toDo(tx).forEach(each -> waiting.add(new Waiting(each.id(), "to-do", each.direction(),
                each.what().word(), Optional.of(desk.settings().day(each.due())), List.of(), each.since())));
    }

    private void neighbours(Connection tx, List<Waiting> waiting) throws SQLException {
        new FindingBook().open(tx).forEach(each -> waiting.add(new Waiting(each.exchange(), "disagreement",
                each.direction(), each.kind().word(), Optional.empty(), List.of(), each.foundAt())));
        desk.journal().witnesses().charges(tx).forEach(each -> waiting.add(new Waiting(new ExchangeId(each.id()),
                each.origin().equals(desk.settings().department()) ? "own-rewritten" : "rewritten",
                Journey.Direction.IN, each.kind().word() + "," + each.origin().code(), Optional.empty(), List.of(),
                each.foundAt())));
    }

    /** The file of which a person shall say who it is about. */
    Doubtful doubtful(Connection tx, Tray.Parked parked) throws SQLException {
        var known = new ArrayList<Known>();
        for (var each : candidates(parked)) {
            known.add(new Known(each, shelter.covers(tx, each.person())
                    ? List.of()
                    : desk.journeys().outgoing(tx, each.person()).stream().map(Journey::localId)
                            .filter(local -> !local.isEmpty()).distinct().toList()));
        }
        var traits = desk.shelf().take(tx, parked.id()).flatMap(file -> Traits.of(file.document().record()));
        return new Doubtful(parked.id(), parked.direction(), List.of(parked.reasons().split(",")), parked.localId(),
                traits,
                known);
    }

    private static List<Candidate> candidates(Tray.Parked parked) {
        var candidates = new ArrayList<Candidate>();
        for (var each : parked.candidates()) {
            var reasons = new ArrayList<String>();
            each.path("reasons").forEach(reason -> reasons.add(reason.asText()));
            candidates.add(new Candidate(new Pseudonym(UUID.fromString(each.path("person").asText())), reasons));
        }
        return candidates;
    }
}
