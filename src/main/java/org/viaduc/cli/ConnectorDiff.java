package org.viaduc.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** {@code connector diff}: what a version of a mapping would change on last month's files and exchanges. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = {
        "Dit ce qu'une version changerait aux échanges du dernier mois, avant sa mise en service.",
        "Says what a version would change on last month's exchanges, before it is switched on."})
final class ConnectorDiff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "the connector, as d56-ajonc")
    private String name;
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "the day of a version in versions/SYSTEM of the node's folder, as 2026-12-01")
    private String version;
    @Option(names = "--since", paramLabel = "DAY", description = "the first day looked at; else a month ago")
    private Optional<LocalDate> since = Optional.empty();
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = MapCommand.LanguageWord.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var asked = new LinkedHashMap<>(Map.of("to", version));
        since.ifPresent(day -> asked.put("since", day.toString()));
        var difference = node.required().post("/api/mappings/" + name + "/diff", asked);
        if (json) {
            spec.commandLine().getOut().println(difference.toPrettyString());
        } else {
            tell(difference);
        }
        return 0;
    }

    private void tell(JsonNode difference) {
        var rests = difference.path("rests");
        say("%s > %s", difference.path("before").asText(), difference.path("after").asText());
        say(language.pick(
                "Depuis le %s : %d fichiers archivés relus (%d dossiers), %d échanges jugés d'après leur bilan seul.",
                "Since %s: %d archived files read again (%d records), %d exchanges judged by their ledger alone."),
                difference.path("since").asText(), rests.path("files").asInt(), rests.path("records").asInt(),
                rests.path("exchanges").asInt());
        if (!rests.path("isWhole").asBoolean()) {
            say(language.pick("Les plus anciens n'ont pas été relus.", "The oldest were not read again."));
        }
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

    private void part(String title, JsonNode list, java.util.function.Function<JsonNode, String> line) {
        if (!list.isEmpty()) {
            say("%n%s (%d)", title, list.size());
            list.forEach(each -> say("  %s", line.apply(each)));
        }
    }

    private void say(String format, Object... words) {
        spec.commandLine().getOut().printf(Locale.ROOT, format + "%n", words);
    }
}
