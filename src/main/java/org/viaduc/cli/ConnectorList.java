package org.viaduc.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.model.Language;

/** {@code connector list}: how the connectors of a running node are. */
@Command(name = "list", mixinStandardHelpOptions = true, description = {
        "Les connecteurs d'un nœud en marche : système, dernier échange, attente, correspondances, certificat.",
        "The connectors of a running node: system, last exchange, backlog, mapping, certificate."}, footer = "Exit status 0 when every system answers, 1 when one does not.")
final class ConnectorList implements Callable<Integer> {
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
        var all = node.required().get("/api/connectors");
        spec.commandLine().getOut().print(json ? all.toPrettyString() + System.lineSeparator() : text(all, language));
        spec.commandLine().getOut().flush();
        for (var each : all) {
            if (each.path("health").asText().equals("failing")) {
                return 1;
            }
        }
        return 0;
    }

    static String text(JsonNode all, Language language) {
        var text = new StringBuilder();
        for (var each : all) {
            text.append(String.format(Locale.ROOT, "%-20s %-10s %s%n", each.path("connector").asText(),
                    health(each, language),
                    String.join(" · ", words(each, language))));
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

    private static java.util.List<String> words(JsonNode connector, Language language) {
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
