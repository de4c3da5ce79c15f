package org.viaduc.policy.consent;

import java.util.Set;

/** The elements that FHIR R4 knows in a consent: what is none of them could be anything, and is not repeated in a message. */
final class Names {
    private static final Set<String> OF_FHIR = Set.of("action", "actor", "authority", "category", "class", "code",
            "coding", "contained", "data", "dataPeriod", "dateTime", "display", "end", "extension", "id", "identifier",
            "implicitRules", "language", "meaning", "meta", "modifierExtension", "organization", "patient",
            "performer", "period", "policy", "policyRule", "provision", "purpose", "reference", "resourceType", "role",
            "scope", "securityLabel", "sourceAttachment", "sourceReference", "start", "status", "system", "text",
            "type", "uri", "url", "userSelected", "value", "valueString", "verification", "verified", "version");

    private Names() {
    }

    static String known(String name) {
        return OF_FHIR.contains(name) ? name : "…";
    }
}
