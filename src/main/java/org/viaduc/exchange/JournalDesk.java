package org.viaduc.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;

import org.viaduc.journal.Actor;
import org.viaduc.journal.Step;
import org.viaduc.trust.KeyRing;

/** Hands out the journal to those who may read it; that they did is an entry of its own. */
public final class JournalDesk {
    private final Desk desk;
    private final DataSource source;
    private final KeyRing ring;

    JournalDesk(Desk desk, DataSource source, KeyRing ring) {
        this.desk = desk;
        this.source = source;
        this.ring = ring;
    }

    /** Writes the whole journal as a file that is verified with nothing else. */
    public void export(Actor reader, OutputStream out) throws IOException {
        desk.transactions().run(tx -> {
            desk.pages(reader).say(Step.EXPORTED, entry -> entry).into(desk.journal(), tx);
            return null;
        });
        try (var connection = source.getConnection()) {
            desk.journal().export(connection, out, ring.publicKeys());
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the journal cannot be read: " + e.getSQLState(), e);
        }
    }
}
