package org.viaduc.person;

/**
 * A national health identity number (INS), the second factor of a match when it is qualified.
 *
 * @param system    its OID as a URI, as {@code urn:oid:1.2.250.1.213.1.4.8}
 * @param qualified true when the record's source qualified the identity (CSP R1111-8-1 s., référentiel INS)
 */
public record Ins(String system, String value, boolean qualified) {
    public Ins {
        if (system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("an INS needs a system and a value");
        }
    }

    @Override
    public String toString() {
        return "Ins[hidden]";
    }
}
