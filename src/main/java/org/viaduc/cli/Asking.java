package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** A question of an auditor to a node: its days, and how its answer is printed. Pages are read until the answer ends. */
final class Asking {
    private static final int PAGE = 1_000;

    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--from", paramLabel = "DAY", description = "from this day on")
    private LocalDate from;
    @Option(names = "--to", paramLabel = "DAY", description = "to this day, included")
    private LocalDate to;
    @Option(names = "--lang", paramLabel = "fr|en", description = "the language of words; else the machine's", converter = JournalCommand.FrenchOrEnglish.class)
    private Language language = Language.of(Locale.getDefault());
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    NodeClient client() throws IOException {
        return node.required();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    boolean json() {
        return json;
    }

    Language language() {
        return language;
    }

    /** The days given, by the names of the interface. */
    Map<String, String> days() {
        var days = new LinkedHashMap<String, String>();
        if (from != null) {
            days.put("from", from.toString());
        }
        if (to != null) {
            days.put("to", to.toString());
        }
        return days;
    }

    /** Asks for a list that comes whole, and prints it. @param columns the parts of a line, in order */
    int whole(String question, Map<String, String> parameters, List<String> columns) throws IOException {
        return print(client().get(address(question, parameters)), columns);
    }

    /** Asks page by page, and prints all of it. */
    int paged(String question, Map<String, String> parameters, List<String> columns) throws IOException {
        var asked = new LinkedHashMap<>(parameters);
        asked.put("limit", Integer.toString(PAGE));
        var found = JsonNodeFactory.instance.arrayNode();
        for (var isMore = true; isMore;) {
            var page = client().get(address(question, asked));
            page.path("found").forEach(found::add);
            isMore = page.hasNonNull("next");
            asked.put("page", page.path("next").asText());
        }
        return print(found, columns);
    }

    static String address(String question, Map<String, String> parameters) {
        return "/api/journal/" + question + parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private int print(JsonNode found, List<String> columns) {
        if (json) {
            out().println(found.toPrettyString());
        } else {
            found.forEach(each -> out().println(line(each, columns)));
        }
        out().flush();
        return 0;
    }

    /** A column is a name, or names with dots between; a list is written with spaces, a word as people say it. */
    String line(JsonNode each, List<String> columns) {
        var parts = new ArrayList<String>();
        for (var column : columns) {
            var value = each;
            for (var name : column.split("\\.")) {
                value = value.path(name);
            }
            parts.add(text(value));
        }
        return String.join("  ", parts);
    }

    private String text(JsonNode value) {
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(item.isContainerNode() ? item.toString() : said(item)));
            return items.isEmpty() ? "–" : String.join(", ", items);
        }
        return value.isObject() ? value.toString() : value.asText("").isEmpty() ? "–" : said(value);
    }

    private String said(JsonNode word) {
        return Lexicon.say(word.asText(), language);
    }
}
