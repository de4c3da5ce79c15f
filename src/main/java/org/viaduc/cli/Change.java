package org.viaduc.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.model.Language;

/** Tells what a node has put into force. */
final class Change {
    private Change() {
    }

    static int tell(JsonNode change, boolean json, Language language, PrintWriter out) {
        if (json) {
            out.println(change.toPrettyString());
            return 0;
        }
        change.path("versions").forEach(each -> out
                .println(language.pick("En service : correspondances ", "In force: mapping ") + each.asText()));
        change.path("routes").forEach(
                each -> out.println(language.pick("En service : route ", "In force: route ") + each.asText()));
        if (change.path("versions").isEmpty() && change.path("routes").isEmpty()) {
            out.println(language.pick("Rien de nouveau.", "Nothing new."));
        }
        return 0;
    }
}
