package org.viaduc.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.model.Resource;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.consent.Consents;
import org.viaduc.policy.consent.Recording;
import org.viaduc.policy.consent.Said;

/**
 * Where consents, information and oppositions are captured, taken back and shown. What they state becomes facts of the
 * person, so every open question is asked again in the same transaction.
 */
public final class ConsentDesk {
    /** On these roads the law asks for an agreement or a consent; elsewhere one that is taken back stops nothing. */
    private static final List<String> STOPPED_BY_AGREEMENT = List.of("ase-administrative");
    private static final List<String> STOPPED_BY_CONSENT = List.of("pmi", "secret-partage");

    private final Desk desk;
    private final Counter counter;
    private final ConsentShelf shelf;

    ConsentDesk(Desk desk, Counter counter) {
        this.desk = desk;
        this.counter = counter;
        this.shelf = new ConsentShelf(desk.sealer());
    }

    /** One consent as it stands: FHIR R4, with its evidence, {@code inactive} once it was taken back. */
    public record Standing(String id, String category, List<Fact> facts, Optional<LocalDate> withdrawnOn,
            Resource consent) {}

    /** A consent of the same id is here and says something else: what was said is not changed. */
    public static final class ConsentChanged extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        ConsentChanged() {
            super("`id`: un consentement de cet identifiant dit autre chose ici ; ce qui change est un nouveau consentement"
                    + " / a consent of this id says something else here; what changes is a new consent");
        }
    }

    /**
     * Records what was said. The same again changes nothing; the same, ended, ends it.
     *
     * @return its id
     * @throws NoSuchElementException when nobody is known whom it is about
     * @throws ConsentChanged         when another consent has its id
     */
    public String add(Counter.About about, Said said, Recording recording, Actor user) {
        return desk.transactions().run(tx -> {
            var person = person(tx, about);
            add(tx, person, said, recording, user);
            return said.key();
        });
    }

    /** Records all or none. @return the ids of those that are new */
    public List<String> importAll(Counter.About about, List<Said> consents, Recording recording, Actor user) {
        return desk.transactions().run(tx -> {
            var person = person(tx, about);
            var fresh = new ArrayList<String>();
            for (var said : consents) {
                if (add(tx, person, said, recording, user)) {
                    fresh.add(said.key());
                }
            }
            return fresh;
        });
    }

    private boolean add(Connection tx, Pseudonym person, Said said, Recording recording, Actor user)
            throws SQLException {
        var isNew = shelf.add(tx, person, said, desk.clock().instant());
        if (!isNew && !shelf.find(tx, person, said.key()).orElseThrow().said().digest().equals(said.digest())) {
            throw new ConsentChanged();
        }
        var facts = new ArrayList<Fact>(isNew ? said.facts() : List.of());
        if (said.withdrawnOn().isPresent()) {
            var on = said.withdrawnOn().get();
            if (shelf.withdraw(tx, person, said.key(), on)) {
                facts.addAll(Consents.withdrawal(said, on, recording));
            }
        }
        counter.record(tx, person, facts, user, entry -> entry.with(Detail.DIGEST, said.digest().hex()));
        return isNew;
    }

    /**
     * Takes a consent back from a day on. What was sent before stays lawfully sent.
     *
     * @return the roads that this stops; empty when no open road asks for it
     * @throws NoSuchElementException                           when the person has no such consent that stands
     * @throws org.viaduc.policy.consent.ConsentRefused when it is none that is taken back
     */
    public List<String> withdraw(Counter.About about, String id, LocalDate on, Recording recording, Actor user) {
        return desk.transactions().run(tx -> {
            var person = person(tx, about);
            var said = shelf.find(tx, person, id).map(ConsentShelf.Standing::said)
                    .orElseThrow(() -> new NoSuchElementException("no such consent"));
            var facts = Consents.withdrawal(said, on, recording);
            if (!shelf.withdraw(tx, person, id, on)) {
                throw new NoSuchElementException("no such consent stands");
            }
            counter.record(tx, person, facts, user, entry -> entry.with(Detail.DIGEST, said.digest().hex()));
            return facts.stream().anyMatch(fact -> fact.kind() == FactKind.AGREEMENT_WITHDRAWN)
                    ? STOPPED_BY_AGREEMENT
                    : STOPPED_BY_CONSENT;
        });
    }

    /** The person's consents as they stand, oldest first. That they were read is written down. */
    public List<Standing> of(Counter.About about, Actor user) {
        return desk.transactions().run(tx -> {
            var person = person(tx, about);
            var standing = shelf.of(tx, person).stream().map(ConsentShelf.Standing::said)
                    .map(said -> new Standing(said.key(), said.category().word(), said.facts(), said.withdrawnOn(),
                            Consents.standing(said.consent(), said.withdrawnOn())))
                    .toList();
            desk.journal().append(tx, List.of(Entry.of(user, Step.READ, desk.clock().instant())
                    .with(Detail.PSEUDONYM, person.value().toString()).with(Detail.SECTIONS, "S20")
                    .with(Detail.RECORDS, standing.size())));
            return standing;
        });
    }

    private Pseudonym person(Connection tx, Counter.About about) throws SQLException {
        return counter.person(tx, about).orElseThrow(() -> new NoSuchElementException("no such file"));
    }
}
