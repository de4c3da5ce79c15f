package org.viaduc.exchange.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.exchange.shelter.Shelter;
import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.model.Department;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Age;
import org.viaduc.policy.DecisionPoint;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FileFace;
import org.viaduc.policy.Party;
import org.viaduc.policy.PieceFace;
import org.viaduc.policy.Question;
import org.viaduc.policy.Reason;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.Treatment;
import org.viaduc.policy.view.Limits;
import org.viaduc.policy.view.Passed;
import org.viaduc.policy.view.Showing;

/**
 * Who received what about a person, when and on which legal basis, for that person (CRPA R114-9-7): what happened in the last
 * 36 months, less what the rule book closes to the reader today and what the {@link Limits} hide. Of what is hidden there is
 * no trace: the answer is that of somebody about whom nothing ever went.
 */
public final class PersonsView {
    /** How long the person can see it. */
    static final int MONTHS = 36;
    private static final String RELEASED = "/release/released";
    private static final String PROTECTED = "R-ADRESSE-PROTEGEE";

    private final Desk desk;
    private final RuleBook rules;
    private final DecisionPoint point;
    private final Answers answers;
    private final Limits limits = Limits.bundled();

    public PersonsView(Desk desk, RuleBook rules, Answers answers) {
        this.desk = desk;
        this.rules = rules;
        this.point = new DecisionPoint(rules);
        this.answers = answers;
    }

    /** What may be seen. @param since the first day that is told of */
    public record Seen(LocalDate since, List<Received> received) {
        public Seen {
            received = List.copyOf(received);
        }
    }

    /**
     * Newest first. That it was read is an entry, however much there is to see.
     *
     * @param reader as whom it is read: {@link Role#PERSON} or {@link Role#REPRESENTATIVE}
     * @param actor  the person, or the agent who reads it with them
     */
    public Seen of(Pseudonym person, Role reader, Actor actor) {
        if (reader != Role.PERSON && reader != Role.REPRESENTATIVE) {
            throw new IllegalArgumentException("this view is for the person or the representative");
        }
        return of(person, new Reader(reader, new Age.Unknown()), actor);
    }

    /**
     * The same for somebody who holds parental authority over a child: less than the child sees, and nothing about somebody who is
     * grown up. Where an address of the child is protected nothing is shown, to whichever parent; what may touch health is not,
     * as nobody can tell here any more what the child wanted kept from their parents (CSP L1111-5).
     *
     * @param born  the child's day of birth, which the agent has seen with the proof of who holds authority; it is not kept
     * @param agent who reads it with the parent
     */
    public Seen ofChild(Pseudonym child, LocalDate born, Actor agent) {
        return of(child, new Reader(Role.PARENTS, new Age.Born(born)), agent);
    }

    /** As whom it is read, and how old the person is as far as that is known. */
    private record Reader(Role role, Age age) {}

    private Seen of(Pseudonym person, Reader reader, Actor actor) {
        return desk.transactions().run(tx -> {
            var since = desk.decider().today().minusMonths(MONTHS);
            var seen = seen(tx, person, reader, since.atStartOfDay(desk.settings().zone()).toInstant());
            answers.read(tx, actor, "recipients", seen.size(),
                    entry -> entry.with(Detail.PSEUDONYM, person.value().toString())
                            .with(Detail.TO_ROLE, reader.role().word()));
            return new Seen(since, seen);
        });
    }

    private List<Received> seen(Connection tx, Pseudonym person, Reader reader, Instant since) throws SQLException {
        var courses = answers.courses(tx, person);
        var facts = facts(tx, person, courses);
        var known = EnumSet.noneOf(FactKind.class);
        facts.forEach(fact -> known.add(fact.kind()));
        var closed = closed(reader, facts);
        var isSheltered = new Shelter(desk).covers(tx, person);
        var seen = new ArrayList<Received>();
        for (var course : courses) {
            course.disclosures().stream().filter(each -> !each.at().isBefore(since))
                    .filter(each -> each.outcome().mayBeKnownThere())
                    .map(each -> received(course, each, rules(each, isSheltered), reader.role(), closed, known))
                    .flatMap(Optional::stream)
                    .forEach(seen::add);
        }
        seen.sort(Comparator.comparing(Received::on).reversed());
        return seen;
    }

    /** Of somebody who must not be found, whatever the rules said that day, the protected address counts. */
    private static List<String> rules(Disclosure each, boolean isSheltered) {
        return isSheltered ? Stream.concat(each.rules().stream(), Stream.of(PROTECTED)).toList() : each.rules();
    }

    private Optional<Received> received(Course course, Disclosure each, List<String> ruled, Role reader,
            Set<Kind> closed, Set<FactKind> known) {
        var kinds = Stream.concat(each.released().stream(), each.masked().stream()).map(Kind::of).toList();
        var showing = limits.of(new Passed(each.track(), kinds, ruled, course.recalls(), course.done()), reader,
                closed::contains, known);
        var sections = new TreeSet<Section>();
        kinds.stream().filter(kind -> !closed.contains(kind)).forEach(kind -> sections.add(kind.section()));
        if (showing == Showing.HIDDEN || sections.isEmpty()) {
            return Optional.empty();
        }
        var isWhole = showing == Showing.WHOLE;
        return Optional.of(new Received(each.exchange(), desk.settings().day(each.at()), each.from(),
                isWhole ? Optional.of(each.to()) : Optional.empty(), isWhole ? office(each) : "",
                List.copyOf(sections), basis(each), each.outcome() == Disclosure.Outcome.TAKEN_BACK));
    }

    /** The roads that it went on, as the book of that day tells them; what only withheld something is no basis. */
    private List<Reason> basis(Disclosure each) {
        var book = each.book().flatMap(RuleBook::named).orElse(rules);
        return each.rules().stream().map(rule -> book.reason(rule + RELEASED)).flatMap(Optional::stream).toList();
    }

    /** The kinds that the rule book closes to the reader today; all of them, when it closes the road. */
    private Set<Kind> closed(Reader reader, Collection<Fact> facts) {
        var marks = reader.role() == Role.PARENTS ? Set.of(Mark.SECRET_FROM_PARENTS) : Set.<Mark>of();
        var pieces = Stream.of(Kind.values()).map(kind -> new PieceFace(kind.code(), kind, marks)).toList();
        var here = desk.settings().department();
        var question = new Question(Track.PERSON_ACCESS, Purpose.ACCES_PERSONNE, new Party(here, Role.PCD_DEL),
                new Recipient(here, reader.role(), true, Optional.empty()));
        var decision = point.decide(question, new FileFace(pieces, reader.age(), false), facts,
                desk.decider().today());
        var closed = EnumSet.noneOf(Kind.class);
        decision.verdicts().stream()
                .filter(verdict -> !decision.isRelease() || verdict.treatment() == Treatment.WITHHOLD)
                .forEach(verdict -> closed.add(verdict.piece().kind()));
        return closed;
    }

    /** What this department and its neighbours have stated about the person, and nobody has voided. */
    private List<Fact> facts(Connection tx, Pseudonym person, Collection<Course> courses) throws SQLException {
        var all = new ArrayList<>(desk.decider().ownFacts(tx, person));
        for (var peer : new TreeSet<>(courses.stream().map(Course::peer).flatMap(Optional::stream)
                .map(Department::code).toList())) {
            all.addAll(desk.facts().of(tx, person, new Department(peer)));
        }
        var voided = new HashSet<>(all.stream().map(Fact::voids).flatMap(Optional::stream).toList());
        return all.stream().filter(fact -> !voided.contains(fact.id())).toList();
    }

    private String office(Disclosure each) {
        return each.role().isEmpty() ? "" : rules.title(Role.of(each.role()));
    }
}
