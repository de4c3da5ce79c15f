package org.viaduc.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.Language;

/** Tells what a node has put into force. */
final class Change {
    private Change() {
    }

    static void say(JsonNode change, Language language, PrintWriter out) {
        change.path("versions").forEach(each -> out
                .println(language.pick("En service : correspondances ", "In force: mapping ") + each.asText()));
        if (!change.path("versions").isEmpty()) {
            out.println(language.pick(
                    "  Un dossier déjà relevé est relu avec elles dès qu'il est remis à nouveau, même inchangé.",
                    "  A file collected before is read by it as soon as it is handed over again, unchanged as it may be."));
        }
        change.path("routes").forEach(
                each -> out.println(language.pick("En service : route ", "In force: route ") + each.asText()));
        change.path("connectors").forEach(each -> out.println(connector(each, language)));
        if (change.path("versions").isEmpty() && change.path("routes").isEmpty()
                && change.path("connectors").isEmpty()) {
            out.println(language.pick("Rien de nouveau.", "Nothing new."));
        }
        change.path("needsRestart").forEach(each -> out.println(language.pick(
                "Pas avant un redémarrage : node.yaml: ", "Not before a restart: node.yaml: ") + each.asText()));
    }

    private static String connector(JsonNode each, Language language) {
        var name = each.path("connector").asText();
        var waiting = each.path("waiting").asInt();
        return switch (each.path("change").asText()) {
            case "connector-removed" -> language.pick("Arrêté : connecteur ", "Stopped: connector ") + name
                    + (waiting == 0
                            ? ""
                            : language.pick(" ; ce qui attend derrière lui reste : ", "; what waits behind it stays: ")
                                    + waiting);
            case "connector-changed" -> language.pick("En service : connecteur modifié ",
                    "In force: changed connector ") + name;
            default -> language.pick("En service : nouveau connecteur ", "In force: new connector ") + name;
        };
    }
}
