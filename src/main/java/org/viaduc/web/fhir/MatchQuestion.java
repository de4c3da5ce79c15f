package org.viaduc.web.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.fhir.ForeignFhir;

/**
 * What {@code Patient/$match} asks (FHIR R4).
 *
 * @param isCertainOnly when several may be meant, none is told
 * @param count         how many are told at most
 */
public record MatchQuestion(ObjectNode patient, boolean isCertainOnly, int count) {
    private static final int MOST = 50;

    /** @throws org.viaduc.model.fhir.UnreadableDocument when it is no FHIR, or asks about no Patient */
    public static MatchQuestion of(byte[] body) {
        var parameters = ForeignFhir.read(body);
        var patient = named(parameters, "resource").path("resource");
        if (!parameters.path("resourceType").asText().equals("Parameters")
                || !(patient instanceof ObjectNode asked) || !asked.path("resourceType").asText().equals("Patient")) {
            throw ForeignFhir.unreadable("Parameters.parameter.where(name = 'resource').resource",
                    "what is asked about is a Patient");
        }
        var count = named(parameters, "count").path("valueInteger").asInt(MOST);
        return new MatchQuestion(asked, named(parameters, "onlyCertainMatches").path("valueBoolean").asBoolean(false),
                count < 1 ? MOST : Math.min(count, MOST));
    }

    private static JsonNode named(JsonNode parameters, String name) {
        return parameters.path("parameter").valueStream().filter(each -> each.path("name").asText().equals(name))
                .findFirst().orElseGet(MissingNode::getInstance);
    }

    @Override
    public String toString() {
        return "MatchQuestion";
    }
}
