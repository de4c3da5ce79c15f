package org.viaduc.cli.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.viaduc.journal.Entry;

/** How fast PostgreSQL takes rows of the same size when nothing is made of them: the yardstick of the same run. */
final class PlainInserts {
    private final DataSource source;

    PlainInserts(DataSource source) {
        this.source = source;
    }

    /** Rows a second, into a table with a primary key and nothing else, with so many rows and one commit each time. */
    double perSecond(int writers, int rows, Appending.Acts acts, long count) throws SQLException {
        run("create table bench_plain (id bigint generated always as identity primary key, at timestamptz, line text)");
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var next = new AtomicLong();
            var all = new ArrayList<Callable<Void>>();
            for (var writer = 0; writer < writers; writer++) {
                all.add(() -> write(next, rows, acts, count));
            }
            var start = System.nanoTime();
            for (var each : threads.invokeAll(all)) {
                each.get();
            }
            return count * 1e9 / (System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new IllegalStateException("plain rows could not be inserted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while plain rows were inserted", e);
        } finally {
            run("drop table bench_plain");
        }
    }

    private Void write(AtomicLong next, int rows, Appending.Acts acts, long count) throws SQLException {
        try (var connection = source.getConnection();
                var insert = connection.prepareStatement("""
                        insert into bench_plain (at, line)
                        select * from unnest(?::timestamptz[], ?::text[])""")) {
            connection.setAutoCommit(false);
            for (var first = next.getAndAdd(rows); first < count; first = next.getAndAdd(rows)) {
                var entries = act(acts, first, rows);
                insert.setArray(1, connection.createArrayOf("timestamptz",
                        entries.stream().map(entry -> entry.at().toString()).toArray()));
                insert.setArray(2, connection.createArrayOf("text",
                        entries.stream().map(entry -> entry.details().toString()).toArray()));
                insert.executeUpdate();
                connection.commit();
            }
        }
        return null;
    }

    private static List<Entry> act(Appending.Acts acts, long first, int rows) {
        var entries = new ArrayList<Entry>();
        for (var number = first; entries.size() < rows; number++) {
            entries.addAll(acts.act(number));
        }
        return entries.subList(0, rows);
    }

    private void run(String sql) throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
