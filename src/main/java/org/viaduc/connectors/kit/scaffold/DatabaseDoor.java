package org.viaduc.connectors.kit.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.viaduc.connectors.kit.sample.DatabaseSample.Access;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.connectors.kit.scaffold.Scaffold.Door;

/** How a database is asked for what changed, and where it takes what arrives. @param staging as the database has it */
record DatabaseDoor(Plan plan, Layout layout, Access access, Optional<String> staging) {
    private static final Pattern TELLS_CHANGES = Pattern.compile("(?i).*(chang|modif|maj|update|journal).*");
    private static final String NEW_STAGING = "depot_";

    /** True of a view that tells which files changed: a key, and a time or number. */
    static boolean tellsChanges(Table table) {
        return TELLS_CHANGES.matcher(table.type()).matches() && table.columns().size() == 2;
    }

    Door door() {
        var open = new LinkedHashMap<String, String>();
        var collect = new LinkedHashMap<String, String>();
        var changes = changes();
        collect.put("changes", changes.map(Changes::view).orElse(layout.person()));
        collect.put("id", changes.map(Changes::id).orElse(key()));
        collect.put("changed", changes.map(Changes::changed).orElse("modifie_le"));
        if (changes.isEmpty()) {
            open.put("changed", "aucune vue ne dit ce qui a changé et quand / no view says what changed and when");
        }
        collect.put("overlap", changes.filter(each -> !each.byTime).isPresent() ? "1000" : "PT15M");
        collect.put("every", "{{" + plan.name() + ".every}}");
        var node = new LinkedHashMap<String, String>();
        node.put("url", access.url());
        node.put("user", access.user());
        node.put("password", "${file:" + plan.system() + "-password}");
        access.schema().ifPresent(schema -> node.put("schema", schema));
        node.put("every", "60000");
        var files = new LinkedHashMap<String, String>();
        if (staging.isEmpty()) {
            files.put("sql/" + plan.system() + "-depot.sql", stagingTables());
            open.put("tables", "la base n'a pas de tables de dépôt : sql/" + plan.system() + "-depot.sql les crée / "
                    + "the database has no staging tables: sql/" + plan.system() + "-depot.sql makes them");
        }
        open.put("finish", "la procédure qui intègre un dépôt, ou none / the procedure that takes a delivery, or none");
        return new Door(collect, Map.of("tables", staging.orElse(NEW_STAGING), "finish", "none"), node, files, open);
    }

    private record Changes(String view, String id, String changed, boolean byTime) {}

    private String key() {
        return layout.opening().map(type -> layout.keys().households().get(layout.person()))
                .orElseGet(() -> layout.keys().persons().get(layout.person()));
    }

    /** A view made for it, by time before by number; else the person's or household's own view with the time of its last change. */
    private Optional<Changes> changes() {
        var found = new ArrayList<Changes>();
        layout.changes().forEach(table -> of(table, true).ifPresent(found::add));
        layout.changes().forEach(table -> of(table, false).ifPresent(found::add));
        layout.opening().map(layout::guess).ifPresent(guess -> of(guess.table(), true).ifPresent(found::add));
        of(layout.guess(layout.person()).table(), true).ifPresent(found::add);
        return found.stream().findFirst();
    }

    private Optional<Changes> of(Table table, boolean byTime) {
        var key = layout.opening().filter(table.type()::equals).map(layout.keys().households()::get).orElse(key());
        return table.columns().stream().filter(column -> column.name().equals(key)).findFirst()
                .flatMap(id -> table.columns().stream()
                        .filter(column -> !column.equals(id) && (byTime ? isTime(column) : !isTime(column)))
                        .findFirst())
                .map(changed -> new Changes(table.type(), key, changed.name(), byTime));
    }

    private static boolean isTime(Column column) {
        return column.declared().equals("datetime");
    }

    /** For whoever keeps the database: one table of deliveries, and one for each row type. */
    private String stagingTables() {
        var text = new StringBuilder(
                "-- Staging tables in which " + plan.system() + " takes what the node delivers.\n-- Questions: "
                        + plan.questions() + ".\ncreate table " + NEW_STAGING
                        + "livraison (id_echange varchar(36) primary key, reference varchar(60));\n");
        for (var guess : layout.guesses()) {
            stagingTable(layout.names().get(guess.table().type()), guess.table().columns(), text);
            if (layout.hasMembers() && guess.table().type().equals(layout.person())) {
                stagingTable("membre", guess.table().columns(), text);
            }
        }
        return text.toString();
    }

    private static void stagingTable(String name, List<Column> columns, StringBuilder text) {
        text.append("create table ").append(NEW_STAGING).append(name.replace('-', '_'))
                .append(" (id_echange varchar(36) not null, rang integer not null");
        columns.forEach(column -> text.append(",\n    ").append(column.name()).append(" text"));
        text.append(");\n");
    }
}
