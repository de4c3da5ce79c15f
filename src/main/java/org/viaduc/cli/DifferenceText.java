package org.viaduc.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** What a version would change, as people read it: first what the answer rests on, then what changes, from tables to exchanges. */
final class DifferenceText {
    private final Language language;
    private final PrintWriter out;

    private DifferenceText(Language language, PrintWriter out) {
        this.language = language;
        this.out = out;
    }

    static void say(JsonNode difference, Language language, PrintWriter out) {
        new DifferenceText(language, out).tell(difference);
    }

    private void tell(JsonNode difference) {
        var rests = difference.path("rests");
        say("%s > %s", difference.path("before").asText(), difference.path("after").asText());
        say(language.pick(
                "Depuis le %s : %d fichiers archivés relus (%d dossiers), %d échanges jugés d'après leur bilan seul.",
                "Since %s: %d archived files read again (%d records), %d exchanges judged by their ledger alone."),
                difference.path("since").asText(), rests.path("files").asInt(), rests.path("records").asInt(),
                rests.path("exchanges").asInt());
        rests.path("notRead").forEach(each -> say(
                each.path("what").asText().equals("files")
                        ? language.pick("  %d fichiers non relus : %s", "  %d files not read again: %s")
                        : language.pick("  %d échanges d'après leur bilan seul : %s", "  %d exchanges by their ledger: %s"),
                each.path("count").asInt(), Lexicon.say(each.path("why").asText(), language)));
        part(language.pick("Lignes des tables", "Lines of the tables"), difference.path("tables"),
                each -> String.format(
                        "%-28s %-9s %s%s%s", each.path("file").asText(), change(each), each.path("before").asText(),
                        each.path("change").asText().equals("changed") ? "  >  " : "", each.path("after").asText()));
        part(language.pick("Champs", "Fields"), difference.path("fields"), each -> String.format("%6d  %s.%s : %s > %s",
                each.path("records").asInt(), each.path("row").asText(), each.path("field").asText(),
                outcome(each.path("before")), outcome(each.path("after"))));
        part(language.pick("Pièces", "Pieces"), difference.path("pieces"), this::kind);
        part(language.pick("Événements", "Facts"), difference.path("facts"), this::kind);
        say(language.pick("Illisibles : %d > %d. Au-delà du budget : %d > %d.",
                "Unreadable: %d > %d. Over budget: %d > %d."), rests.path("unreadableBefore").asInt(),
                rests.path("unreadableAfter").asInt(), difference.path("budget").path("before").asInt(),
                difference.path("budget").path("after").asInt());
        part(language.pick("Échanges", "Exchanges"), difference.path("exchanges"), each -> {
            var changes = new StringBuilder();
            each.path("changes")
                    .forEach(change -> changes.append(changes.isEmpty() ? "" : "; ").append(change.asText()));
            return each.path("id").asText() + "  " + changes;
        });
    }

    private String kind(JsonNode each) {
        return String.format("%6d  %s %s", each.path("records").asInt(), each.path("kind").asText(), change(each));
    }

    private String change(JsonNode each) {
        return switch (each.path("change").asText()) {
            case "added" -> language.pick("ajouté", "added");
            case "removed" -> language.pick("retiré", "removed");
            default -> language.pick("modifié", "changed");
        };
    }

    private String outcome(JsonNode word) {
        return word.asText().isEmpty() ? "-" : Lexicon.say("one:" + word.asText(), language);
    }

    private void part(String title, JsonNode list, Function<JsonNode, String> line) {
        if (!list.isEmpty()) {
            say("%n%s (%d)", title, list.size());
            list.forEach(each -> say("  %s", line.apply(each)));
        }
    }

    private void say(String format, Object... words) {
        out.printf(Locale.ROOT, format + "%n", words);
    }
}
