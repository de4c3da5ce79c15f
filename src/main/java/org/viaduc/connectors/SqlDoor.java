package org.viaduc.connectors;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Detail;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.local.ViewRows;
import org.viaduc.model.LocalRow;

/** The door for databases: reads the views of files that changed, each as one moment shows it, and stages what arrives. */
public final class SqlDoor {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDoor.class);
    private static final int SECONDS = 60;

    private final Intake intake;
    private final Acceptance acceptance;
    private final MappingsInForce mappings;
    private final NodeSettings settings;
    private final SqlPools pools;
    private final Looks looks;
    private final Map<Read, Database> databases = new ConcurrentHashMap<>();

    SqlDoor(Intake intake, Acceptance acceptance, MappingsInForce mappings, NodeSettings settings, SqlPools pools) {
        this.intake = intake;
        this.acceptance = acceptance;
        this.mappings = mappings;
        this.settings = settings;
        this.pools = pools;
        this.looks = new Looks(acceptance);
    }

    /** One department's database. @param reading sees one moment of it. @param writing all or nothing */
    private record Database(JdbcTemplate sql, TransactionTemplate reading, TransactionTemplate writing, SqlFile file,
            ViewRows rows) {}

    /** A connector's database as its mapping describes it: another version may describe it otherwise, or it stands elsewhere. */
    private record Read(DataSource source, SystemDescription system) {}

    private Database database(String connector) {
        var read = new Read(pools.of(connector), mappings.book().system(settings.connectors().get(connector).system()));
        return databases.computeIfAbsent(read, each -> {
            var sql = new JdbcTemplate(each.source);
            sql.setQueryTimeout(SECONDS);
            sql.setMaxRows(SqlFile.MOST_ROWS + 1);
            var manager = new DataSourceTransactionManager(each.source);
            var reading = new TransactionTemplate(manager);
            reading.setReadOnly(true);
            reading.setTimeout(SECONDS);
            reading.setIsolationLevel(sql.<Integer>execute((Connection connection) -> oneMoment(connection)));
            var writing = new TransactionTemplate(manager);
            writing.setTimeout(SECONDS);
            return new Database(sql, reading, writing, new SqlFile(each.system), new ViewRows(each.system));
        });
    }

    /** All views of a file must show the same moment. Oracle knows only the stricter of the two levels. */
    private static int oneMoment(Connection connection) throws SQLException {
        return connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)
                ? TransactionDefinition.ISOLATION_REPEATABLE_READ
                : TransactionDefinition.ISOLATION_SERIALIZABLE;
    }

    /**
     * One look: takes every file that changed since the last one, oldest change first. How far it came is kept page by page.
     *
     * @param changes the view that tells changes
     * @param id      its column with the household's key, or the person's where the system knows no households
     * @param changed its column with the time or the number of the change
     * @param overlap how far before the last change to look again: longer than any transaction that writes there
     */
    public void collect(String connector, String changes, String id, String changed, String overlap)
            throws IOException {
        intake.throughout(() -> {
            look(connector, changes, id, changed, overlap);
            return null;
        });
    }

    private void look(String connector, String changes, String id, String changed, String overlap)
            throws IOException {
        var database = database(connector);
        var view = new SqlChanges(new SqlName(changes), new SqlName(id), new SqlName(changed));
        var paged = new JdbcTemplate(pools.of(connector));
        paged.setQueryTimeout(SECONDS);
        paged.setMaxRows(SqlChanges.PAGE);
        var from = looks.begin(connector).map(mark -> SqlMark.read(mark).before(overlap));
        var page = view.first(paged, from);
        var strangers = page.isEmpty() ? Map.<String, List<String>>of() : database.file.strangers(database.sql);
        while (!page.isEmpty()) {
            for (var key : new LinkedHashSet<>(page.stream().map(SqlChanges.Change::id).toList())) {
                file(database, connector, strangers, key);
            }
            looks.cameTo(connector, page.getLast().at().text());
            page = page.size() < SqlChanges.PAGE ? List.of() : view.after(paged, page.getLast());
        }
    }

    private void file(Database database, String connector, Map<String, List<String>> strangers, Object key)
            throws IOException {
        var source = connector + ":" + Detail.reference(String.valueOf(key));
        List<LocalRow> rows;
        try {
            rows = database.reading.execute(status -> database.file.read(database.sql, strangers, key));
        } catch (SqlText.Unreadable e) {
            refused(connector, source, e.getMessage());
            return;
        } catch (DataAccessException e) {
            if (SqlStaging.refusal(e).isEmpty()) {
                throw e;
            }
            looks.hold(connector);
            refused(connector, source, "the database fails on this file; it is asked for again");
            return;
        }
        if (rows.isEmpty()) {
            refused(connector, source, "no view has the file any more");
            return;
        }
        intake.take((records, faults) -> database.rows.read(rows, source, records, fault -> {
            if (looks.isNews(fault.toString())) {
                faults.accept(fault);
            }
        }), source, connector);
    }

    private void refused(String connector, String place, String reason) {
        if (looks.isNews(place + reason)) {
            acceptance.refusedAtDoor(connector, 1);
            LOG.atInfo().addKeyValue("connector", connector).addKeyValue("place", place).log("not read: {}", reason);
        }
    }

    /**
     * Puts the record into the department's staging tables, in one transaction; the same exchange a second time changes
     * nothing.
     *
     * @param tables how the names of the tables begin
     * @param finish the statement that takes the delivery from there, with a {@code ?} for the exchange's id; {@code none}
     * @return the department's reference, or an empty text
     * @throws DepartmentRefuses when the database does not take it
     */
    public String stage(DeliverableRecord record, String connector, String tables, String finish) {
        var database = database(connector);
        var staging = new SqlStaging(mappings.system(record), new SqlName(tables),
                Optional.of(finish).filter(statement -> !statement.equals("none")));
        try {
            return staging.deliver(database.sql, database.writing, record);
        } catch (DataAccessException e) {
            throw SqlStaging.refusal(e).<RuntimeException>map(DepartmentRefuses::new).orElse(e);
        }
    }

    /**
     * A delivery that did not succeed.
     *
     * @throws DepartmentRefuses when the database says itself that it does not take this record
     */
    public void notTaken(Exception failure) throws Exception {
        throw Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(DataAccessException.class::isInstance).map(DataAccessException.class::cast)
                .flatMap(each -> SqlStaging.refusal(each).stream()).findFirst()
                .<Exception>map(DepartmentRefuses::new).orElse(failure);
    }

    /** The record as one text, for a procedure that takes it whole. */
    public String write(DeliverableRecord record, String connector) {
        return new String(intake.format(record).write(record), java.nio.charset.StandardCharsets.UTF_8);
    }
}
