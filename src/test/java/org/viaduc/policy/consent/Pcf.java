package org.viaduc.policy.consent;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Resource;

/** A valid consent as another system writes it, about no one; a test changes the one thing it is about. */
final class Pcf {
    static final String POLICY = "https://partage.exemple.invalid/politique/2026-1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ObjectNode tree;

    private Pcf(ObjectNode tree) {
        this.tree = tree;
    }

    static Pcf permitting() {
        return new Pcf(object("""
                {"resourceType": "Consent", "id": "c-17", "status": "active",
                 "meta": {"profile": ["https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.consentBasic"]},
                 "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope",
                                       "code": "patient-privacy"}]},
                 "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
                 "patient": {"reference": "Patient/p-1"},
                 "dateTime": "2026-10-05",
                 "performer": [{"reference": "Patient/p-1"}],
                 "organization": [{"reference": "Organization/o-1"}],
                 "sourceReference": {"reference": "DocumentReference/d-1"},
                 "policy": [{"uri": "https://partage.exemple.invalid/politique/2026-1"}],
                 "provision": {"type": "permit"}}"""));
    }

    static Pcf denying() {
        return permitting().provision("{\"type\": \"deny\"}");
    }

    Pcf with(String name, String json) {
        try {
            tree.set(name, JSON.readTree(json));
            return this;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pcf without(String name) {
        tree.remove(name);
        return this;
    }

    Pcf provision(String json) {
        return with("provision", json);
    }

    Resource consent() {
        return Resource.of(tree);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
