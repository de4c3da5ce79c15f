package org.viaduc.model;

/** How closely a piece is held (HL7 v3-Confidentiality). The gateway may raise it and never lowers it. */
public enum Confidentiality {
    U,
    L,
    M,
    N,
    R,
    V;

    /** The FHIR code system of these codes. */
    public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    /** The stricter of the two. */
    public Confidentiality atLeast(Confidentiality other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
