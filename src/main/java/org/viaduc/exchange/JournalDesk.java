package org.viaduc.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.journal.About;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Beside;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.WitnessBook.Seen;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.Peer;

/** Hands out the journal to those who may read it; that they did is an entry of its own. */
public final class JournalDesk {
    private final Desk desk;
    private final DataSource source;
    private final KeyRing ring;
    private final RuleBook rules;

    JournalDesk(Desk desk, DataSource source, KeyRing ring, RuleBook rules) {
        this.desk = desk;
        this.source = source;
        this.ring = ring;
        this.rules = rules;
    }

    /** Writes the whole journal as a file that is verified with nothing else. */
    public void export(Actor reader, OutputStream out) throws IOException {
        desk.transactions().run(tx -> {
            desk.pages(reader).say(Step.EXPORTED, entry -> entry).into(desk.journal(), tx);
            return null;
        });
        try (var connection = source.getConnection()) {
            desk.journal().export(connection, out, ring.publicKeys());
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    /** The signed head of the log, with everything that was committed until now. */
    public Checkpoint checkpoint() {
        try (var connection = source.getConnection()) {
            desk.journal().sequence(connection);
            return desk.journal().checkpoint(connection);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    /**
     * Writes a part of the journal, with the proof that it is one, as a file that is verified with nothing else.
     *
     * @return how many entries it holds
     * @throws java.util.NoSuchElementException when the log has no such entry, or did not grow to such a size
     */
    public int evidence(About about, Actor reader, OutputStream out) throws IOException {
        desk.transactions().run(tx -> {
            desk.journal().append(tx, told(about, reader));
            return null;
        });
        var neighbours = desk.peers().peers().stream().collect(Collectors.toMap(Peer::department, Peer::publicKeys));
        try (var connection = source.getConnection()) {
            return desk.journal().evidence(connection, about,
                    new Beside(ring.publicKeys(), neighbours, sentences(), this::receipts), out);
        } catch (SQLException e) {
            throw unread(e);
        }
    }

    /**
     * What is kept of the neighbours' journals, and what it proves against them.
     *
     * @param seen   which head of this journal each neighbour said last to hold
     * @param unseen the neighbours that have not said it of any
     */
    public record Witnessed(List<Checkpoint> latest, List<Contradiction> contradictions, List<Seen> seen,
            List<Department> unseen) {}

    /** What this node witnessed of its neighbours. That it was read is an entry. */
    public Witnessed witnessed(Actor reader) {
        return desk.transactions().run(tx -> {
            var latest = desk.journal().witnesses().newest(tx);
            desk.journal().append(tx, Entry.of(reader, Step.READ, desk.clock().instant())
                    .with(Detail.PART, "witnesses").with(Detail.RECORDS, latest.size()));
            var seen = desk.journal().witnesses().seen(tx);
            var unseen = desk.peers().peers().stream().map(Peer::department)
                    .filter(peer -> seen.stream().noneMatch(each -> each.by().equals(peer)))
                    .sorted(Comparator.comparing(Department::code)).toList();
            return new Witnessed(latest, desk.journal().witnesses().contradictions(tx), seen, unseen);
        });
    }

    /** Looks entries up. That it was done, about whom and with how much found, is an entry that is not among them. */
    public List<Journal.Placed> search(Search search, Actor reader) {
        return desk.transactions().run(tx -> {
            var found = desk.journal().find(tx, search);
            var read = Entry.of(reader, Step.READ, desk.clock().instant()).with(Detail.PART, "entries")
                    .with(Detail.RECORDS, found.size());
            desk.journal().append(tx, search.person()
                    .map(person -> read.with(Detail.PSEUDONYM, person.value().toString())).orElse(read));
            return found;
        });
    }

    private Entry told(About about, Actor reader) {
        var now = desk.clock().instant();
        return switch (about) {
            case About.OneExchange(var id) -> Entry.of(id, reader, Step.EXPORTED, now).with(Detail.PART, "exchange");
            case About.OnePerson(var person) -> Entry.of(reader, Step.EXPORTED, now).with(Detail.PART, "person")
                    .with(Detail.PSEUDONYM, person.value().toString());
            case About.OneEntry(var index) -> Entry.of(reader, Step.READ, now).with(Detail.PART, "entry")
                    .with(Detail.NUMBER, index);
            case About.Growth growth -> Entry.of(reader, Step.READ, now).with(Detail.PART, "proof");
            case About.Period period -> Entry.of(reader, Step.EXPORTED, now).with(Detail.PART, "period")
                    .with(Detail.UNTIL, period.to().toString());
        };
    }

    private List<Beside.Rule> sentences() {
        return rules.rules().entrySet().stream()
                .map(rule -> new Beside.Rule(rule.getKey(), rule.getValue(), rules.version())).toList();
    }

    /** What a neighbour said of an exchange that we sent, as it signed it. */
    private List<Beside.Receipt> receipts(ExchangeId exchange) {
        return desk.transactions().run(tx -> {
            var journey = desk.journeys().find(tx, exchange)
                    .filter(each -> each.direction() == Journey.Direction.OUT);
            var found = new ArrayList<Beside.Receipt>();
            if (journey.isPresent()) {
                for (var given : desk.receipts().all(tx, exchange)) {
                    found.add(new Beside.Receipt(journey.get().peer(),
                            new String(given.bytes(), StandardCharsets.US_ASCII)));
                }
            }
            return found;
        });
    }

    private static DataAccessResourceFailureException unread(SQLException e) {
        return new DataAccessResourceFailureException("the journal cannot be read: " + e.getSQLState(), e);
    }
}
