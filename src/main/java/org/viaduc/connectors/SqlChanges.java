package org.viaduc.connectors;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The view that tells which files changed: one row per change, or one per file, with the file's key and a time or a number
 * that only grows. It is read page by page in the order of the changes; the statements are the same for every database.
 */
record SqlChanges(SqlName view, SqlName id, SqlName changed) {
    static final int PAGE = 500;

    record Change(Object id, SqlMark at) {}

    /** The first changes from there on, that one included; from the beginning when there is no mark. */
    List<Change> first(JdbcTemplate sql, Optional<SqlMark> from) {
        return from.isEmpty()
                ? page(sql, "")
                : page(sql, " where " + changed + " >= ?", from.get().value());
    }

    /** The changes that follow. */
    List<Change> after(JdbcTemplate sql, Change last) {
        return page(sql, " where " + changed + " > ? or (" + changed + " = ? and " + id + " > ?)", last.at().value(),
                last.at().value(), last.id());
    }

    private List<Change> page(JdbcTemplate sql, String condition, Object... values) {
        return sql.query(
                "select " + id + ", " + changed + " from " + view + condition + " order by " + changed + ", " + id,
                (row, number) -> new Change(row.getObject(1), SqlMark.of(row, 2)), values);
    }
}
