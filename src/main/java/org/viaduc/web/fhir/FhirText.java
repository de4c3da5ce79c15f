package org.viaduc.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Resources as FHIR JSON or XML. */
final class FhirText {
    private FhirText() {
    }

    /** Read on first use: it takes a second. */
    private static final class Fhir {
        private static final FhirContext R4 = FhirContext.forR4Cached();
    }

    static String xml(Resource resource) {
        return Fhir.R4.newXmlParser().setPrettyPrint(false).encodeResourceToString(resource);
    }

    static Patient patient(ObjectNode tree) {
        return Fhir.R4.newJsonParser().parseResource(Patient.class, tree.toString());
    }

    static String of(Resource resource) {
        return Fhir.R4.newJsonParser().setPrettyPrint(false).encodeResourceToString(resource);
    }
}
