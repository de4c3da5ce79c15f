package org.viaduc.exchange.notification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.exchange.notification.Letter.Line;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/** A letter as JSON: as the database keeps it, and as a program reads it. */
final class LetterCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LetterCodec() {
    }

    static String write(Letter letter) {
        return tree(letter).toString();
    }

    /** The same with the page to open, as it is sent. */
    static byte[] toProgram(Letter letter, URI link) {
        return tree(letter).put("link", link.toString()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode tree(Letter letter) {
        var json = JSON.createObjectNode().put("id", letter.id().toString()).put("node", letter.node().code())
                .put("at", letter.at().toString()).put("waiting", letter.waiting()).put("overdue", letter.overdue())
                .put("fresh", letter.fresh());
        var kinds = json.putArray("kinds");
        letter.lines().forEach(line -> {
            var kind = kinds.addObject().put("kind", line.kind()).put("count", line.count())
                    .put("overdue", line.overdue());
            line.next().ifPresent(day -> kind.put("next", day.toString()));
        });
        return json;
    }

    static Letter read(String text) {
        try {
            var json = JSON.readTree(text);
            var lines = new ArrayList<Line>();
            json.path("kinds").forEach(each -> lines.add(new Line(each.path("kind").asText(),
                    each.path("count").asInt(), each.path("overdue").asInt(),
                    Optional.ofNullable(each.get("next")).map(JsonNode::asText).map(LocalDate::parse))));
            return new Letter(ExchangeId.of(json.path("id").asText()), new Department(json.path("node").asText()),
                    Instant.parse(json.path("at").asText()), json.path("fresh").asInt(), lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a letter that was written here cannot be read", e);
        }
    }
}
