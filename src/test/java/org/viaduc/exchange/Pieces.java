package org.viaduc.exchange;

import java.time.LocalDate;
import java.util.Set;

import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

/** Makes one invented piece of every kind; its free text begins with {@link #SECRET} and names the kind. */
final class Pieces {
    static final String SECRET = "ZZ ";
    static final String INFORMANT = SECRET + "informant";
    private static final String PLACE = "extension(url=http://hl7.org/fhir/StructureDefinition/patient-birthPlace)"
            + ".valueAddress.extension(url=https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code)"
            + ".valueCoding.code";

    private Pieces() {
    }

    static Piece of(Kind kind, LocalDate born, Set<Mark> marks) {
        return new Piece(kind.code().replace('.', '-').toLowerCase(java.util.Locale.ROOT), kind,
                resource(kind, born).build(), marks);
    }

    /** What a piece of that kind says in its free text. */
    static String text(Kind kind) {
        return SECRET + kind.code() + "!";
    }

    private static Resource.Builder resource(Kind kind, LocalDate born) {
        var text = text(kind);
        return switch (kind) {
            case IDENTITY -> Resource.a("Patient").set("name(use=official).use", "official")
                    .set("name(use=official).family", "Exemple-Kervella").set("name(use=official).given[0]", "Maëlys")
                    .set("gender", "female").set("birthDate", born.toString()).set(PLACE, "35288");
            case NIR -> Resource.a("Patient").set("identifier(system=urn:oid:1.2.250.1.213.1.4.10).value", text);
            case ADDRESS -> Resource.a("Patient").set("address[0].line[0]", text).set("address[0].city", text);
            case CONTACT -> Resource.a("Patient").set("telecom(system=phone).value", text);
            case HOUSEHOLD, PARENTAL_AUTHORITY -> Resource.a("RelatedPerson").set("name[0].family", text)
                    .set("relationship[0].coding[0].code", "MTH");
            case IP -> Resource.a("Communication").set("status", "completed").set("identifier[0].value", "IP-2026-17")
                    .set("received", "2026-10-01T08:00:00Z").set("sender.display", INFORMANT)
                    .set("payload[0].contentString", text);
            case IP_EVALUATION, SYNTHESIS, ASSESSMENT -> Resource.a("ClinicalImpression").set("status", "completed")
                    .set("summary", text);
            case ASE_DECISION, AE_DECISION, ORIENTATION, INSERTION_ORIENTATION -> Resource.a("ServiceRequest")
                    .set("status", "active").set("intent", "order").set("note[0].text", text);
            case EVALUATION_REPORT, ANNUAL_REPORT, CIRCUMSTANTIAL_REPORT, PPE, OTHER_DOCUMENT, DOCUMENT,
                    COURT_FILE_PIECE, FINANCIAL_PIECE ->
                Resource.a("DocumentReference").set("status", "current")
                        .set("description", text);
            case BENEFIT_DECISION, RQTH -> Resource.a("Coverage").set("status", "active").set("type.text", text);
            case CONTRACT, PLAN -> Resource.a("CarePlan").set("status", "active").set("intent", "plan")
                    .set("description", text);
            case ACTIONS -> Resource.a("Task").set("status", "in-progress").set("intent", "plan")
                    .set("description", text);
            case MEDICAL, HEALTH_OBSTACLE -> Resource.a("Condition").set("code.coding[0].code", "X")
                    .set("note[0].text", text);
            case PROTECTION_ORDER, DANGER_ASSESSMENT, LEGAL_PROTECTION, PENAL_MENTION, SANCTION -> Resource.a("Flag")
                    .set("status", "active").set("code.text", text);
            case NOTE, ORIGINS, AGREEMENT, CRIMINAL_RECORD_RESULT, CHILDREN_NAMES, RESIDENCE_PERMIT, CONSENTS ->
                Resource.a("Basic").set("code.text", text);
            case CONFIDENCE -> Resource.a("Communication").set("status", "completed")
                    .set("payload[0].contentString", text);
            default ->
                Resource.a("Observation").set("status", "final").set("code.text", text).set("note[0].text", text);
        };
    }
}
