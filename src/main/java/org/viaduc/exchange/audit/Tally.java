package org.viaduc.exchange.audit;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.model.Department;

/** Counts exchanges by their road, partner and ending, and what was disclosed by rule and by department. */
final class Tally {
    /** Exchanges that are counted together. */
    record Alike(String track, String way, String partner, String ending) implements Comparable<Alike> {
        private static final Comparator<Alike> ORDER = Comparator.comparing(Alike::track).thenComparing(Alike::way)
                .thenComparing(Alike::partner).thenComparing(Alike::ending);

        @Override
        public int compareTo(Alike other) {
            return ORDER.compare(this, other);
        }
    }

    private final SortedMap<Alike, Long> exchanges = new TreeMap<>();
    private final SortedMap<String, Long> disclosedTo = new TreeMap<>();
    private final SortedMap<String, Long> disclosedUnder = new TreeMap<>();

    void add(Course course) {
        exchanges.merge(new Alike(course.track(), course.way().word(),
                course.peer().map(Department::code).orElse(""), course.ending()), 1L, Long::sum);
        course.disclosures().stream().filter(each -> each.outcome().mayBeKnownThere()).forEach(this::add);
    }

    private void add(Disclosure disclosure) {
        disclosedTo.merge(disclosure.to().code(), 1L, Long::sum);
        disclosure.rules().forEach(rule -> disclosedUnder.merge(rule, 1L, Long::sum));
    }

    SortedMap<Alike, Long> exchanges() {
        return exchanges;
    }

    SortedMap<String, Long> disclosedTo() {
        return disclosedTo;
    }

    SortedMap<String, Long> disclosedUnder() {
        return disclosedUnder;
    }
}
