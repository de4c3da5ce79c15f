package org.viaduc.web.fhir;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** What this server can: search for audit events, take the files that a department's own system posts, and nothing else. */
public final class Capability {
    private static final Map<String, SearchParamType> PARAMETERS = new TreeMap<>(Map.of("date", SearchParamType.DATE,
            "patient", SearchParamType.REFERENCE, "agent", SearchParamType.REFERENCE, "entity",
            SearchParamType.REFERENCE));

    private Capability() {
    }

    /** @param since when this statement last changed @param base where the server stands */
    public static String statement(LocalDate since, String base) {
        var statement = new CapabilityStatement().setStatus(PublicationStatus.ACTIVE)
                .setDateElement(new DateTimeType(since.toString())).setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1);
        statement.addFormat("application/fhir+json");
        statement.addFormat("application/fhir+xml");
        statement.getImplementation()
                .setDescription(
                        "Nœud Viaduc : dépôt de dossiers et journal / Viaduc node: files handed over, and its journal")
                .setUrl(base);
        var rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity().setDescription(
                "AuditEvent: a bearer token (OpenID Connect) whose roles hold `auditor`. All else: a bearer token of the department's "
                        + "own system (OAuth 2.0 client credentials); it speaks for its connector only, and nothing is read back");
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION)
                .setDocumentation(
                        "A Bundle of type transaction or document; any profile, what is not understood is kept");
        var bundles = rest.addResource().setType("Bundle");
        bundles.addInteraction().setCode(TypeRestfulInteraction.CREATE);
        var patients = rest.addResource().setType("Patient");
        patients.addOperation().setName("match")
                .setDefinition("http://hl7.org/fhir/OperationDefinition/Patient-match")
                .setDocumentation("Among the files that the asking system handed over itself");
        var events = rest.addResource().setType("AuditEvent");
        events.addSupportedProfile(Codes.DISCLOSURE_AT_SOURCE);
        events.addSupportedProfile(Codes.DISCLOSURE_AT_RECIPIENT);
        events.addSupportedProfile(Codes.AUTHORIZATION);
        events.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        PARAMETERS.forEach((name, type) -> events.addSearchParam().setName(name).setType(type));
        return FhirText.of(statement);
    }
}
