package org.viaduc.policy;

import java.util.List;
import java.util.Map;

/** Table B: what binds each role, and the sections it reads nothing of. */
final class RoleTable {
    /**
     * @param secret what binds the role to secrecy
     * @param cells  by column, as the dossier writes them
     */
    record Row(Role role, String title, String bound, Secret secret, String law, String note,
            Map<String, String> cells) {}

    /** By what a person is depositary of a secret (code pénal 226-13). */
    enum Secret {
        ETAT,
        PROFESSION,
        FONCTION,
        MISSION,
        AUCUN;

        private static final Words<Secret> WORDS = new Words<>("ground of secrecy", values(), Secret::word);

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Secret of(String word) {
            return WORDS.of(word);
        }
    }

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

    /** True when something binds this role to secrecy; a role without a row is bound by nothing. */
    boolean isBound(Role role) {
        return rows.stream().anyMatch(row -> row.role() == role && row.secret() != Secret.AUCUN);
    }

    /** The table read from below: it says the same. */
    RoleTable reversed() {
        return new RoleTable(columns.reversed(), rows.reversed(), closed);
    }

    long closedTo(Role role) {
        return closed[role.ordinal()];
    }
}
