package org.viaduc.policy.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Digest;
import org.viaduc.model.Resource;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactDetail;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.FactResources;

/** Consents as FHIR R4, and the facts that they state. */
public final class Consents {
    static final String WITHDRAWN_ON = "https://viaduc.org/fhir/StructureDefinition/withdrawn-on";

    private Consents() {
    }

    /**
     * A fact captured here, with what shows it.
     *
     * @throws ConsentRefused when the fact is none of the three kinds, or a written agreement has nothing to show for it
     */
    public static Said captured(Fact fact, Optional<Evidence> evidence) {
        var category = category(fact.kind());
        if (fact.kind() == FactKind.WRITTEN_AGREEMENT && evidence.isEmpty()) {
            throw new ConsentRefused(List.of("`evidence`: un accord écrit se prouve par la pièce signée"
                    + " / a written agreement is shown by the signed document"));
        }
        var consent = FactResources.write(fact).copy();
        evidence.ifPresent(each -> each.writeTo(consent));
        return said(consent, fact.id().value(), category, List.of(fact), Optional.empty());
    }

    /**
     * A consent as somebody else wrote it: our own form, or that of the profile Privacy Consent on FHIR.
     *
     * @throws ConsentRefused naming every element that cannot be honoured here
     */
    public static Said read(Resource consent, Recording recording) {
        var tree = consent.copy();
        if (!consent.type().equals("Consent")) {
            throw new ConsentRefused(List.of("`resourceType`: un Consent est attendu / a Consent is expected"));
        }
        return OwnForm.isOne(tree) ? OwnForm.read(tree, recording) : PcfForm.read(tree, recording);
    }

    /**
     * What it means that a consent is taken back on a day: of a written agreement, that it is withdrawn; of a consent to
     * share, that sharing what it named is opposed. What was done before stays lawful (GDPR, article 7(3)).
     *
     * @throws ConsentRefused for an information, a refusal or an opposition: those are not taken back
     */
    public static List<Fact> withdrawal(Said said, LocalDate on, Recording recording) {
        var facts = new ArrayList<Fact>();
        for (var fact : said.facts()) {
            var id = FactId.derivedFrom(List.of("withdrawal", fact.id().value()));
            switch (fact.detail()) {
                case FactDetail.Consent consent ->
                    facts.add(fact(id, FactKind.OPPOSITION, on, opposed(FactCodec.fields(fact)), recording));
                case FactDetail.Word word when fact.kind() == FactKind.WRITTEN_AGREEMENT ->
                    facts.add(fact(id, FactKind.AGREEMENT_WITHDRAWN, on, FactCodec.fields(fact), recording));
                default -> {
                }
            }
        }
        if (facts.isEmpty()) {
            throw new ConsentRefused(List.of(said.category() == Category.OPPOSITION
                    ? "`status`: une opposition se lève par un consentement ultérieur / an opposition is lifted by a"
                            + " later consent"
                    : "`status`: ce qui a été dit ne se retire pas ; un fait erroné se corrige / what was said is not"
                            + " withdrawn; a wrong fact is corrected"));
        }
        if (facts.stream().anyMatch(fact -> said.facts().stream().anyMatch(given -> given.on().isAfter(fact.on())))) {
            throw new ConsentRefused(
                    List.of("`on`: avant le consentement lui-même / before the consent itself"));
        }
        return facts;
    }

    /** The same consent as it stands now: ended on that day, if on any. Reading it again gives both facts. */
    public static Resource standing(Resource consent, Optional<LocalDate> withdrawnOn) {
        var tree = consent.copy();
        withdrawnOn.ifPresent(day -> {
            tree.put("status", "inactive");
            tree.withArray("extension").addObject().put("url", WITHDRAWN_ON).put("valueString", day.toString());
        });
        return Resource.of(tree);
    }

    private static Map<String, String> opposed(Map<String, String> consent) {
        var fields = new HashMap<>(consent);
        fields.remove("until");
        fields.put("to", fields.remove("for"));
        if ("representative".equals(fields.get("by"))) {
            fields.remove("by");
        }
        return fields;
    }

    static Fact fact(FactId id, FactKind kind, LocalDate on, Map<String, String> fields, Recording recording) {
        return FactCodec.fact(id, kind, on, fields, recording.author(), recording.recordedAt(), recording.source(),
                Optional.empty());
    }

    static Said said(ObjectNode consent, String key, Category category, List<Fact> facts,
            Optional<LocalDate> withdrawnOn) {
        return new Said(key, Resource.of(consent), Digest.of(List.of(consent.toString())), category, facts,
                withdrawnOn);
    }

    private static Category category(FactKind kind) {
        try {
            return Category.of(kind);
        } catch (IllegalArgumentException e) {
            throw new ConsentRefused(List.of("`fact`: ni information, ni accord, ni opposition"
                    + " / no information, agreement or opposition"));
        }
    }
}
