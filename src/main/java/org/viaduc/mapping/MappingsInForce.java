package org.viaduc.mapping;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.viaduc.model.Digest;

/**
 * The mapping book by which a node translates now. Another takes its place at once and as a whole; what is under way ends
 * with the book with which it began. May be used by many threads.
 */
public final class MappingsInForce {
    private volatile MappingBook book;
    /** What a thread began with, while it is at it. */
    private final ThreadLocal<MappingBook> begun = new ThreadLocal<>();
    private final Map<Tables, SystemDescription> described = new ConcurrentHashMap<>();

    private record Tables(String system, Digest content) {}

    /** What is done with one book from beginning to end. */
    @FunctionalInterface
    public interface Act<T, E extends Exception> {
        T run() throws E;
    }

    public MappingsInForce(MappingBook book) {
        replace(book);
    }

    /** The book that counts for what this thread does. */
    public MappingBook book() {
        var own = begun.get();
        return own == null ? book : own;
    }

    /** From now on this book counts for whatever begins. */
    public void replace(MappingBook next) {
        Objects.requireNonNull(next).systems()
                .forEach(system -> described.put(new Tables(system, next.content(system)), next.system(system)));
        book = next;
    }

    /** Does all of it by the book that is in force when it begins; an act within an act goes on with the outer one's. */
    public <T, E extends Exception> T throughout(Act<T, E> act) throws E {
        if (begun.get() != null) {
            return act.run();
        }
        begun.set(book);
        try {
            return act.run();
        } finally {
            begun.remove();
        }
    }

    /** How the system read and wrote by the tables that made this record, though others may be in force by now. */
    public SystemDescription system(DeliverableRecord record) {
        var description = described.get(new Tables(record.system(), record.content()));
        return description == null ? book().system(record.system()) : description;
    }
}
