package org.viaduc.mapping.local;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Whether a resource may mean something else than its elements say. FHIR R4 (2.4.0.1) forbids to read past a modifier that
 * one does not understand; such a resource is kept whole, and nothing is read out of it.
 */
final class FhirCaution {
    private static final String IN_ERROR = "entered-in-error";
    private static final Set<String> NOT_SO = Set.of(IN_ERROR, "refuted");

    private FhirCaution() {
    }

    /** It was entered in error, was refuted, is not to be done, or bears a modifier that nobody here knows. */
    static boolean asks(ObjectNode resource) {
        return isModified(resource) || resource.path("status").asText("").equals(IN_ERROR)
                || resource.path("doNotPerform").asBoolean(false) || isNotSo(resource.path("verificationStatus"));
    }

    /** It bears a modifier extension somewhere, or rules by which alone it may be read. */
    static boolean isModified(ObjectNode resource) {
        return resource.has("implicitRules") || resource.findValue("modifierExtension") != null;
    }

    private static boolean isNotSo(JsonNode verification) {
        return verification.findValuesAsText("code").stream().anyMatch(NOT_SO::contains);
    }
}
