package org.viaduc.exchange.way;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.viaduc.journal.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** How far the doors have read. */
class CollectedTest {
    private static final String DOOR = "d29-tddui";
    private final Collected collected = new Collected();
    private Connection tx;

    @BeforeEach
    void open() throws SQLException {
        tx = TestDatabase.fresh().connect();
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
    }

    @Test
    void a_look_begins_where_the_last_one_ended() throws SQLException {
        assertThat(collected.mark(tx, DOOR)).isEmpty();
        collected.cameTo(tx, DOOR, "10:00");
        collected.cameTo(tx, DOOR, "10:05");

        assertThat(collected.mark(tx, DOOR)).contains("10:05");
    }

    /** The file had been passed by when the user asked for it: the end of that look made the node forget that it was asked for. */
    @Test
    void who_asks_for_a_file_while_a_look_goes_on_is_not_forgotten_when_it_ends() throws SQLException {
        collected.mark(tx, DOOR);
        collected.cameTo(tx, DOOR, "10:00");
        collected.mark(tx, DOOR);
        collected.mark(tx, DOOR, "");
        collected.cameTo(tx, DOOR, "10:05");

        assertThat(collected.mark(tx, DOOR)).as("from the beginning").isEmpty();
        collected.mark(tx, DOOR, "");
        collected.cameTo(tx, DOOR, "10:05");

        assertThat(collected.mark(tx, DOOR)).as("and when it is asked for twice").isEmpty();
        collected.cameTo(tx, DOOR, "10:05");
        assertThat(collected.mark(tx, DOOR)).contains("10:05");
    }
}
