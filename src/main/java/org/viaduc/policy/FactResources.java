package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/**
 * Facts as FHIR R4 and back: agreement, consent, opposition and information are {@code Consent}, all others {@code Basic},
 * with the fact's word as code. The motive stays: only that there is one travels. Nor do author, source and time of record
 * travel; the reader is told who signed them.
 */
public final class FactResources {
    private static final FieldPath ID = FieldPath.of("id");
    private static final FieldPath CODE = Fhir.code("code", "fact");
    private static final FieldPath CATEGORY = Fhir.code("category[0]", "fact");
    private static final FieldPath PROCESS = Fhir.code("category[0]", "consent-category");
    private static final FieldPath CREATED = FieldPath.of("created");
    private static final FieldPath DATE_TIME = FieldPath.of("dateTime");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath PROVISION = FieldPath.of("provision.type");
    private static final FieldPath UNTIL = FieldPath.of("provision.period.end");
    private static final Set<FactKind> CONSENTS = EnumSet.of(FactKind.PARENTS_INFORMED, FactKind.PERSON_INFORMED,
            FactKind.CHILD_INFORMED, FactKind.INFORMATION_WAIVED, FactKind.WRITTEN_AGREEMENT,
            FactKind.AGREEMENT_REFUSED, FactKind.AGREEMENT_WITHDRAWN, FactKind.CONSENT, FactKind.OPPOSITION);
    private static final Set<String> BASIC_NAMES = Set.of("resourceType", "id", "code.coding.system",
            "code.coding.code", "created");
    private static final Set<String> CONSENT_NAMES = Set.of("resourceType", "id", "status", "scope.coding.system",
            "scope.coding.code", "category.coding.system", "category.coding.code", "dateTime", "provision.type",
            "provision.period.end");
    private static final String MOTIVE = "motive";
    private static final String MOTIVE_RECORDED = "recorded";
    private static final String VOIDS = "voids";

    private FactResources() {
    }

    public static Resource write(Fact fact) {
        var isConsent = CONSENTS.contains(fact.kind());
        var resource = Resource.a(isConsent ? "Consent" : "Basic").set(ID, fact.id().value());
        if (isConsent) {
            resource.set(STATUS, status(fact.kind())).set(Fhir.CONSENT_SCOPE, "patient-privacy")
                    .set(PROCESS, category(fact.kind())).set(CATEGORY, fact.kind().word())
                    .set(DATE_TIME, fact.on().toString()).set(PROVISION, permits(fact.kind()) ? "permit" : "deny");
        } else {
            resource.set(CODE, fact.kind().word()).set(CREATED, fact.on().toString());
        }
        FactFields.write(fact.detail()).forEach((name, text) -> {
            if (isUntil(fact.kind(), name)) {
                resource.set(UNTIL, text);
            } else {
                resource.set(Fhir.extension(name), name.equals(MOTIVE) ? MOTIVE_RECORDED : text);
            }
        });
        fact.voids().ifPresent(voided -> resource.set(Fhir.extension(VOIDS), voided.value()));
        return resource.build();
    }

    /**
     * A fact that somebody else stated.
     *
     * @param author whose statement it is, as the peer that signed it
     * @throws IllegalArgumentException for any element, code or word that is not read here: what cannot be honoured is refused
     */
    public static Fact read(Resource resource, String author, Instant recordedAt, String source) {
        var isConsent = resource.type().equals("Consent");
        if (!isConsent && !resource.type().equals("Basic")) {
            throw new IllegalArgumentException("a fact is a Consent or a Basic, not a `" + resource.type() + "`");
        }
        var kind = FactKind.of(Fhir.need(resource, isConsent ? CATEGORY : CODE, "the fact's code"));
        if (isConsent != CONSENTS.contains(kind)) {
            throw new IllegalArgumentException("a fact `" + kind + "` is no " + resource.type());
        }
        if (isConsent && !resource.text(PROVISION).equals(Optional.of(permits(kind) ? "permit" : "deny"))) {
            throw new IllegalArgumentException("the provision of a fact `" + kind + "` says the contrary of it");
        }
        if (isConsent && !resource.text(STATUS).equals(Optional.of(status(kind)))) {
            throw new IllegalArgumentException("the status of a fact `" + kind + "` is another");
        }
        var fields = fields(resource, kind, isConsent);
        var voids = Optional.ofNullable(fields.remove(VOIDS)).map(FactId::new);
        var id = new FactId(Fhir.need(resource, ID, "the fact's id"));
        var on = LocalDate.parse(Fhir.need(resource, isConsent ? DATE_TIME : CREATED, "the fact's date"));
        return FactCodec.fact(id, kind, on, fields, author, recordedAt, source, voids);
    }

    private static Map<String, String> fields(Resource resource, FactKind kind, boolean isConsent) {
        Fhir.refuseOtherThan(resource, isConsent ? CONSENT_NAMES : BASIC_NAMES);
        var fields = new HashMap<>(Fhir.extensions(resource));
        if (fields.containsKey(MOTIVE)) {
            fields.put(MOTIVE, Motive.KEPT_AT_ORIGIN.text());
        }
        resource.text(UNTIL).ifPresent(day -> fields.put(isUntil(kind, "until") ? "until" : "?", day));
        return fields;
    }

    private static boolean isUntil(FactKind kind, String name) {
        return kind == FactKind.CONSENT && name.equals("until");
    }

    private static boolean permits(FactKind kind) {
        return !List.of(FactKind.AGREEMENT_REFUSED, FactKind.AGREEMENT_WITHDRAWN, FactKind.OPPOSITION).contains(kind);
    }

    private static String status(FactKind kind) {
        return switch (kind) {
            case AGREEMENT_REFUSED -> "rejected";
            case AGREEMENT_WITHDRAWN -> "inactive";
            default -> "active";
        };
    }

    /** The three kinds of the common model: information given, agreement of sector law, opposition. */
    private static String category(FactKind kind) {
        return switch (kind) {
            case PARENTS_INFORMED, PERSON_INFORMED, CHILD_INFORMED, INFORMATION_WAIVED -> "information";
            case OPPOSITION -> "opposition";
            default -> "agreement";
        };
    }
}
