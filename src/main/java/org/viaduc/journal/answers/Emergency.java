package org.viaduc.journal.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Journal.Placed;
import org.viaduc.journal.Step;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * One use of the break-glass, and who looked at it afterwards.
 *
 * @param declaredBy the user here, or the department that declared it
 * @param told       when the second person was told, and by whom it was noted
 * @param review     the second look that is due within 72 hours
 */
public record Emergency(ExchangeId exchange, Department peer, Actor declaredBy, String role, Instant declaredAt,
        String outcome, List<String> seen, Optional<Done> told, Optional<Done> review, List<Instant> readings) {
    /** Within which another person reviews the use (dossier, D16). */
    public static final Duration REVIEW = Duration.ofHours(72);
    private static final String SECOND_PERSON = "notify-second-person";
    private static final String SECOND_LOOK = "clock:review-72-hours";

    public Emergency {
        seen = List.copyOf(seen);
        readings = List.copyOf(readings);
    }

    /** That somebody did it. @param finding of a review: {@code justified} or {@code unjustified} */
    public record Done(Actor by, Instant at, String finding) {}

    /** How it stands with the review. */
    public enum Review {
        IN_TIME,
        LATE,
        /** Its time is over, and nobody has reviewed it. */
        NEVER,
        /** There is still time. */
        DUE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** When the review's time is over. */
    public Instant due() {
        return declaredAt.plus(REVIEW);
    }

    public Review reviewed(Instant now) {
        return review.map(done -> done.at().isAfter(due()) ? Review.LATE : Review.IN_TIME)
                .orElse(now.isAfter(due()) ? Review.NEVER : Review.DUE);
    }

    /** What these entries of one exchange say; empty when nobody declared an emergency in it. */
    public static Optional<Emergency> of(Department here, List<Placed> placed) {
        var entries = placed.stream().map(Placed::entry).toList();
        return entries.stream().filter(entry -> entry.step() == Step.BROKEN_GLASS).findFirst().map(declared -> {
            var course = Course.of(here, placed);
            return new Emergency(declared.exchange().orElseThrow(), course.peer().orElse(Department.UNKNOWN),
                    declared.actor(), declared.details().getOrDefault(Detail.TO_ROLE.word(), ""), declared.at(),
                    course.ending(),
                    course.disclosures().stream().flatMap(each -> each.released().stream()).distinct().sorted()
                            .toList(),
                    done(entries, SECOND_PERSON), done(entries, SECOND_LOOK),
                    entries.stream().filter(entry -> entry.step() == Step.READ).map(Entry::at).toList());
        });
    }

    private static Optional<Done> done(List<Entry> entries, String duty) {
        return entries.stream().filter(entry -> entry.step() == Step.RESOLVED)
                .filter(entry -> duty.equals(entry.details().get(Detail.OBLIGATIONS.word()))).findFirst()
                .map(entry -> new Done(entry.actor(), entry.at(),
                        entry.details().getOrDefault(Detail.OUTCOME.word(), "")));
    }
}
