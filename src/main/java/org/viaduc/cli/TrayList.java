package org.viaduc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.model.UnknownCode;
import org.viaduc.person.Doubt;

/** {@code tray list}: what waits at a running node. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what awaits a fact or is parked for a person, and the obligations of exchanges, with their days.")
final class TrayList implements Callable<Integer> {
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        return at.tell(at.client().get("/api/tray"), TrayList::say);
    }

    private static void say(JsonNode tray, Language language, PrintWriter out) {
        if (tray.isEmpty()) {
            out.println(language.pick("Rien n'attend.", "Nothing waits."));
        }
        for (var item : tray) {
            out.println(item.path("id").asText() + "  " + what(item, language) + "  " + words(item.path("on"), language)
                    + due(item, language));
            item.path("candidates").forEach(candidate -> out.println("    " + candidate.path("person").asText()
                    + "  " + sentences(candidate.path("doubts"), language)));
        }
    }

    private static String what(JsonNode item, Language language) {
        return switch (item.path("what").asText()) {
            case "awaiting" -> language.pick("en attente de", "awaiting");
            case "choosing" -> language.pick("copie à traiter :", "copy to be dealt with:");
            case "telling" -> language.pick("réponse attendue du destinataire :", "the holder's answer is awaited:");
            case "unanswered" -> language.pick("destinataire injoignable :", "the holder cannot be reached:");
            case "refused" -> language.pick("refusé par le destinataire :", "refused by the holder:");
            case "ready" -> language.pick("à remettre :", "to hand over:");
            case "quarantined" -> language.pick("réponse mise en quarantaine :", "answer in quarantine:");
            case "breach" -> language.pick("violation de données :", "data breach:");
            case "disagreement" -> language.pick("désaccord avec un nœud voisin :", "disagreement with a neighbour:");
            case "obligation" -> language.pick("à faire :", "to do:");
            default -> language.pick("à régler :", "parked:");
        };
    }

    private static String due(JsonNode item, Language language) {
        if (!item.hasNonNull("due")) {
            return "";
        }
        var from = item.hasNonNull("from")
                ? "  " + language.pick("depuis le ", "since ") + item.path("from").asText()
                : "";
        return from + "  " + language.pick("avant le ", "by ") + item.path("due").asText() + near(item, language);
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
        list.forEach(each -> words.append(words.isEmpty() ? "" : ", ").append(Lexicon.say(each.asText(), language)));
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
