package org.viaduc.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.viaduc.model.Department;
import org.viaduc.policy.TrialFacts.Dimension;

/**
 * All trials of one track, in two parts: every role to every role for every mission, named or not, near and far, with the
 * facts that open the road; and every combination of facts that matter, for one question of each class that the book tells
 * apart. Two roles are of one class when the same passages name them and table B closes the same to them: nothing else of
 * a role is looked at.
 */
final class TrialSpace {
    private static final Department ORIGIN = new Department("D35");
    private static final Department HOST = new Department("D44");
    private static final Department OTHER = new Department("D85");
    private static final Department BELGIAN_ORIGIN = new Department("BE-NAMUR");
    private static final Department BELGIAN_HOST = new Department("BE-LIEGE");
    private static final Age CHILD = new Age.Years(9);
    private static final Age ADULT = new Age.Years(40);

    /** Of whom the file is: a child, a child with discernment, an adult, one whose age is not known. */
    private static final List<FileFace> FILES = List.of(Trial.wholeFile(CHILD, false), Trial.wholeFile(CHILD, true),
            Trial.wholeFile(ADULT, false), Trial.wholeFile(new Age.Unknown(), false));

    /** Takes a trial, and whether it is to be compared with others; false when no more are wanted. */
    interface Taker {
        boolean take(Trial trial, boolean compared);
    }

    private final RuleBook book;
    private final Road road;
    private final Road acting;
    private final Optional<FileFace> file;
    private long size;

    private TrialSpace(RuleBook book, Road road, Road acting, Optional<FileFace> file) {
        this.book = book;
        this.road = road;
        this.acting = acting;
        this.file = file;
    }

    /**
     * The spaces of all tracks; of a track that goes on as others, those of each of them. One is of every role, one of
     * every set of facts for each file, so that cores share them evenly. The largest come last.
     */
    static List<TrialSpace> of(RuleBook book) {
        var spaces = new ArrayList<TrialSpace>();
        for (var road : book.roads.values()) {
            for (var acting : road.inner.isEmpty() ? List.of(road) : road.inner) {
                spaces.add(new TrialSpace(book, road, acting, Optional.empty()));
                files(acting).forEach(file -> spaces.add(new TrialSpace(book, road, acting, Optional.of(file))));
            }
        }
        spaces.sort(Comparator.comparing(space -> space.acting.asksAgreement()));
        return spaces;
    }

    /** How many questions and sets of facts the trials stand for: each role of a class is counted. */
    long size() {
        return size;
    }

    void forEach(Taker taker) {
        file.ifPresentOrElse(one -> everyFact(one, taker), () -> everyRole(taker));
    }

    private void everyRole(Taker taker) {
        var facts = TrialFacts.opening(road, acting);
        for (var from : Role.values()) {
            for (var to : Role.values()) {
                for (var mission : missions()) {
                    var near = question(from, new Recipient(hosts().getFirst(), to, true, mission));
                    var isWanted = taker.take(new Trial(near, FILES.getFirst(), facts), false)
                            && taker.take(new Trial(near, FILES.get(2), facts), false)
                            && taker.take(new Trial(question(from, new Recipient(hosts().getFirst(), to, false,
                                    mission)), FILES.getFirst(), facts), false);
                    for (var far : hosts().subList(1, hosts().size())) {
                        isWanted = isWanted && taker.take(new Trial(question(from, new Recipient(far, to, true,
                                mission)), FILES.getFirst(), facts), false);
                    }
                    if (!isWanted) {
                        return;
                    }
                    size += 2 + hosts().size();
                }
            }
        }
    }

    private Question question(Role from, Recipient to) {
        return new Question(road.track, acting.purposes.iterator().next(), new Party(origin(), from), to);
    }

    private static List<Optional<Mission>> missions() {
        var missions = new ArrayList<Optional<Mission>>(List.of(Optional.empty()));
        for (var mission : Mission.values()) {
            missions.add(Optional.of(mission));
        }
        return missions;
    }

    private boolean isBelgian() {
        return road.ends == Road.Ends.BELGIAN;
    }

    private Department origin() {
        return isBelgian() ? BELGIAN_ORIGIN : ORIGIN;
    }

    private List<Department> hosts() {
        return isBelgian() ? List.of(BELGIAN_HOST, HOST) : List.of(HOST, OTHER, BELGIAN_HOST);
    }

    private void everyFact(FileFace one, Taker taker) {
        var dimensions = TrialFacts.of(road, acting);
        for (var entry : questions().entrySet()) {
            var isWanted = combine(dimensions, facts -> {
                size += entry.getValue();
                return taker.take(new Trial(entry.getKey(), one, facts), true);
            });
            if (!isWanted) {
                return;
            }
        }
    }

    /** Discernment is looked at by consents and the child's information alone. */
    private static List<FileFace> files(Road acting) {
        var looksAtDiscernment = acting.oppositionCloses || acting.conditions.stream().anyMatch(
                condition -> condition.type() == Condition.Type.CONSENT
                        || condition.type() == Condition.Type.CHILD_INFORMED);
        return looksAtDiscernment ? FILES : FILES.stream().filter(file -> !file.discernment()).toList();
    }

    /** One question of each class of senders and recipients that fits a passage, with how many it stands for. */
    private Map<Question, Integer> questions() {
        var byClass = new LinkedHashMap<String, Question>();
        var counts = new LinkedHashMap<String, Integer>();
        for (var from : Role.values()) {
            for (var to : Role.values()) {
                for (var mission : missions()) {
                    var question = question(from, new Recipient(hosts().getFirst(), to, true, mission));
                    var signature = signature(question);
                    if (signature != null) {
                        byClass.putIfAbsent(signature, question);
                        counts.merge(signature, 1, Integer::sum);
                    }
                }
            }
        }
        var questions = new LinkedHashMap<Question, Integer>();
        byClass.forEach((signature, question) -> questions.put(question, counts.get(signature)));
        if (road.inHost && !byClass.isEmpty()) {
            var some = byClass.values().iterator().next();
            for (var host : List.of(Department.UNKNOWN, OTHER)) {
                questions.put(new Question(some.track(), some.purpose(), some.from(), new Recipient(host, some.to()
                        .role(), true, some.to().boundFor())), 1);
            }
        }
        return questions;
    }

    private String signature(Question question) {
        var fitting = new StringBuilder();
        var released = 0L;
        for (var i = 0; i < acting.passages.size(); i++) {
            var passage = acting.passages.get(i);
            if (passage.fits(question)) {
                fitting.append(i).append(' ');
                released |= passage.release() | passage.mask();
            }
        }
        return fitting.isEmpty()
                ? null
                : fitting + "|" + (book.closedTo(question.to().role()) & released) + "|"
                        + (question.to().role() == Role.PARENTS);
    }

    /** Every combination of the core ways; and each odd way with every combination of the others' core. */
    private static boolean combine(List<Dimension> dimensions, Predicate<List<Fact>> wanted) {
        var isWanted = combine(dimensions, 0, -1, new ArrayList<>(), wanted);
        for (var i = 0; i < dimensions.size() && isWanted; i++) {
            if (!dimensions.get(i).odd().isEmpty()) {
                isWanted = combine(dimensions, 0, i, new ArrayList<>(), wanted);
            }
        }
        return isWanted;
    }

    private static boolean combine(List<Dimension> dimensions, int at, int odd, List<Fact> facts,
            Predicate<List<Fact>> wanted) {
        if (at == dimensions.size()) {
            return wanted.test(List.copyOf(facts));
        }
        var dimension = dimensions.get(at);
        for (var way : at == odd ? dimension.odd() : dimension.core()) {
            facts.addAll(way);
            if (!combine(dimensions, at + 1, odd, facts, wanted)) {
                return false;
            }
            for (var i = 0; i < way.size(); i++) {
                facts.removeLast();
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return road.track + (acting == road ? "" : " as " + acting.track);
    }
}
