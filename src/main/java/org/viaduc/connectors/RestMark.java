package org.viaduc.connectors;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How far a service's changes have been read, as the service writes it: a moment, or a word of its own that only grows. */
final class RestMark {
    private RestMark() {
    }

    /** Of two, the later; as texts when they are no moments. */
    static String later(String one, String other) {
        var first = moment(one);
        var second = moment(other);
        var isSecond = first.isPresent() && second.isPresent()
                ? second.get().isAfter(first.get())
                : other.compareTo(one) > 0;
        return isSecond ? other : one;
    }

    /** From where to ask again, so that what was committed late is not missed. A word of the service's own stays as it is. */
    static String before(String mark, Duration overlap) {
        return moment(mark).map(each -> each.minus(overlap).toString()).orElse(mark);
    }

    private static Optional<OffsetDateTime> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
