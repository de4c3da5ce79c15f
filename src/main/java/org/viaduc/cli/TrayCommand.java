package org.viaduc.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
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
import org.viaduc.model.UnknownCode;
import org.viaduc.person.Doubt;

/** What waits at a running node, and a person's word on it. */
@Command(name = "tray", description = "Lists what waits at a running node, and settles it.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        TrayCommand.ListAll.class, TrayCommand.Resolve.class, TrayCommand.Retry.class, TrayCommand.Release.class,
        TrayCommand.Discard.class, TrayCommand.Done.class, TrayCommand.Accept.class, TrayCommand.Refuse.class})
final class TrayCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what awaits a fact or is parked for a person, and the obligations of exchanges, with their days.")
    static final class ListAll implements Callable<Integer> {
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
            var out = spec.commandLine().getOut();
            var tray = node.required().get("/api/tray");
            if (json) {
                out.println(tray.toPrettyString());
                return 0;
            }
            if (tray.isEmpty()) {
                out.println(language.pick("Rien n'attend.", "Nothing waits."));
            }
            for (var item : tray) {
                out.println(
                        item.path("id").asText() + "  " + what(item, language) + "  " + words(item.path("on"), language)
                                + due(item, language));
                item.path("candidates").forEach(candidate -> out.println("    " + candidate.path("person").asText()
                        + "  " + sentences(candidate.path("doubts"), language)));
            }
            return 0;
        }

        private static String what(JsonNode item, Language language) {
            return switch (item.path("what").asText()) {
                case "awaiting" -> language.pick("en attente de", "awaiting");
                case "choosing" -> language.pick("copie à traiter :", "copy to be dealt with:");
                case "telling" ->
                    language.pick("réponse attendue du destinataire :", "the holder's answer is awaited:");
                case "unanswered" -> language.pick("destinataire injoignable :", "the holder cannot be reached:");
                case "refused" -> language.pick("refusé par le destinataire :", "refused by the holder:");
                case "ready" -> language.pick("à remettre :", "to hand over:");
                case "quarantined" -> language.pick("réponse mise en quarantaine :", "answer in quarantine:");
                case "breach" -> language.pick("violation de données :", "data breach:");
                case "disagreement" ->
                    language.pick("désaccord avec un nœud voisin :", "disagreement with a neighbour:");
                case "obligation" -> language.pick("à faire :", "to do:");
                default -> language.pick("à régler :", "parked:");
            };
        }

        private static String due(JsonNode item, Language language) {
            return item.hasNonNull("due")
                    ? (item.hasNonNull("from")
                            ? "  " + language.pick("depuis le ", "since ") + item.path("from").asText()
                            : "") + "  " + language.pick("avant le ", "by ") + item.path("due").asText()
                            + near(item, language)
                    : "";
        }

        private static String near(JsonNode item, Language language) {
            return switch (item.path("nearness").asText()) {
                case "soon" -> "  " + language.pick("BIENTÔT ÉCHU", "DUE SOON");
                case "overdue" -> "  " + language.pick("ÉCHU", "OVERDUE");
                default -> "";
            };
        }

        private static String words(JsonNode list, Language language) {
            var words = new StringBuilder();
            list.forEach(each -> words.append(words.isEmpty() ? "" : ", ")
                    .append(Lexicon.say(each.asText(), language)));
            return words.toString();
        }

        private static String sentences(JsonNode doubts, Language language) {
            var sentences = new StringBuilder();
            doubts.forEach(each -> sentences.append(sentences.isEmpty() ? "" : "; ")
                    .append(sentence(each.asText(), language)));
            return sentences.toString();
        }

        private static String sentence(String word, Language language) {
            try {
                return Doubt.of(word).sentence(language);
            } catch (UnknownCode e) {
                return word;
            }
        }
    }

    @Command(name = "resolve", mixinStandardHelpOptions = true, description = "Says who a parked file is about; the journey goes on.")
    static final class Resolve implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "ID", description = "the parked item's id")
        private String id;
        @Parameters(index = "1", paramLabel = "PERSON", description = "a candidate's pseudonym, or `new`")
        private String person;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/resolution", Map.of("person", person));
            return 0;
        }
    }

    @Command(name = "done", mixinStandardHelpOptions = true, description = "Says that an obligation of an exchange is met.")
    static final class Done implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(index = "0", paramLabel = "ID", description = "the exchange's id")
        private String id;
        @Parameters(index = "1", paramLabel = "CODE", description = "the obligation, as inform-parents")
        private String code;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/done", Map.of("code", code));
            return 0;
        }
    }

    @Command(name = "retry", mixinStandardHelpOptions = true, description = "Tries again what failed and was parked.")
    static final class Retry implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the parked exchange's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/retry", Map.of());
            return 0;
        }
    }

    @Command(name = "accept", mixinStandardHelpOptions = true, description = "Has a delivery go on although more is lost in it than the connector's budget allows.")
    static final class Accept implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the parked exchange's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/acceptance", Map.of());
            return 0;
        }
    }

    @Command(name = "refuse", mixinStandardHelpOptions = true, description = "Refuses what loses more than the connector's budget allows: a collected file waits for a change, a delivery has failed.")
    static final class Refuse implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the parked item's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/refusal", Map.of());
            return 0;
        }
    }

    @Command(name = "release", mixinStandardHelpOptions = true, description = "Lets a fund's answer in quarantine count as a fact; a named officer of child protection only.")
    static final class Release implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the item's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/release", Map.of());
            return 0;
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Shreds a fund's answer in quarantine; a named officer of child protection only.")
    static final class Discard implements Callable<Integer> {
        @Mixin
        private NodeOptions node;
        @Parameters(paramLabel = "ID", description = "the item's id")
        private String id;

        @Override
        public Integer call() throws IOException {
            node.required().post("/api/tray/" + id + "/discard", Map.of());
            return 0;
        }
    }
}
