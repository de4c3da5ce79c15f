package org.viaduc.connectors.kit.sample;

/** What was given to read from is FHIR: its fields are in common terms already, and nothing about them is guessed. */
public final class FhirSample extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FhirSample(String source) {
        super("`" + source + "` is FHIR");
    }
}
