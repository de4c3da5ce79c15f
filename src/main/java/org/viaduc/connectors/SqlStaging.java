package org.viaduc.connectors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRow;

/**
 * Tables in which a department takes what arrives: one for the deliveries, whose {@code id_echange} is unique, and one for
 * each row type, named like its mapping file, with the columns of its view. A delivery is one transaction.
 */
record SqlStaging(SystemDescription system, SqlName prefix, Optional<String> finish) {
    private static final String DELIVERIES = "livraison";

    /** @return the department's reference; of a repeat the one that the first delivery got, or an empty text without */
    String deliver(JdbcTemplate sql, TransactionOperations transactions, DeliverableRecord record) {
        try {
            return transactions.execute(status -> {
                sql.update("insert into " + prefix + DELIVERIES + " (id_echange) values (?)",
                        record.exchange().toString());
                rows(sql, record);
                finish.ifPresent(statement -> finish(sql, statement, record.exchange().toString()));
                return reference(sql, record);
            });
        } catch (DuplicateKeyException e) {
            var first = reference(sql, record);
            if (first == null) {
                throw e;
            }
            return first;
        }
    }

    private void rows(JdbcTemplate sql, DeliverableRecord record) {
        var number = 0;
        for (var type : system.rows()) {
            var table = new SqlName(prefix + type.name().replace('-', '_'));
            var statement = "insert into " + table + " (id_echange, rang, " + String.join(", ", type.fields())
                    + ") values (?, ?"
                    + ", ?".repeat(type.fields().size()) + ")";
            for (var row : record.rows()) {
                if (row.type().equals(type.type())) {
                    sql.update(statement, values(record, type, row, ++number));
                }
            }
        }
    }

    private static Object[] values(DeliverableRecord record, RowType type, LocalRow row, int number) {
        var values = new ArrayList<>();
        values.add(record.exchange().toString());
        values.add(number);
        for (var field : type.fields()) {
            var value = row.fields().get(field);
            var isDocument = type.document().filter(document -> document.content().equals(field)).isPresent();
            values.add(isDocument && value != null ? document(record.attachments(), value) : value);
        }
        return values.toArray();
    }

    private static byte[] document(List<Attachment> documents, String id) {
        for (var each : documents) {
            if (each.id().equals(id)) {
                try (var in = each.content().open()) {
                    return in.readAllBytes();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException("a document of the record cannot be read", e);
                }
            }
        }
        return null;
    }

    private static void finish(JdbcTemplate sql, String statement, String exchange) {
        sql.execute((Connection connection) -> {
            try (var call = connection.prepareCall(statement)) {
                call.setQueryTimeout(sql.getQueryTimeout());
                call.setString(1, exchange);
                return call.execute();
            }
        });
    }

    /** Null when there is no such delivery. */
    private String reference(JdbcTemplate sql, DeliverableRecord record) {
        var found = sql.query("select reference from " + prefix + DELIVERIES + " where id_echange = ?",
                (row, number) -> Optional.ofNullable(row.getString(1)).orElse(""), record.exchange().toString());
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Whether the database itself says that it does not take these values: integrity and data (SQLSTATE 22, 23), or an error
     * that its own procedure raised (45; P0001 of PostgreSQL, 20000 to 20999 of Oracle, from 50000 of SQL Server).
     */
    static Optional<String> refusal(DataAccessException failure) {
        if (!(failure.getMostSpecificCause() instanceof SQLException cause)) {
            return Optional.empty();
        }
        var state = Optional.ofNullable(cause.getSQLState()).orElse("");
        var code = Math.abs(cause.getErrorCode());
        var raised = state.startsWith("45") || state.equals("P0001") || code >= 20_000 && code < 21_000
                || code >= 50_000;
        return raised || state.startsWith("22") || state.startsWith("23")
                ? Optional.of("sql-" + (state.isEmpty() ? String.valueOf(code) : state))
                : Optional.empty();
    }
}
