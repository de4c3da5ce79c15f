package org.viaduc.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import org.viaduc.model.ExchangeId;

/**
 * One thing that was done: who, what, on which exchange, when, and by which rule.
 *
 * @param at      UTC, to the microsecond
 * @param details by the words of {@link Detail}, sorted; ids, digests, rule and field names, counts; a value that does
 *                not have its key's shape cannot be written, so that no name and no NIR can
 */
public record Entry(Optional<ExchangeId> exchange, Actor actor, Step step, Instant at, Map<String, String> details) {
    public Entry {
        at = at.truncatedTo(ChronoUnit.MICROS);
        details = Details.of(details);
    }

    /** An entry about an exchange, without details yet. */
    public static Entry of(ExchangeId exchange, Actor actor, Step step, Instant at) {
        return new Entry(Optional.of(exchange), actor, step, at, Details.NONE);
    }

    /** An entry about the node itself, without details yet. */
    public static Entry of(Actor actor, Step step, Instant at) {
        return new Entry(Optional.empty(), actor, step, at, Details.NONE);
    }

    /**
     * The same entry and one detail more. Ids that others choose (of facts, of local systems) are written as their digest
     * where they have not the form.
     *
     * @throws IllegalArgumentException when the value has not the key's form
     */
    public Entry with(Detail key, String value) {
        return new Entry(exchange, actor, step, at, Details.of(details).with(key, key.written(value)));
    }

    /** The same entry and one count more. */
    public Entry with(Detail key, long count) {
        return with(key, Long.toString(count));
    }

    /** The same entry and one list more; an empty list adds nothing. The list keeps its order. */
    public Entry with(Detail key, Iterable<?> values) {
        var joined = new StringBuilder();
        values.forEach(each -> joined.append(joined.isEmpty() ? "" : " ").append(key.written(String.valueOf(each))));
        return joined.isEmpty() ? this : with(key, joined.toString());
    }
}
