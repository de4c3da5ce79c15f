package org.viaduc.exchange.desk;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs an act in one database transaction, so that what is done and what the journal says of it stand or fall together. */
public final class Transactions {
    private final TransactionTemplate template;
    private final DataSource source;

    public Transactions(PlatformTransactionManager manager, DataSource source) {
        this.template = new TransactionTemplate(manager);
        this.source = source;
    }

    /** One act on a connection. */
    @FunctionalInterface
    public interface Act<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs the act and commits; whatever it throws rolls everything back. Within another act it joins that one. */
    public <T> T run(Act<T> act) {
        return template.execute(status -> {
            var connection = DataSourceUtils.getConnection(source);
            try {
                return act.on(connection);
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("the database refused a step: " + e.getSQLState(), e);
            } finally {
                DataSourceUtils.releaseConnection(connection, source);
            }
        });
    }

    /** Runs something once the running transaction has committed, and not at all if it does not. */
    public static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
