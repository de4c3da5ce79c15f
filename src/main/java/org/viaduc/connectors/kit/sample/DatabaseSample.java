package org.viaduc.connectors.kit.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.viaduc.connectors.SqlText;
import org.viaduc.connectors.kit.sample.Sample.Aside;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Link;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * Reads a database as a sample: its views, or its tables where it has none, with some rows of each and what its foreign keys
 * say. In one transaction that may only read; nothing is written there, and nothing of a row is kept but in memory.
 */
public final class DatabaseSample {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#]{0,62}");
    private static final Pattern SECRET = Pattern.compile("(?i)(password|pwd)=|//[^/@]*:[^/@]*@");
    private static final int SECONDS = 30;
    private static final String DELIVERIES = "livraison";

    private final Connection connection;
    private final String source;
    private final Optional<String> schema;
    private final List<Aside> aside = new ArrayList<>();

    private DatabaseSample(Connection connection, String source, Optional<String> schema) {
        this.connection = connection;
        this.source = source;
        this.schema = schema;
    }

    /** How a database is reached. Its {@code toString} says nothing. */
    public record Access(String url, String user, String password, Optional<String> schema) {
        /** @throws NoSample for an address with a password in it */
        public Access {
            if (SECRET.matcher(url).find()) {
                throw new NoSample(
                        "a password does not belong in an address, where everybody sees it: name a file with "
                                + "--password-file, or a variable with --password-env");
            }
        }

        @Override
        public String toString() {
            return "Access";
        }
    }

    /** @param staging how the names of the tables begin that take deliveries, where there are any */
    public record Found(Sample sample, Optional<String> staging) {}

    /** @throws NoSample when it cannot be reached, or has nothing that can be read */
    public static Found read(Access access) {
        var login = new Properties();
        login.setProperty("user", access.user());
        login.setProperty("password", access.password());
        login.setProperty("loginTimeout", "10");
        var name = access.url().replaceFirst("[?;].*", "");
        try (var connection = DriverManager.getConnection(access.url(), login)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var found = new DatabaseSample(connection, name, access.schema()).read();
            connection.rollback();
            return found;
        } catch (SQLException e) {
            throw new NoSample("`" + name + "` cannot be read as `" + access.user() + "`: " + reason(e), e);
        }
    }

    private static String reason(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (state.startsWith("28")) {
            return "user or password are not accepted";
        }
        if (state.startsWith("08")) {
            return state.equals("08001") && failure.getMessage().startsWith("No suitable driver")
                    ? "there is no driver for such an address: put its jar into lib/, beside the program"
                    : "nothing answers at this address";
        }
        return state.startsWith("3D") ? "there is no such database" : "the database says " + state;
    }

    private Found read() throws SQLException {
        var tables = names("TABLE", "PARTITIONED TABLE", "BASE TABLE");
        var views = names("VIEW", "MATERIALIZED VIEW");
        var staging = staging(tables);
        var read = new ArrayList<Table>();
        for (var name : views.isEmpty() ? tables : views) {
            if (staging.filter(name::startsWith).isEmpty()) {
                table(name).ifPresent(read::add);
            }
        }
        if (read.isEmpty()) {
            throw new NoSample("`" + source + "`: this user sees no view and no table"
                    + schema.map(each -> " in the schema `" + each + "`").orElse("")
                    + ": say which schema with --schema, or "
                    + "let it read the views");
        }
        return new Found(new Sample(source, new Wire.Views(charset(), Optional.empty()), read, "", List.of(),
                links(read), aside), staging);
    }

    private List<String> names(String... kinds) throws SQLException {
        var found = new TreeSet<String>();
        try (var rows = connection.getMetaData().getTables(connection.getCatalog(), in(), "%", kinds)) {
            while (rows.next()) {
                found.add(rows.getString("TABLE_NAME"));
            }
        }
        return List.copyOf(found);
    }

    private String in() throws SQLException {
        return schema.isPresent() ? schema.get() : connection.getSchema();
    }

    /** The beginning of the name of a table of deliveries, which has the exchange's id. */
    private Optional<String> staging(List<String> tables) throws SQLException {
        for (var name : tables) {
            if (name.toLowerCase(java.util.Locale.ROOT).endsWith(DELIVERIES)) {
                try (var rows = connection.getMetaData().getColumns(connection.getCatalog(), in(), name, "%")) {
                    while (rows.next()) {
                        if (rows.getString("COLUMN_NAME").equalsIgnoreCase("id_echange")) {
                            return Optional.of(name.substring(0, name.length() - DELIVERIES.length()));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** As it can be written without quotation marks. */
    private boolean isPlain(String name) throws SQLException {
        DatabaseMetaData said = connection.getMetaData();
        return PLAIN.matcher(name).matches()
                && (!said.storesLowerCaseIdentifiers() || name.equals(name.toLowerCase(java.util.Locale.ROOT)))
                && (!said.storesUpperCaseIdentifiers() || name.equals(name.toUpperCase(java.util.Locale.ROOT)));
    }

    private Optional<Table> table(String name) throws SQLException {
        if (!isPlain(name)) {
            aside.add(new Aside(name, "un nom qui demande des guillemets : cette vue n'est pas lue",
                    "a name that needs quotation marks: this view is not read"));
            return Optional.empty();
        }
        var point = connection.setSavepoint();
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.setMaxRows(Sample.MOST_ROWS);
            statement.setFetchSize(500);
            try (var rows = statement
                    .executeQuery("select * from " + schema.map(each -> each + ".").orElse("") + name)) {
                return Optional.of(table(name, rows));
            }
        } catch (SQLException e) {
            connection.rollback(point);
            aside.add(new Aside(name, "cette vue ne se lit pas : " + reason(e),
                    "this view cannot be read: " + reason(e)));
            return Optional.empty();
        }
    }

    private Table table(String name, ResultSet rows) throws SQLException {
        var meta = rows.getMetaData();
        Map<Integer, List<String>> values = new LinkedHashMap<>();
        for (var i = 1; i <= meta.getColumnCount(); i++) {
            if (isRead(name, meta, i)) {
                values.put(i, new ArrayList<>());
            }
        }
        var count = 0;
        while (rows.next()) {
            count++;
            for (var column : values.entrySet()) {
                SqlText.of(rows, column.getKey()).ifPresent(column.getValue()::add);
            }
        }
        var columns = new ArrayList<Column>();
        for (var column : values.entrySet()) {
            columns.add(new Column(meta.getColumnLabel(column.getKey()), column.getValue(),
                    declared(meta, column.getKey())));
        }
        return new Table(name, columns, count);
    }

    private boolean isRead(String table, ResultSetMetaData meta, int column) throws SQLException {
        var name = meta.getColumnLabel(column);
        var type = JDBCType.valueOf(meta.getColumnType(column));
        var reason = switch (type) {
            case BINARY, VARBINARY, LONGVARBINARY, BLOB -> new Aside(table + "." + name,
                    "un document : `document` et `media-type` dans system.yaml, puis format attachment",
                    "a document: `document` and `media-type` in system.yaml, then format attachment");
            case ARRAY, STRUCT, OTHER, REF, SQLXML, JAVA_OBJECT -> new Aside(table + "." + name,
                    "un type qui ne se lit pas : que la vue en fasse du texte",
                    "a type that is not read: let the view turn it into text");
            default -> isPlain(name)
                    ? null
                    : new Aside(table + "." + name, "un nom qui demande des guillemets : cette colonne n'est pas lue",
                            "a name that needs quotation marks: this column is not read");
        };
        Optional.ofNullable(reason).ifPresent(aside::add);
        return reason == null;
    }

    private static String declared(ResultSetMetaData meta, int column) throws SQLException {
        return switch (meta.getColumnType(column)) {
            case Types.DATE -> "date yyyy-MM-dd";
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> "datetime";
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.FLOAT, Types.DOUBLE -> "amount plain";
            case Types.BOOLEAN, Types.BIT -> "boolean true/false";
            default -> "";
        };
    }

    private List<Link> links(List<Table> tables) throws SQLException {
        var found = new ArrayList<Link>();
        for (var table : tables) {
            try (var rows = connection.getMetaData().getImportedKeys(connection.getCatalog(), in(), table.type())) {
                while (rows.next()) {
                    found.add(new Link(table.type(), rows.getString("FKCOLUMN_NAME"), rows.getString("PKTABLE_NAME"),
                            rows.getString("PKCOLUMN_NAME")));
                }
            }
        }
        return found;
    }

    /** What texts the database can hold, where it says so; else everything. */
    private Charset charset() throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return StandardCharsets.UTF_8;
        }
        try (var statement = connection.createStatement(); var row = statement.executeQuery("show server_encoding")) {
            return switch (row.next() ? row.getString(1) : "") {
                case "WIN1252" -> Charset.forName("windows-1252");
                case "LATIN9" -> Charset.forName("ISO-8859-15");
                case "LATIN1" -> StandardCharsets.ISO_8859_1;
                default -> StandardCharsets.UTF_8;
            };
        }
    }
}
