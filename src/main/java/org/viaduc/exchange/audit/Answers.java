package org.viaduc.exchange.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.reconcile.Finding;
import org.viaduc.exchange.reconcile.FindingBook;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.journal.answers.Emergency;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;

/** The auditor's questions. Each is answered in the transaction that writes who asked it. */
public final class Answers {
    private static final String OVERDUE = "overdue";

    private final Desk desk;

    public Answers(Desk desk) {
        this.desk = desk;
    }

    /** Some of an answer, newest first. @param next where more of it begins */
    public record Part<T>(List<T> found, Optional<Search.Mark> next) {
        public Part {
            found = List.copyOf(found);
        }
    }

    /** Who received anything about this person, newest first: other departments, and this one. */
    public List<Disclosure> disclosures(Pseudonym person, Actor reader) {
        return desk.transactions().run(tx -> {
            var found = courses(tx, person).stream().flatMap(course -> course.disclosures().stream())
                    .sorted(Comparator.comparing(Disclosure::at).reversed()).toList();
            read(tx, reader, "disclosures", found.size(),
                    entry -> entry.with(Detail.PSEUDONYM, person.value().toString()));
            return found;
        });
    }

    /** The courses of the exchanges that are about this person, oldest first; without an entry. */
    List<Course> courses(Connection tx, Pseudonym person) throws SQLException {
        return courses(tx, desk.journal().exchangesAbout(tx, person)).values().stream()
                .filter(course -> course.person().filter(person::equals).isPresent()).toList();
    }

    /** What a user or a client opened, read or took away. */
    public Part<Placed> readings(String login, Search within, Actor reader) {
        return desk.transactions().run(tx -> {
            var page = desk.journal().page(tx,
                    within.by(login).of(Step.READ, Step.EXPORTED, Step.SAMPLED, Step.REPORTED));
            read(tx, reader, "readings", page.entries().size(), entry -> entry);
            return new Part<>(page.entries(), page.next());
        });
    }

    /** Every release that rested on a rule, with what became of it. A decision that was taken again is told once. */
    public Part<Course> releases(String rule, Search within, Actor reader) {
        return desk.transactions().run(tx -> {
            var page = desk.journal().page(tx, within.under(rule).of(Step.DECIDED));
            var released = page.entries().stream().map(Placed::entry)
                    .filter(entry -> "release".equals(entry.details().get(Detail.OUTCOME.word()))).toList();
            read(tx, reader, "releases", released.size(), entry -> entry.with(Detail.RULES, rule));
            return new Part<>(List.copyOf(courses(tx, exchanges(released)).values()), page.next());
        });
    }

    /**
     * An entry that says that something did not go on, and where the exchange stands by now.
     *
     * @param course empty where nothing is known of an exchange, as of a message that was not believed
     */
    public record Stopped(Entry entry, Optional<Course> course) {}

    /** Every withholding, refusal or await, also of exchanges that went on since. */
    public Part<Stopped> stopped(Search within, Actor reader, Step... any) {
        return desk.transactions().run(tx -> {
            var page = desk.journal().page(tx, within.of(any));
            var entries = page.entries().stream().map(Placed::entry)
                    .filter(entry -> !OVERDUE.equals(entry.details().get(Detail.REASON.word()))).toList();
            var courses = courses(tx, exchanges(entries));
            read(tx, reader, "endings", entries.size(), entry -> entry);
            return new Part<>(entries.stream()
                    .map(entry -> new Stopped(entry, entry.exchange().map(courses::get))).toList(), page.next());
        });
    }

    /** Every use of the break-glass, at either end, with its review. */
    public Part<Emergency> emergencies(Search within, Actor reader) {
        return desk.transactions().run(tx -> {
            var page = desk.journal().page(tx, within.of(Step.BROKEN_GLASS));
            var found = emergencies(tx, page.entries());
            read(tx, reader, "emergencies", found.size(), entry -> entry);
            return new Part<>(found, page.next());
        });
    }

    List<Emergency> emergencies(Connection tx, List<Placed> declared) throws SQLException {
        return desk.journal().of(tx, exchanges(declared.stream().map(Placed::entry).toList())).values().stream()
                .map(entries -> Emergency.of(desk.settings().department(), entries)).flatMap(Optional::stream)
                .toList();
    }

    /** What this node and its neighbours say differently, and has not healed; oldest first. */
    public List<Finding> findings(Actor reader) {
        return desk.transactions().run(tx -> {
            var found = new FindingBook().open(tx);
            read(tx, reader, "findings", found.size(), entry -> entry);
            return found;
        });
    }

    /** An entry with its place in the log, and the course of its exchange. */
    public record Event(long place, Entry entry, Optional<Course> course) {}

    /** Entries for a reader of another standard. One that has no place in the log yet comes with the next question. */
    public Part<Event> events(Search search, Actor reader) {
        return desk.transactions().run(tx -> {
            var page = desk.journal().page(tx, search);
            var courses = courses(tx, exchanges(page.entries().stream().map(Placed::entry).toList()));
            var events = new ArrayList<Event>();
            page.entries().forEach(placed -> placed.place().ifPresent(place -> events.add(new Event(place,
                    placed.entry(), placed.entry().exchange().map(courses::get)))));
            read(tx, reader, "audit-events", events.size(), entry -> search.person()
                    .map(person -> entry.with(Detail.PSEUDONYM, person.value().toString())).orElse(entry));
            return new Part<>(events, page.next());
        });
    }

    private static Collection<ExchangeId> exchanges(List<Entry> entries) {
        var ids = new LinkedHashSet<ExchangeId>();
        entries.forEach(entry -> entry.exchange().ifPresent(ids::add));
        return ids;
    }

    private Map<ExchangeId, Course> courses(Connection tx, Collection<ExchangeId> ids) throws SQLException {
        var courses = new LinkedHashMap<ExchangeId, Course>();
        desk.journal().of(tx, ids)
                .forEach((id, entries) -> courses.put(id, Course.of(desk.settings().department(), entries)));
        return courses;
    }

    /** Who asked what, with how much found. */
    void read(Connection tx, Actor reader, String part, int found, UnaryOperator<Entry> more) throws SQLException {
        desk.pages(reader).say(Step.READ, entry -> more.apply(entry.with(Detail.PART, part)
                .with(Detail.RECORDS, found))).into(desk.journal(), tx);
    }
}
