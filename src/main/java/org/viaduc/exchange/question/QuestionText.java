package org.viaduc.exchange.question;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;

/** A question as the node's database keeps it. */
public final class QuestionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuestionText() {
    }

    /** The question as it is kept. */
    public static String write(Question question) {
        var json = JSON.createObjectNode().put("track", question.track().word())
                .put("purpose", question.purpose().word());
        json.putObject("from").put("department", question.from().department().code())
                .put("role", question.from().role().word());
        var to = json.putObject("to").put("department", question.to().department().code())
                .put("role", question.to().role().word()).put("named", question.to().named());
        question.to().boundFor().ifPresent(mission -> to.put("boundFor", mission.name()));
        return json.toString();
    }

    /** The question that was kept. */
    public static Question read(String text) {
        try {
            var json = JSON.readTree(text);
            var from = json.path("from");
            var to = json.path("to");
            return new Question(Track.of(json.path("track").asText()), Purpose.of(json.path("purpose").asText()),
                    new Party(new Department(from.path("department").asText()), Role.of(from.path("role").asText())),
                    new Recipient(new Department(to.path("department").asText()), Role.of(to.path("role").asText()),
                            to.path("named").asBoolean(),
                            Optional.of(to.path("boundFor").asText("")).filter(word -> !word.isEmpty())
                                    .map(Mission::of)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored question cannot be read", e);
        }
    }
}
