package org.viaduc.policy;

import java.util.List;
import java.util.Map;

/** Table B: what binds each role, and the sections it reads nothing of. */
final class RoleTable {
    /** @param cells by column, as the dossier writes them */
    record Row(Role role, String title, String bound, String law, String note, Map<String, String> cells) {}

    private final List<String> columns;
    private final List<Row> rows;
    private final long[] closed;

    RoleTable(List<String> columns, List<Row> rows, long[] closed) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.closed = closed.clone();
    }

    List<String> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    long closedTo(Role role) {
        return closed[role.ordinal()];
    }
}
