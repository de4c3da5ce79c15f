package org.viaduc.policy.consent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;

/** A consent that names the fact it states, as this gateway writes it: one consent, one fact. */
final class OwnForm {
    private static final String FACT = "https://viaduc.org/fhir/CodeSystem/fact";
    private static final FieldPath FACT_CODE = FieldPath.of("category.coding(system=" + FACT + ").code");
    /** What stands beside the fact: the proof, whom it is about, and what a reader may be shown. */
    private static final Set<String> BESIDE = Set.of("sourceReference", "patient", "performer", "organization", "text",
            "identifier", "meta");

    private OwnForm() {
    }

    static boolean isOne(ObjectNode consent) {
        return Resource.of(consent).text(FACT_CODE).isPresent();
    }

    static Said read(ObjectNode given, Recording recording) {
        var withdrawnOn = withdrawnOn(given);
        var consent = given.deepCopy();
        revive(consent, withdrawnOn);
        var root = Element.root(consent);
        var source = root.child("sourceReference");
        Evidence.readFrom(source);
        source.refuseTheRest();
        root.speak();
        var bare = consent.deepCopy();
        bare.remove(BESIDE);
        try {
            var fact = FactResources.read(Resource.of(bare), recording.author(), recording.recordedAt(),
                    recording.source());
            return Consents.said(consent, fact.id().value(), Category.of(fact.kind()), List.of(fact), withdrawnOn);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConsentRefused(List.of(why(bare)));
        }
    }

    /** The day that our extension names; a consent that has ended says when. */
    static Optional<LocalDate> withdrawnOn(ObjectNode consent) {
        var days = new HashMap<String, String>();
        consent.path("extension").forEach(each -> {
            if (each.path("url").asText().equals(Consents.WITHDRAWN_ON)) {
                days.put("day", each.path("valueString").asText());
            }
        });
        try {
            return Optional.ofNullable(days.get("day")).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw new ConsentRefused(List.of("`extension`: le jour du retrait n'est pas une date"
                    + " / the day of the withdrawal is no date"));
        }
    }

    /** As it was before it was ended. */
    static void revive(ObjectNode consent, Optional<LocalDate> withdrawnOn) {
        if (withdrawnOn.isEmpty()) {
            return;
        }
        if (!consent.path("status").asText().equals("inactive")) {
            throw new ConsentRefused(List.of("`status`: retiré, il est inactif / withdrawn, it is inactive"));
        }
        consent.put("status", "active");
        var extensions = consent.withArray("extension");
        for (var i = extensions.size() - 1; i >= 0; i--) {
            if (extensions.get(i).path("url").asText().equals(Consents.WITHDRAWN_ON)) {
                extensions.remove(i);
            }
        }
        if (extensions.isEmpty()) {
            consent.remove("extension");
        }
    }

    /** Which element it is, without repeating what stands there. */
    private static String why(ObjectNode bare) {
        var root = Element.root(bare);
        root.keep("resourceType", "id", "status", "scope", "category", "dateTime", "extension");
        var provision = root.child("provision");
        provision.keep("type");
        provision.child("period").keep("end");
        root.refuseTheRest();
        root.refuse("category", "le fait, son état, sa date ou ses champs ne se lisent pas ensemble",
                "the fact, its status, date or fields do not read together");
        try {
            root.speak();
            return "";
        } catch (ConsentRefused e) {
            return e.getMessage();
        }
    }
}
