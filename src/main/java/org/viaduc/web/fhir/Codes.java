package org.viaduc.web.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** The codes that audit events are made of, each from the system where it is defined. */
final class Codes {
    static final String STEP = "urn:viaduc:step";
    static final String DEPARTMENT = "urn:viaduc:department";
    static final String PSEUDONYM = "urn:viaduc:pseudonym";
    static final String EXCHANGE = "urn:viaduc:exchange";
    static final String FACT = "urn:viaduc:fact";
    /** The digest of a decision: of the {@code Provenance} that goes with what it released, an {@code entity} has it too. */
    static final String DECISION = "urn:viaduc:decision";
    static final String RULE = "urn:viaduc:rule:";
    static final String ROLE = "urn:viaduc:role";
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    static final String DISCLOSURE_AT_SOURCE = BALP + "PrivacyDisclosure.Source";
    static final String DISCLOSURE_AT_RECIPIENT = BALP + "PrivacyDisclosure.Recipient";
    static final String AUTHORIZATION = BALP + "AuthZconsent";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    private Codes() {
    }

    static Coding dicom(String code, String display) {
        return new Coding(DICOM, code, display);
    }

    static Coding step(String word) {
        return new Coding(STEP, word, word);
    }

    static Coding disclosed() {
        return new Coding("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", "disclose",
                "Disclose Record Lifecycle Event");
    }

    static Coding byConsentAndRole() {
        return new Coding("https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", "AuthZ-Consent",
                "Authorization Decision using Roles and Consent");
    }

    static Coding byRole() {
        return new Coding("https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", "AuthZ-Role",
                "Authorization Decision using only Roles");
    }

    static Coding person() {
        return new Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person");
    }

    static Coding systemObject() {
        return new Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", "System Object");
    }

    static Coding provenance() {
        return new Coding("http://hl7.org/fhir/resource-types", "Provenance", "Provenance");
    }

    static Coding consent() {
        return new Coding("http://hl7.org/fhir/resource-types", "Consent", "Consent");
    }

    static Coding patient() {
        return new Coding("http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient");
    }

    static Coding report() {
        return new Coding("http://terminology.hl7.org/CodeSystem/object-role", "3", "Report");
    }

    static CodeableConcept source() {
        return new CodeableConcept(dicom("110153", "Source Role ID"));
    }

    static CodeableConcept destination() {
        return new CodeableConcept(dicom("110152", "Destination Role ID"));
    }

    static CodeableConcept application() {
        return new CodeableConcept(dicom("110150", "Application"));
    }

    static CodeableConcept recipient() {
        return new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP",
                "information recipient"));
    }

    static CodeableConcept provider() {
        return new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV",
                "healthcare provider"));
    }

    static CodeableConcept authorizer() {
        return new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/extra-security-role-type",
                "authserver", "authorization server"));
    }

    static Reference named(String system, String value) {
        return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value)).setDisplay(value);
    }
}
