package org.viaduc.exchange.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.viaduc.journal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTest {
    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void what_waits_is_counted_behind_the_connector_it_came_through() throws SQLException {
        exchange("out", "d56-ajonc", "awaiting", "2026-11-20T10:00:00Z");
        exchange("out", "d56-ajonc", "delivered", "2026-11-21T10:00:00Z");
        exchange("out", "d56-ajonc", "parked", "2026-11-19T10:00:00Z");
        exchange("in", "", "delivering", "2026-11-22T10:00:00Z");
        run("insert into parked values (gen_random_uuid(), 'out', 'several', '[]', 'd56-ajonc', '1', '', '', '', '', now())");
        run("insert into parked values (gen_random_uuid(), 'in', 'several', '[]', '', '', '', '', '', '', now())");

        try (var connection = database.connect()) {
            var all = Backlog.all(connection, List.of("d56-ajonc", "d56-genet"), "d56-genet",
                    Instant.parse("2026-11-22T10:30:00Z"));

            assertThat(all.get("d56-ajonc").last()).contains(Instant.parse("2026-11-21T10:00:00Z"));
            assertThat(all.get("d56-ajonc").parked()).isEqualTo(2);
            assertThat(all.get("d56-ajonc").waiting()).isEqualTo(1);
            assertThat(all.get("d56-genet").waiting()).isEqualTo(1);
            assertThat(all.get("d56-genet").parked()).isEqualTo(1);
            assertThat(all.get("d56-ajonc").hour()).isZero();
            assertThat(all.get("d56-genet").hour()).isEqualTo(1);
            assertThat(all.get("d56-genet").day()).isEqualTo(1);
            assertThat(all).doesNotContainKey("d56-lande");
        }
    }

    private void exchange(String direction, String connector, String state, String changed) throws SQLException {
        run("insert into exchange (id, direction, peer, track, state, question, connector, opened_at, changed_at) values "
                + "(gen_random_uuid(), '" + direction + "', 'D44', 'rsa', '" + state + "', '{}', '" + connector + "', '"
                + changed + "', '" + changed + "')");
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
