package org.viaduc.mapping;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.mapping.LossLedger.Direction;
import org.viaduc.mapping.LossLedger.Line;
import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.Language;

/** The ledger as JSON and as a table for people. */
final class LedgerText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What the translation itself says; every other reason is a mapping's own. */
    static final Map<String, String[]> REASONS = Map.ofEntries(
            Map.entry("unknown-code", new String[]{"mot inconnu des tables", "word unknown to the tables"}),
            Map.entry("unreadable", new String[]{"illisible dans ce format", "unreadable in this format"}),
            Map.entry("unknown-row", new String[]{"type de ligne inconnu", "unknown row type"}),
            Map.entry("unknown-field", new String[]{"champ inconnu", "unknown field"}),
            Map.entry("not-for-this-row", new String[]{"sans objet pour cette ligne", "says nothing on this row"}),
            Map.entry("no-place",
                    new String[]{"le système local n'a pas cette pièce", "the local system has no such piece"}),
            Map.entry("no-field",
                    new String[]{"le système local n'a pas ce champ", "the local system has no such field"}),
            Map.entry("no-room",
                    new String[]{"plus de place dans la ligne locale", "no room is left in the local row"}),
            Map.entry("no-reference",
                    new String[]{"la ligne visée n'est pas là", "the row that is meant is not there"}),
            Map.entry("withheld", new String[]{"la pièce ne part pas", "the piece does not leave"}),
            Map.entry("not-said", new String[]{"le dossier ne le dit pas, la correspondance l'écrit",
                    "the file does not say it, the mapping writes it"}),
            Map.entry("no-document", new String[]{"document absent", "document missing"}));

    private LedgerText() {
    }

    static String json(LossLedger ledger) {
        var text = new StringWriter(1024);
        try (var out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("system", ledger.system());
            out.writeStringField("mapping", ledger.mapping());
            out.writeStringField("direction", ledger.direction().word());
            out.writeObjectFieldStart("counts");
            for (var outcome : Outcome.values()) {
                if (isWritten(outcome, ledger)) {
                    out.writeNumberField(outcome.word(), ledger.count(outcome));
                }
            }
            out.writeEndObject();
            out.writeArrayFieldStart("lines");
            for (var line : ledger.lines()) {
                out.writeStartObject();
                out.writeStringField("row", line.row());
                out.writeStringField("field", line.field());
                out.writeStringField("outcome", line.outcome().word());
                if (!line.reason().isEmpty()) {
                    out.writeStringField("reason", line.reason());
                }
                out.writeNumberField("count", line.count());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return text.toString();
    }

    static LossLedger read(String json) {
        try {
            var tree = JSON.readTree(json);
            keys(tree, Set.of("system", "mapping", "direction", "counts", "lines"));
            var lines = new ArrayList<Line>();
            for (var line : tree.path("lines")) {
                keys(line, Set.of("row", "field", "outcome", "reason", "count"));
                lines.add(new Line(text(line, "row"), text(line, "field"),
                        word(Outcome.values(), Outcome::word, text(line, "outcome")), line.path("reason").asText(""),
                        line.path("count").asInt()));
            }
            var ledger = new LossLedger(text(tree, "system"), text(tree, "mapping"),
                    word(Direction.values(), Direction::word, text(tree, "direction")), lines);
            for (var outcome : Outcome.values()) {
                if (tree.path("counts").path(outcome.word()).asInt(-1) != (isWritten(outcome, ledger)
                        ? ledger.count(outcome)
                        : -1)) {
                    throw new IllegalArgumentException("no ledger: its counts are not those of its lines");
                }
            }
            return ledger;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no ledger: not JSON", e);
        }
    }

    /** Ledgers without an addition keep the text, and so the digest, which they had before additions were told. */
    private static boolean isWritten(Outcome outcome, LossLedger ledger) {
        return outcome != Outcome.ASSUMED || ledger.count(outcome) > 0;
    }

    private static void keys(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("no ledger: unknown key `" + key + "`");
            }
        });
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("no ledger: `" + key + "` is missing");
        }
        return node.path(key).asText();
    }

    private static <E> E word(E[] values, java.util.function.Function<E, String> name, String word) {
        return Arrays.stream(values).filter(value -> name.apply(value).equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no ledger: unknown word `" + word + "`"));
    }

    static String table(LossLedger ledger, Language language) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%s · %s%n", ledger.mapping(),
                switch (ledger.direction()) {
                    case OUT -> language.pick("vers les termes communs", "into common terms");
                    case BACK -> language.pick("vers le système local", "into the local system");
                    case FILTER -> language.pick("ce que la décision laisse partir", "what the decision lets leave");
                }));
        for (var outcome : Arrays.stream(Outcome.values()).filter(each -> isWritten(each, ledger)).toList()) {
            text.append(String.format(Locale.ROOT, "  %-28s %6d%n", name(outcome, language), ledger.count(outcome)));
        }
        var losses = ledger.lines().stream().filter(line -> line.outcome() != Outcome.MAPPED).toList();
        if (!losses.isEmpty()) {
            text.append(String.format("%n"));
            rows(losses, language).forEach(row -> text.append(row).append(String.format("%n")));
        }
        return text.toString();
    }

    private static List<String> rows(List<Line> lines, Language language) {
        var row = width(lines.stream().map(Line::row).toList(), 4);
        var field = width(lines.stream().map(Line::field).toList(), 6);
        return lines.stream().map(line -> String.format(Locale.ROOT, "  %-" + row + "s  %-" + field + "s  %4d  %s%s",
                line.row(), line.field(), line.count(), name(line.outcome(), language),
                line.reason().isEmpty() ? "" : " : " + reason(line.reason(), language))).toList();
    }

    private static int width(List<String> texts, int least) {
        return texts.stream().mapToInt(String::length).max().orElse(least);
    }

    /** A mapping's own reason may say it in French and in English, with {@code  / } between. */
    private static String reason(String reason, Language language) {
        var known = REASONS.get(reason);
        if (known != null) {
            return language.pick(known[0], known[1]);
        }
        var between = reason.indexOf(" / ");
        return between < 0 ? reason : language.pick(reason.substring(0, between), reason.substring(between + 3));
    }

    static boolean isOurs(String reason) {
        return reason.isEmpty() || REASONS.containsKey(reason);
    }

    static String name(Outcome outcome, Language language) {
        return switch (outcome) {
            case MAPPED -> language.pick("traduits", "mapped");
            case CODED_DOWN -> language.pick("codés moins finement", "coded down");
            case KEPT_AS_TEXT -> language.pick("gardés en texte", "kept as text");
            case MASKED -> language.pick("masqués", "masked");
            case DROPPED -> language.pick("laissés", "dropped");
            case ASSUMED -> language.pick("ajoutés", "added");
        };
    }
}
