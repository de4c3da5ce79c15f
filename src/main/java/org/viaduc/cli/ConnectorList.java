package org.viaduc.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.viaduc.model.Language;

/** {@code connector list}: how the connectors of a running node are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = {
        "Les connecteurs d'un nœud en marche : système, dernier échange, attente, correspondances, certificat.",
        "The connectors of a running node: system, last exchange, backlog, mapping, certificate."}, footer = "Exit status 0 when every system answers and every process of the node works by the same, else 1.")
final class ConnectorList implements Callable<Integer> {
    @Mixin
    private AtNode at;

    @Override
    public Integer call() throws IOException {
        var all = at.client().get("/api/connectors");
        at.tell(all, (connectors, language, out) -> out.print(text(connectors, language)));
        return all.findValuesAsText("health").contains("failing") || !all.findValues("process").isEmpty() ? 1 : 0;
    }

    static String text(JsonNode all, Language language) {
        var text = new StringBuilder();
        for (var each : all) {
            text.append(String.format(Locale.ROOT, "%-20s %-10s %s%n", each.path("connector").asText(),
                    health(each, language),
                    String.join(" · ", words(each, language))));
            each.path("elsewhere").forEach(other -> text.append("    ").append(elsewhere(other, language)).append('\n'));
        }
        return text.toString();
    }

    private static String health(JsonNode connector, Language language) {
        return switch (connector.path("health").asText()) {
            case "well" -> language.pick("va bien", "well");
            case "failing" -> language.pick("EN PANNE", "FAILING");
            default -> language.pick("pas vu", "not seen");
        };
    }

    private static List<String> words(JsonNode connector, Language language) {
        var words = new ArrayList<String>();
        if (connector.has("fault")) {
            words.add(connector.path("fault").path(language.pick("fr", "en")).asText());
        }
        words.add(connector.has("lastExchange")
                ? language.pick("dernier échange ", "last exchange ") + connector.path("lastExchange").asText()
                : language.pick("aucun échange", "no exchange yet"));
        words.add(language.pick("à traiter ", "parked ") + connector.path("parked").asInt());
        words.add(language.pick("en attente ", "waiting ") + connector.path("waiting").asInt());
        words.add(connector.path("mapping").asText());
        words.add(certificate(connector.path("certificate"), language));
        return words;
    }

    private static String elsewhere(JsonNode other, Language language) {
        return language.pick("AILLEURS ", "ELSEWHERE ") + other.path("process").asText() + " · "
                + switch (other.path("differs").asText()) {
                    case "mapping" -> other.path("mapping").asText();
                    case "routes" -> language.pick("d'autres routes", "other routes");
                    default -> language.pick("n'a pas ce connecteur", "does not have this connector");
                };
    }

    private static String certificate(JsonNode certificate, Language language) {
        var word = switch (certificate.path("result").asText()) {
            case "certified" -> language.pick("certifié", "certified");
            case "not-all-proven" -> language.pick("pas tout prouvé", "not all proven");
            case "not-certified" -> language.pick("NON certifié", "NOT certified");
            default -> language.pick("jamais certifié", "never certified");
        };
        if (!certificate.has("on")) {
            return word;
        }
        return word + language.pick(" le ", " on ") + certificate.path("on").asText().substring(0, 10)
                + (certificate.path("current").asBoolean()
                        ? ""
                        : language.pick(" (autre version)", " (another version)"));
    }
}
