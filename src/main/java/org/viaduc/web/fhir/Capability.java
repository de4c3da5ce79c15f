package org.viaduc.web.fhir;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** What this server can: search for audit events, and nothing else. */
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
        statement.getImplementation().setDescription("Journal d'un nœud Viaduc / Journal of a Viaduc node")
                .setUrl(base);
        var rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity().setDescription("A bearer token (OpenID Connect) whose roles hold `auditor`");
        var events = rest.addResource().setType("AuditEvent");
        events.addSupportedProfile(Codes.DISCLOSURE_AT_SOURCE);
        events.addSupportedProfile(Codes.DISCLOSURE_AT_RECIPIENT);
        events.addSupportedProfile(Codes.AUTHORIZATION);
        events.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        PARAMETERS.forEach((name, type) -> events.addSearchParam().setName(name).setType(type));
        return FhirText.of(statement);
    }
}
