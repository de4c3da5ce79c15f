package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Section;

/** Reads the tables of a rule book: roles, categories and citations. */
final class TableReader {
    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?");
    private static final Pattern CELL = Pattern.compile("(R|P|–|P/R)([ :(].*)?|[a-zRQTH-]{4,} ?.*");

    private final Faults faults;

    TableReader(Faults faults) {
        this.faults = faults;
    }

    CitationTable citations(Yaml yaml) {
        var top = faults.entries(yaml, Set.of("readings", "articles"), Set.of());
        var readings = new TreeMap<String, CitationTable.Reading>();
        faults.value(top, "readings", Map.<String, Yaml>of(), Yaml::map).forEach((code, row) -> {
            var entries = faults.entries(row, Set.of("fr", "en"), Set.of("at"));
            readings.put(code, new CitationTable.Reading(code, day(entries, "at"), faults.value(entries, "fr", "?",
                    Yaml::text), faults.value(entries, "en", "?", Yaml::text)));
        });
        var articles = new TreeMap<String, CitationTable.Citation>();
        faults.value(top, "articles", Map.<String, Yaml>of(), Yaml::map).forEach((article, row) -> {
            var entries = faults.entries(row, Set.of("read"), Set.of("since", "until", "note"));
            var read = faults.value(entries, "read", "MEM", Yaml::text);
            for (var code : read.split("\\+")) {
                if (!readings.containsKey(code)) {
                    faults.add(row.fault("`" + code + "` is none of the readings").getMessage());
                }
            }
            articles.put(article, new CitationTable.Citation(article, read, day(entries, "since"), day(entries,
                    "until"), faults.value(entries, "note", "", Yaml::text)));
        });
        return new CitationTable(readings, articles);
    }

    private Optional<String> day(Map<String, Yaml> entries, String key) {
        return Optional.ofNullable(entries.get(key)).map(yaml -> faults.or("?", () -> {
            if (!DAY.matcher(yaml.text()).matches()) {
                throw yaml.fault("expected a day, a month or a year as 2026-11-21, 2026-11 or 2026");
            }
            return yaml.text();
        }));
    }

    RoleTable roles(Yaml yaml) {
        var top = faults.entries(yaml, Set.of("columns", "roles"), Set.of());
        var columns = new HashMap<String, Long>();
        var order = new ArrayList<String>();
        faults.value(top, "columns", Map.<String, Yaml>of(), Yaml::map).forEach((column, sections) -> {
            columns.put(column, faults.or(0L, () -> BookReader.kinds(sections)));
            order.add(column);
        });
        var rows = new ArrayList<RoleTable.Row>();
        var closed = new long[Role.values().length];
        faults.value(top, "roles", Map.<String, Yaml>of(), Yaml::map).forEach((word, row) -> {
            var role = faults.or(null, () -> row.check(() -> Role.of(word)));
            var entries = faults.entries(row, Set.of("title", "bound", "law"),
                    Set.of("secret", "reads", "note", "closed"));
            if (role != null) {
                var cells = new TreeMap<String, String>();
                faults.value(entries, "reads", Map.<String, Yaml>of(), each -> each.map(columns.keySet()))
                        .forEach((column, cell) -> {
                            var text = faults.or("–", cell::text);
                            cells.put(column, text);
                            if (!CELL.matcher(text).matches()) {
                                faults.add(row.fault(
                                        "`" + text + "` is no cell of table B: it begins with R, P or – (U+2013), "
                                                + "or says in words what is read")
                                        .getMessage());
                            }
                            closed[role.ordinal()] |= text.equals("–") ? columns.get(column) : 0;
                        });
                closed[role.ordinal()] |= faults.value(entries, "closed", 0L, BookReader::kinds);
                rows.add(new RoleTable.Row(role, faults.value(entries, "title", "?", Yaml::text),
                        faults.value(entries, "bound", "?", Yaml::text),
                        faults.value(entries, "secret", RoleTable.Secret.AUCUN,
                                each -> each.word(RoleTable.Secret::of)),
                        faults.value(entries, "law", "?", Yaml::text),
                        faults.value(entries, "note", "", Yaml::text), cells));
            }
        });
        for (var role : Role.values()) {
            if (role.isOffice() && rows.stream().noneMatch(row -> row.role() == role)) {
                faults.add(yaml.fault("the role `" + role + "` has no row").getMessage());
            }
        }
        return new RoleTable(order, rows, closed);
    }

    CategoryTable categories(Yaml yaml) {
        var top = faults.entries(yaml, Set.of("sections"), Set.of());
        var rows = new ArrayList<CategoryTable.Row>();
        var keeps = new EnumMap<Kind, List<FieldPath>>(Kind.class);
        faults.value(top, "sections", Map.<String, Yaml>of(), Yaml::map).forEach((word, row) -> {
            var section = faults.or(null, () -> row.check(() -> Section.of(word)));
            var entries = faults.entries(row, Set.of("category", "content", "rgpd", "travels", "mask-keeps"), Set.of());
            if (section != null) {
                rows.add(new CategoryTable.Row(section, faults.value(entries, "category", "?", Yaml::text),
                        faults.value(entries, "content", "?", Yaml::text), faults.value(entries, "rgpd", "?",
                                Yaml::text),
                        faults.value(entries, "travels", "?", Yaml::text)));
                faults.value(entries, "mask-keeps", Map.<String, Yaml>of(), Yaml::map).forEach((kind, paths) -> {
                    var of = faults.or(null, () -> paths.check(() -> Kind.of(section.name() + "." + kind)));
                    if (of != null) {
                        keeps.put(of, faults.or(List.of(), () -> paths.list(FieldPath::of)));
                    }
                });
            }
        });
        for (var kind : Kind.values()) {
            if (!keeps.containsKey(kind)) {
                faults.add(yaml.fault("what a mask keeps of `" + kind + "` is missing").getMessage());
            }
        }
        return new CategoryTable(rows, keeps);
    }
}
