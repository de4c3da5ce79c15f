package org.viaduc.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.SystemDescription.ProtectedAddress;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.mapping.SystemRules.RecordDay;
import org.viaduc.mapping.SystemRules.Technical;
import org.viaduc.mapping.YamlMap.Word;
import org.viaduc.mapping.format.Format;

/** Reads {@code system.yaml}. What is wrong becomes a fault; what comes out is then not used. */
final class SystemReader {
    /** What `formats` may name, each with an example where the word alone means nothing. */
    static final Map<String, String> OWN_FORMATS = Map.of("date", "dd/MM/yyyy", "month", "MM/yyyy", "amount", "fr",
            "datetime", "", "phone", "");

    private final YamlMap yaml;
    private final String folder;
    private SystemRules rules = SystemRules.NONE;
    private Map<String, YamlMap> inline = Map.of();
    private EveryRow everyRow = EveryRow.NONE;

    SystemReader(YamlMap yaml, String folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    SystemDescription read() {
        var name = yaml.need("system");
        if (!name.equals(folder)) {
            yaml.fault("system", "the system is named like its folder, `" + folder + "`");
        }
        var version = version(yaml);
        var format = yaml.word("format").map(Word::text).orElse("");
        var types = new RowTypeReader(yaml, format);
        var rows = types.read();
        inline = types.inline();
        var wire = new WireReader(yaml, rows, types.fhir()).read();
        var person = known("person", yaml.need("person"), rows);
        var members = yaml.word("members").map(word -> known("members", word.text(), rows));
        var opening = yaml.word("household").map(word -> known("household", word.text(), rows));
        var never = yaml.words("never").stream().map(Word::text).collect(Collectors.toSet());
        rows.stream().filter(row -> never.contains(row.type())).forEach(
                row -> yaml.fault("never", "row type `" + row.type() + "` is never read and has no place in `rows`"));
        if (opening.isPresent() && members.isEmpty() || members.isPresent() && opening.isEmpty() && isLines(wire)) {
            yaml.fault(yaml.line(), "`household` and `members` come together");
        }
        rows.stream().filter(row -> row.type().equals(person) && row.person().isEmpty()).forEach(
                row -> yaml.fault("rows",
                        "row type `" + person + "` says who the file is about: name its `person` field"));
        if (wire instanceof Wire.Flow flow) {
            FlowReader.check(flow, yaml, rows, person, opening);
        } else if (wire instanceof Wire.Fhir spoken) {
            FhirReader.check(spoken, yaml, rows, person);
        }
        var address = protectedAddress(rows);
        var zone = zone();
        everyRow = new EveryRow(yaml.map("every-row"));
        var formats = formats(zone);
        rules = new SystemRules(day(rows, zone, formats), zone, new Budget(budget(yaml, "budget"),
                yaml.map("budget").map(map -> budget(map, "back")).orElse(Map.of())), formats, technical(rows, wire));
        yaml.done();
        return new SystemDescription(folder, version, wire, rows, person, members, opening, never, address);
    }

    /** What the file says about translating: after {@link #read}. */
    SystemRules rules() {
        return rules;
    }

    /** What the file says of its rows one by one, by row type: after {@link #read}. */
    Map<String, YamlMap> inline() {
        return inline;
    }

    /** What it says of all its rows: after {@link #read}. */
    EveryRow everyRow() {
        return everyRow;
    }

    /** How the system writes days, months, amounts, by the word that stands for it in its lines. */
    private Map<String, String> formats(ZoneId zone) {
        var found = new HashMap<String, String>();
        yaml.map("formats").ifPresent(map -> {
            OWN_FORMATS.keySet().forEach(word -> map.word(word).ifPresent(said -> {
                var name = (word.equals("month") ? "date" : word) + " " + said.text();
                LineReader.format(map, word, name, zone);
                found.put(word, name);
            }));
            map.done();
        });
        return found;
    }

    private Map<String, Technical> technical(List<RowType> rows, Wire wire) {
        var found = new HashMap<String, Technical>();
        yaml.map("technical").ifPresent(map -> map.keys().forEach(field -> {
            var known = rows.stream().flatMap(row -> row.fields().stream()).distinct().toList();
            if (!known.contains(field)) {
                map.fault(field, "no row type has the field `" + field + "`" + Suggestion.of(field, known));
            }
            var said = map.line(field, "reason", Map.of());
            var reason = said.need("reason");
            if (LedgerText.isOurs(reason) && !reason.isEmpty()) {
                map.fault(field, "`" + reason + "` is the ledger's own word: say the reason in your own");
            }
            var write = said.word("write").map(Word::text);
            said.done();
            found.put(field, new Technical(reason, write.or(() -> live(field, wire)).orElse("")));
        }));
        return found;
    }

    private static Optional<String> live(String field, Wire wire) {
        return wire instanceof Wire.Views views
                ? views.deleted().filter(said -> said.field().equals(field)).map(Wire.Deleted::live)
                : Optional.empty();
    }

    private Optional<RecordDay> day(List<RowType> rows, ZoneId zone, Map<String, String> formats) {
        return yaml.map("day").flatMap(day -> {
            var row = known("day", day.need("row"), rows);
            var field = day.need("field");
            var fields = rows.stream().filter(each -> each.type().equals(row)).flatMap(each -> each.fields().stream())
                    .toList();
            if (!field.isEmpty() && !fields.contains(field)) {
                day.fault("field", "`" + field + "` is not among the fields of row type `" + row + "`"
                        + Suggestion.of(field, fields));
            }
            var word = day.need("format");
            var format = LineReader.format(day, "format", formats.getOrDefault(word, word), zone);
            if (format.filter(each -> !each.saysDay()).isPresent()) {
                day.fault("format", "`day` needs a date format");
            }
            day.done();
            return format.map(each -> new RecordDay(row, field, each));
        });
    }

    private ZoneId zone() {
        var name = yaml.word("zone").map(Word::text).orElse(Format.USUAL_ZONE.getId());
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            yaml.fault("zone", "unknown zone `" + name + "`, which should be like Europe/Paris or Indian/Reunion"
                    + Suggestion.of(name, ZoneId.getAvailableZoneIds()));
            return Format.USUAL_ZONE;
        }
    }

    private static Map<Outcome, BigDecimal> budget(YamlMap yaml, String key) {
        var limits = new EnumMap<Outcome, BigDecimal>(Outcome.class);
        yaml.map(key).ifPresent(budget -> {
            for (var outcome : List.of(Outcome.CODED_DOWN, Outcome.KEPT_AS_TEXT, Outcome.DROPPED)) {
                budget.word(outcome.word()).ifPresent(share -> {
                    if (share.text().matches("\\d{1,3}(\\.\\d{1,3})? ?%")) {
                        limits.put(outcome, new BigDecimal(share.text().replace("%", "").strip()));
                    } else {
                        budget.fault(outcome.word(), "a budget is a share of all fields, as 5%");
                    }
                });
            }
            if (key.equals("budget")) {
                budget.map("back");
            }
            budget.done();
        });
        return limits;
    }

    static String version(YamlMap yaml) {
        var version = yaml.need("version");
        if (!version.isEmpty() && !version.matches("\\d{4}-\\d{2}-\\d{2}(\\.[2-9])?")) {
            yaml.fault("version", "`version` is a day, as 2026-11-01, or 2026-11-01.2 for the second of that day");
        }
        return version;
    }

    /** In lines, one has to say that a household begins; in a tree, the record does. */
    private static boolean isLines(Wire wire) {
        return wire instanceof Wire.Csv || wire instanceof Wire.Fixed;
    }

    private String known(String key, String type, List<RowType> rows) {
        if (!type.isEmpty() && rows.stream().noneMatch(row -> row.type().equals(type))) {
            yaml.fault(key, "there is no row type `" + type + "`" + nearest(type, rows));
        }
        return type;
    }

    private ProtectedAddress protectedAddress(List<RowType> rows) {
        if (!yaml.has("protected-address")) {
            yaml.fault(yaml.line(), "`protected-address` is missing: say which field protects an address, or `every`");
            return new ProtectedAddress.Every();
        }
        if (yaml.isWord("protected-address")) {
            if (!yaml.need("protected-address").equals("every")) {
                yaml.fault("protected-address", "`protected-address` is `every`, or has row, field, when and open");
            }
            return new ProtectedAddress.Every();
        }
        var said = yaml.map("protected-address").orElseThrow();
        var row = said.need("row");
        var field = said.need("field");
        var when = said.need("when");
        var open = said.words("open").stream().map(Word::text).toList();
        if (open.isEmpty() || open.contains(when)) {
            said.fault("open", "`open` names the words that mean not protected, and not the one that means protected");
        }
        said.done();
        var type = rows.stream().filter(each -> each.type().equals(row)).findFirst();
        if (type.isEmpty()) {
            said.fault("row", "there is no row type `" + row + "`" + nearest(row, rows));
        } else if (!type.get().fields().contains(field)) {
            said.fault("field", "`" + field + "` is not among the fields of row type `" + row + "`"
                    + Suggestion.of(field, type.get().fields()));
        }
        return new ProtectedAddress.Said(row, field, when, open);
    }

    private static String nearest(String type, List<RowType> rows) {
        return Suggestion.of(type, rows.stream().map(RowType::type).toList());
    }
}
