package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.policy.RuleBook;
import org.viaduc.policy.RuleBookFaults;

/** {@code policy diff}: what another rule book would have decided on a node's past exchanges. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = {
        "Dit ce qu'un autre recueil de règles aurait décidé des échanges passés d'un nœud. Rien n'est changé.",
        "Says what another rule book would have decided on the past exchanges of a node. Nothing is changed."}, footer = {
                "Exit status 0: nothing would be decided differently; 3: something would.",
                "Whether the book keeps the laws that every book must keep is for `policy check` to say."})
final class PolicyDiff implements Callable<Integer> {
    private static final int DIFFERENT = 3;
    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "the folder of the other rule book")
    private Path folder;
    @Option(names = "--since", paramLabel = "DAY", description = "the first day looked at; else a year ago")
    private Optional<LocalDate> since = Optional.empty();
    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "of the latest exchanges, so many (${DEFAULT-VALUE})")
    private int limit;
    @Mixin
    private NodeOptions node;
    @Option(names = "--json", description = "print JSON")
    private boolean json;
    @Option(names = "--lang", paramLabel = "fr|en", converter = JournalCommand.FrenchOrEnglish.class, description = "the language; else the machine's")
    private Language language = Language.of(Locale.getDefault());
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            RuleBook.read(folder);
        } catch (RuleBookFaults e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
        var asked = new LinkedHashMap<String, Object>(Map.of("files", files(), "limit", limit));
        since.ifPresent(day -> asked.put("since", day.toString()));
        var outlook = node.required().post("/api/policy/trials", asked);
        if (json) {
            spec.commandLine().getOut().println(outlook.toPrettyString());
        } else {
            tell(outlook);
        }
        spec.commandLine().getOut().flush();
        return outlook.path("different").asInt() == 0 ? 0 : DIFFERENT;
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.list(folder)) {
            for (var file : found.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private void tell(JsonNode outlook) {
        say("%s > %s", outlook.path("before").path("version").asText(), outlook.path("after").path("version").asText());
        say(language.pick("%d échanges examinés, %d posés de nouveau, %d décidés autrement.",
                "%d exchanges looked at, %d asked again, %d decided differently."), outlook.path("looked").asInt(),
                outlook.path("asked").asInt(), outlook.path("different").asInt());
        outlook.path("unasked").properties().forEach(each -> say("  %6d  %s", each.getValue().asInt(),
                Lexicon.say("unasked:" + each.getKey(), language)));
        outlook.path("changes").forEach(this::change);
    }

    private void change(JsonNode change) {
        say("");
        say("%6d  %s%s", change.path("exchanges").asInt(), Lexicon.say(change.path("track").asText(), language),
                change.path("kind").asText().isEmpty()
                        ? ""
                        : " · " + Lexicon.say(change.path("kind").asText(), language));
        side("-", change.path("before"));
        side("+", change.path("after"));
    }

    private void side(String sign, JsonNode said) {
        say("      %s %s  %s", sign, Lexicon.say(said.path("verdict").asText(), language),
                said.path("reason").asText());
        var sentence = said.path(language == Language.FR ? "fr" : "en").asText();
        if (!sentence.isEmpty()) {
            say("        %s", sentence);
        }
    }

    private void say(String pattern, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, pattern, values));
    }
}
