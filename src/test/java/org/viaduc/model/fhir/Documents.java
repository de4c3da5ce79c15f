package org.viaduc.model.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Confidentiality;
import org.viaduc.model.Department;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

/** Makes valid documents about nobody; a test changes the one thing it is about. */
public final class Documents {
    private Documents() {
    }

    public static DocumentHead aHead() {
        return new DocumentHead("0195f3c2-0000-7000-8000-000000000001", Instant.parse("2026-11-21T09:00:00Z"),
                new Department("D35"), "urn:viaduc:system:solidor");
    }

    public static SocialDocument aDocument() {
        return new SocialDocument(aHead(), aRecord(),
                List.of(Resource.a("Task").set("id", "question").set("status", "requested").set("intent", "proposal")
                        .build()),
                List.of(Resource.a("Basic").set("id", "fact-a").set("code.coding[0].code", "family-moved")
                        .set("created", "2026-11-15").build(),
                        Resource.a("Consent").set("id", "fact-b").set("status", "active")
                                .set("dateTime", "2026-11-18").build()),
                List.of(Resource.a("Task").set("id", "obligation-1").set("status", "requested")
                        .set("intent", "order").set("restriction.period.end", "2029-11-21").build()),
                List.of(Resource.a("Provenance").set("id", "decision").set("policy[0]", "urn:viaduc:rule:R-ASE-IP")
                        .set("target[0].reference", "Composition/composition").build()));
    }

    public static CommonRecord aRecord() {
        return new CommonRecord(List.of(anIdentity(),
                new Piece("address-1", Kind.ADDRESS,
                        Resource.a("Patient").set("address[0].line[0]", "12, rue des Lilas")
                                .set("address[0].city", "Saint-Malo").set("address[0].postalCode", "35400").build(),
                        Set.of(Mark.PROTECTED)),
                new Piece("member-1", Kind.HOUSEHOLD, Resource.a("RelatedPerson").set("name[0].family", "Exemple")
                        .set("birthDate", "2012-05-01").build(), Set.of(Mark.THIRD_PARTY)),
                new Piece("income-1", Kind.INCOME, Resource.a("Observation").set("status", "final")
                        .set(FieldPath.of("valueQuantity.value"), new BigDecimal("1234.50"))
                        .set("valueQuantity.unit", "EUR").build(), Set.of()),
                new Piece("alert-1", Kind.IP, Resource.a("Communication").set("status", "completed")
                        .set("received", "2026-10-01T08:00:00Z").set("sender.display", "voisine")
                        .set("payload[0].contentString", "Une situation\ninventée.").build(), Confidentiality.V,
                        EnumSet.of(Mark.INFORMANT_IDENTITY, Mark.SECRET_FROM_PARENTS), List.of())));
    }

    public static Piece anIdentity() {
        return new Piece("person-1", Kind.IDENTITY, Resource.a("Patient").set("name(use=official).family", "Exemple")
                .set("name(use=official).given[*]", "Zoé").set("birthDate", "2017-03-02").set("gender", "female")
                .build(),
                Set.of());
    }
}
