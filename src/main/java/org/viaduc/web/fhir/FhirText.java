package org.viaduc.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Resource;

/** Resources as FHIR JSON. */
final class FhirText {
    private FhirText() {
    }

    /** Read on first use: it takes a second. */
    private static final class Fhir {
        private static final FhirContext R4 = FhirContext.forR4Cached();
    }

    static String of(Resource resource) {
        return Fhir.R4.newJsonParser().setPrettyPrint(false).encodeResourceToString(resource);
    }
}
