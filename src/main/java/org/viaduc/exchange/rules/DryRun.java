package org.viaduc.exchange.rules;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.question.DecisionText;
import org.viaduc.exchange.question.QuestionText;
import org.viaduc.exchange.rules.Outlook.Book;
import org.viaduc.exchange.rules.Outlook.Obstacle;
import org.viaduc.exchange.rules.PastQuestion.Moment;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Mark;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Age;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.Question;
import org.viaduc.policy.RuleBook;

/**
 * Asks the questions of past exchanges again by another rule book. Nothing leaves and nothing is changed by it.
 *
 * <p>
 * The files are gone, as they should be. What is kept are the question, the kinds of the pieces with what was decided of each, and the
 * facts. An exchange counts where that is enough: the book that decided it gives again, to the letter, the answer that was given.
 */
public final class DryRun {
    private final Desk desk;
    private final RuleBook inForce;

    public DryRun(Desk desk, RuleBook inForce) {
        this.desk = desk;
        this.inForce = inForce;
    }

    /** An exchange that was decided. @param answer empty once what is told of it was destroyed */
    private record Past(ExchangeId id, boolean isOutgoing, Department peer, Optional<Pseudonym> person,
            Question question, String answer) {}

    /**
     * What that book would have decided.
     *
     * @param since the exchanges that were opened on that day or later
     * @param most  and of those the latest, so many
     */
    public Outlook of(RuleBook candidate, LocalDate since, int most, Actor reader) {
        return desk.transactions().run(tx -> {
            var past = past(tx, since, most);
            desk.pages(reader).say(Step.READ, entry -> entry.with(Detail.PART, "rules")
                    .with(Detail.RECORDS, past.size()).with(Detail.BOOK_VERSION, candidate.version())
                    .with(Detail.BOOK, candidate.digest().hex())).into(desk.journal(), tx);
            var tally = new Tally(candidate);
            for (var each : past) {
                tally.look(tx, each);
            }
            return tally.outlook(past.size());
        });
    }

    /** What was found so far. */
    private final class Tally {
        private final RuleBook candidate;
        private final Differences differences = new Differences();
        private final Map<Obstacle, Integer> unasked = new EnumMap<>(Obstacle.class);
        private int asked;
        private int different;

        Tally(RuleBook candidate) {
            this.candidate = candidate;
        }

        void look(Connection tx, Past past) throws SQLException {
            if (past.answer.isEmpty() || past.person.isEmpty()) {
                unasked.merge(Obstacle.CONTENT_DESTROYED, 1, Integer::sum);
                return;
            }
            var book = book(past);
            if (book.isEmpty()) {
                unasked.merge(Obstacle.BOOK_UNKNOWN, 1, Integer::sum);
                return;
            }
            var question = question(tx, past);
            var repeated = question.repeated(book.get());
            var found = repeated.stream()
                    .map(each -> Differences.between(each.decision(), question.by(candidate, each))).distinct()
                    .toList();
            if (found.size() != 1) {
                unasked.merge(found.isEmpty() ? Obstacle.NOT_REPRODUCED : Obstacle.OPEN, 1, Integer::sum);
                return;
            }
            asked++;
            different += found.getFirst().isEmpty() ? 0 : 1;
            differences.count(found.getFirst());
        }

        Outlook outlook(int looked) {
            return new Outlook(new Book(inForce.version(), inForce.digest()),
                    new Book(candidate.version(), candidate.digest()), looked, asked, different, unasked,
                    differences.all());
        }
    }

    private Optional<RuleBook> book(Past past) {
        var digest = DecisionText.book(past.answer);
        return inForce.digest().equals(digest) ? Optional.of(inForce) : RuleBook.named(digest);
    }

    private PastQuestion question(Connection tx, Past past) throws SQLException {
        return new PastQuestion(past.isOutgoing ? past.question : desk.decider().received(past.question),
                facts(tx, past), moments(tx, past.id), faces(tx, past), past.answer);
    }

    private Collection<Fact> facts(Connection tx, Past past) throws SQLException {
        var person = past.person.orElseThrow();
        return past.isOutgoing
                ? desk.decider().ownFacts(tx, person)
                : desk.decider().factsForIncoming(tx, person, past.peer);
    }

    /**
     * The file itself while it waits here; afterwards the kinds of its pieces, at each age, and with each mark in turn on those of which
     * the answer says that they carried one: neither is kept.
     */
    private List<FileFace> faces(Connection tx, Past past) throws SQLException {
        var waiting = desk.shelf().take(tx, past.id);
        if (waiting.isPresent()) {
            var record = waiting.get().document().record();
            var age = desk.index().restore(tx, record, past.person.orElseThrow()).birthDate()
                    .<Age>map(Age.Born::new).orElseGet(Age.Unknown::new);
            return List.of(FileFace.of(record, age, false));
        }
        return Arrays.stream(Mark.values()).map(mark -> DecisionText.pieces(past.answer, Set.of(mark))).distinct()
                .flatMap(pieces -> PastQuestion.AGES.stream().map(age -> new FileFace(pieces, age, false))).toList();
    }

    private List<Moment> moments(Connection tx, ExchangeId id) throws SQLException {
        try (var select = tx.prepareStatement(
                """
                        select distinct at from journal_entry where exchange = ? and step in ('decided', 'confirmed', 'released')
                        order by at desc""")) {
            select.setObject(1, id.value());
            var moments = new ArrayList<Moment>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var at = rows.getTimestamp(1).toInstant();
                    moments.add(new Moment(at, desk.settings().day(at)));
                }
            }
            return moments;
        }
    }

    private List<Past> past(Connection tx, LocalDate since, int most) throws SQLException {
        try (var select = tx.prepareStatement("""
                select e.id, e.direction, e.peer, e.person, e.question, coalesce(a.decision, '')
                  from exchange e left join account a on a.exchange = e.id
                 where e.decision_digest <> '' and e.opened_at >= ? order by e.opened_at desc limit ?""")) {
            select.setTimestamp(1, Timestamp.from(since.atStartOfDay(desk.settings().zone()).toInstant()));
            select.setInt(2, most);
            var found = new ArrayList<Past>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(past(rows));
                }
            }
            return found;
        }
    }

    private static Past past(ResultSet row) throws SQLException {
        return new Past(new ExchangeId(row.getObject(1, UUID.class)), row.getString(2).strip().equals("out"),
                new Department(row.getString(3)),
                Optional.ofNullable(row.getObject(4, UUID.class)).map(Pseudonym::new),
                QuestionText.read(row.getString(5)), row.getString(6));
    }
}
