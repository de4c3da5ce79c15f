package org.viaduc.journal.answers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

import org.viaduc.model.Department;
import org.viaduc.model.UnknownCode;

/**
 * Exchanges that a sample takes as alike. What the strata do not go by is empty.
 *
 * @param ending as {@link Course#ending}
 */
public record Stratum(String track, String partner, String ending) implements Comparable<Stratum> {
    private static final Comparator<Stratum> ORDER = Comparator.comparing(Stratum::track)
            .thenComparing(Stratum::partner).thenComparing(Stratum::ending);

    /** What strata may go by. */
    public enum By {
        TRACK,
        PARTNER,
        ENDING;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** @throws UnknownCode for any other word */
        public static By of(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst()
                    .orElseThrow(() -> new UnknownCode("way to stratify", word,
                            Arrays.stream(values()).map(By::word).toList()));
        }
    }

    static Stratum of(Course course, Set<By> by) {
        return new Stratum(by.contains(By.TRACK) ? course.track() : "",
                by.contains(By.PARTNER) ? course.peer().orElse(Department.UNKNOWN).code() : "",
                by.contains(By.ENDING) ? course.ending() : "");
    }

    @Override
    public int compareTo(Stratum other) {
        return ORDER.compare(this, other);
    }
}
