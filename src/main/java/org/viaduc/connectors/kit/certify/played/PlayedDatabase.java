package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.local.LocalFormat;

/**
 * A PostgreSQL of its own in the words of a connector's route and mapping: its views, the view of changes, and staging tables
 * whose deliveries get a reference. The gateway reaches it over a line that can be cut.
 */
public final class PlayedDatabase implements PlayedService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CALL = Pattern.compile("(?i)call\\s+(\\w+)\\s*\\(\\s*\\?\\s*\\)");
    /** More rows of one view than a file may have. */
    private static final int MANY = 20_001;
    private static final String NEW = "colonne_nouvelle";
    private static final String TAKEN = "taken_by_procedure";
    private static final String CALLS = "calls_of_procedure";
    private static final String NAME = "played";
    private static final String OWNER = "postgres";

    private final Map<String, String> words;
    private final SystemDescription system;
    private final EmbeddedPostgres server;
    private final SingleConnectionDataSource source;
    private final JdbcTemplate sql;
    private final Relay line;
    private int changes;

    /**
     * @param words  parameters of the connector's routes
     * @param folder for the database's files
     * @throws CannotBePlayed when the routes want something that only the system's own database has
     */
    public PlayedDatabase(Map<String, String> words, SystemDescription system, Path folder)
            throws IOException, CannotBePlayed {
        this.words = Map.copyOf(words);
        this.system = system;
        this.server = EmbeddedPostgres.builder().setDataDirectory(folder.resolve(OWNER))
                .setRegisterShutdownHook(false).setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD).start();
        new JdbcTemplate(new DriverManagerDataSource(server.getJdbcUrl(OWNER, OWNER), OWNER, ""))
                .execute("create database " + NAME + " encoding '" + encoding(system)
                        + "' lc_collate 'C' lc_ctype 'C' template template0");
        this.source = new SingleConnectionDataSource(server.getJdbcUrl(OWNER, NAME), OWNER, "", true);
        this.sql = new JdbcTemplate(source);
        this.line = new Relay(server.getPort());
        if (words.containsKey("changes")) {
            views();
        }
        if (words.containsKey("tables")) {
            staging();
        }
        if (words.containsKey("procedure")) {
            procedure();
        }
    }

    /** Takes each exchange once, gives it a reference, and the same to a repeat. */
    private void procedure() throws CannotBePlayed {
        var name = words.get("procedure");
        if (!name.matches("\\w+")) {
            throw new CannotBePlayed(
                    "le kit joue une procédure d'un seul mot, et non `" + name
                            + "` : l'essayer dans la base de test du système",
                    "the kit plays a procedure of one word, and not `" + name
                            + "`: try it against the system's own test database");
        }
        refusing();
        sql.execute("create table " + TAKEN
                + " (id_echange text primary key, record text not null, reference text not null "
                + "default '" + REFERENCE + "' || nextval('number'));"
                + "create table " + CALLS + " (id_echange text not null, record text not null);"
                + "create function " + name
                + "(echange varchar, dossier varchar, out reference varchar) language plpgsql as "
                + "$$ begin if exists (select from refusing) then raise exception 'non'; end if; "
                + "insert into " + CALLS + " values (echange, dossier); "
                + "insert into " + TAKEN + " (id_echange, record) values (echange, dossier) on conflict do nothing; "
                + "select t.reference into reference from " + TAKEN + " t where t.id_echange = echange; end $$");
    }

    private void refusing() {
        sql.execute("create table refusing (yes boolean); create sequence number");
    }

    /** As PostgreSQL calls the characters that the system's database can hold. */
    private static String encoding(SystemDescription system) {
        return switch (system.wire() instanceof Wire.Views views ? views.charset().name() : "") {
            case "windows-1252" -> "WIN1252";
            case "ISO-8859-1" -> "LATIN1";
            case "ISO-8859-15" -> "LATIN9";
            default -> "UTF8";
        };
    }

    private void views() {
        system.rows().forEach(type -> sql.execute("create table " + type.type() + " (" + columns(type) + ")"));
        sql.execute("create table " + words.get("changes") + " (" + words.get("id") + " text primary key, "
                + words.get("changed") + (isNumbered() ? " bigint" : " timestamptz") + " not null)");
    }

    private void staging() throws CannotBePlayed {
        var deliveries = words.get("tables") + "livraison";
        refusing();
        sql.execute("create table " + deliveries
                + " (id_echange varchar(36) primary key, reference varchar(20) default '" + REFERENCE
                + "' || nextval('number'));"
                + "create function refuse() returns trigger language plpgsql as $$ begin "
                + "if exists (select from refusing) then raise exception 'non'; end if; return new; end $$;"
                + "create trigger refuse before insert on " + deliveries + " for each row execute function refuse()");
        system.rows().forEach(type -> sql.execute("create table " + table(type)
                + " (id_echange varchar(36) not null, rang integer not null, " + columns(type) + ")"));
        var finish = words.getOrDefault("finish", "none");
        if (!finish.equals("none")) {
            var call = CALL.matcher(finish);
            if (!call.matches()) {
                throw new CannotBePlayed(
                        "le kit joue `call procedure(?)` derrière les tables de dépôt, et non `" + finish
                                + "` : l'essayer dans la base de test du système",
                        "the kit plays `call procedure(?)` behind the staging tables, and not `" + finish
                                + "`: try it against the system's own test database");
            }
            sql.execute("create procedure " + call.group(1)
                    + "(echange varchar) language plpgsql as $$ begin null; end $$");
        }
    }

    private String table(RowType type) {
        return words.get("tables") + type.name().replace('-', '_');
    }

    private static String columns(RowType type) {
        return type.fields().stream().map(field -> field + (isDocument(type, field) ? " bytea" : " text"))
                .collect(Collectors.joining(", "));
    }

    private static boolean isDocument(RowType type, String field) {
        return type.document().filter(document -> document.content().equals(field)).isPresent();
    }

    private boolean isNumbered() {
        return !words.getOrDefault("overlap", "P").startsWith("P");
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("every", "200");
    }

    @Override
    public Map<String, String> values() {
        return Map.of("url", "jdbc:postgresql://127.0.0.1:" + line.port() + "/" + NAME, "user", OWNER, "password", "");
    }

    /** What is said to have changed is one household, with the rows of the file; a file without rows was deleted meanwhile. */
    @Override
    public void changed(String id, String answer) throws IOException {
        var file = JSON.readTree(answer);
        changes++;
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
            for (var type : system.rows()) {
                if (!file.isEmpty()) {
                    sql.update("delete from " + type.type());
                }
                var rows = new ArrayList<Object[]>();
                for (var row : file.path(type.type())) {
                    rows.add(type.fields().stream().map(field -> value(type, row, field)).toArray());
                }
                sql.batchUpdate("insert into " + type.type() + " (" + String.join(", ", type.fields()) + ") values (?"
                        + ", ?".repeat(type.fields().size() - 1) + ")", rows);
            }
            var key = key(file, id);
            sql.update("delete from " + words.get("changes") + " where " + words.get("id") + " = ?", key);
            sql.update("insert into " + words.get("changes") + " values (?, " + (isNumbered()
                    ? "?)"
                    : "timestamptz '2026-11-20 00:00:00+01' + ? * interval '1 minute')"), key, changes);
        });
    }

    private static Object value(RowType type, JsonNode row, String field) {
        var text = row.path(field).asText("");
        return text.isEmpty() ? null : isDocument(type, field) ? Base64.getDecoder().decode(text) : text;
    }

    private String key(JsonNode file, String id) {
        var type = system.row(system.opening().orElse(system.person())).orElseThrow();
        var field = system.opening().isPresent() ? type.household() : type.person();
        var said = field.map(name -> file.path(type.type()).path(0).path(name).asText("")).orElse("");
        return said.isEmpty() ? id : said;
    }

    @Override
    public String garbled(String answer) {
        return "{}";
    }

    /** With one row of the last view so often that no file may have as many. */
    @Override
    public String huge(String answer) throws IOException {
        var file = (ObjectNode) JSON.readTree(answer);
        for (var type : system.rows().reversed()) {
            if (file.path(type.type()).size() > 0 && !type.type().equals(system.person())) {
                var row = file.path(type.type()).path(0);
                var many = file.putArray(type.type());
                for (var i = 0; i < MANY; i++) {
                    many.add(row);
                }
                break;
            }
        }
        return file.toString();
    }

    /** A column more, one that is dropped, or one by another name; all in the view that says who a file is about. */
    @Override
    public Set<Drift> drifts() {
        return words.containsKey("changes") ? Set.of(Drift.MORE, Drift.LESS, Drift.RENAMED) : Set.of();
    }

    @Override
    public void drift(Drift now) {
        var view = system.person();
        var column = lastColumn();
        sql.execute(switch (now) {
            case MORE -> "alter table " + view + " add column " + NEW + " text default 'x'";
            case LESS -> "alter table " + view + " drop column " + column;
            case RENAMED -> "alter table " + view + " rename column " + column + " to " + NEW;
            case NONE -> "alter table " + view + " drop column if exists " + NEW + "; alter table " + view
                    + " add column if not exists " + column + " text";
        });
    }

    private String lastColumn() {
        var type = system.row(system.person()).orElseThrow();
        return type.fields().stream().filter(field -> type.person().filter(field::equals).isEmpty()
                && type.household().filter(field::equals).isEmpty() && !isDocument(type, field))
                .reduce((first, second) -> second).orElseThrow();
    }

    @Override
    public void goDown() {
        line.cut();
    }

    @Override
    public void comeUp() throws IOException {
        line.mend();
    }

    @Override
    public void beSlow(boolean slow) {
        line.beSlow(slow);
    }

    @Override
    public void refuse(boolean refuse) {
        sql.update(refuse ? "insert into refusing values (true)" : "delete from refusing");
    }

    @Override
    public List<String> delivered() {
        return sql.queryForList(
                "select id_echange from " + (hasProcedure() ? CALLS : words.get("tables") + "livraison"),
                String.class);
    }

    private boolean hasProcedure() {
        return words.containsKey("procedure");
    }

    @Override
    public OptionalLong standing(String exchange) {
        return OptionalLong.of(sql.queryForObject("select count(*) from "
                + (hasProcedure() ? TAKEN : words.get("tables") + "livraison") + " where id_echange = ?", Long.class,
                exchange));
    }

    @Override
    public Optional<List<Hint>> missing(DeliverableRecord record) {
        return Optional.of(hasProcedure() ? missingInProcedure(record) : missingInTables(record));
    }

    private List<Hint> missingInProcedure(DeliverableRecord record) {
        var wanted = new String(LocalFormat.of(system).write(record), StandardCharsets.UTF_8);
        return sql.queryForList("select record from " + CALLS + " where id_echange = ?", String.class,
                record.exchange().toString()).stream().anyMatch(wanted::equals)
                        ? List.of()
                        : List.of(new Hint("la procédure ne reçoit pas ce que les correspondances écrivent",
                                "the procedure is not given what the mapping writes"));
    }

    private List<Hint> missingInTables(DeliverableRecord record) {
        var missing = new ArrayList<Hint>();
        for (var type : system.rows()) {
            var staged = sql.queryForList("select * from " + table(type) + " where id_echange = ? order by rang",
                    record.exchange().toString());
            var rows = record.rows().stream().filter(row -> row.type().equals(type.type())).toList();
            for (var i = 0; i < Math.max(rows.size(), staged.size()); i++) {
                if (i >= rows.size() || i >= staged.size()
                        || !said(rows.get(i).fields(), type).equals(said(staged.get(i), type))) {
                    missing.add(new Hint(
                            "la ligne " + (i + 1) + " de `" + table(type)
                                    + "` n'est pas ce que les correspondances écrivent",
                            "row " + (i + 1) + " of `" + table(type) + "` is not what the mapping writes"));
                }
            }
        }
        return missing;
    }

    /** What a row says in words; of a document only that there is one. */
    private static Map<String, String> said(Map<String, ?> row, RowType type) {
        var said = new HashMap<String, String>();
        type.fields().forEach(field -> {
            var text = Objects.toString(row.get(field), "");
            if (!text.isEmpty()) {
                said.put(field, isDocument(type, field) ? "document" : text);
            }
        });
        return said;
    }

    @Override
    public void close() {
        line.close();
        source.destroy();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the played database does not stop", e);
        }
    }
}
