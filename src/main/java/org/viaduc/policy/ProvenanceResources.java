package org.viaduc.policy;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Digest;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/**
 * A decision as a FHIR R4 {@code Provenance}: {@code policy} names the rules by which something leaves, {@code entity} the rule
 * book and the decision's digest, under which both journals' audit events tell of it.
 */
public final class ProvenanceResources {
    private static final String RULE = "urn:viaduc:rule:";
    private static final String DECISION = "urn:viaduc:decision";
    private static final String BOOK = "urn:viaduc:rule-book";
    private static final FieldPath ID = FieldPath.of("id");
    private static final FieldPath TARGET = FieldPath.of("target[0].type");
    private static final FieldPath RECORDED = FieldPath.of("recorded");
    private static final FieldPath POLICY = FieldPath.of("policy[*]");
    private static final FieldPath AGENT_SYSTEM = FieldPath.of("agent[0].who.identifier.system");
    private static final FieldPath AGENT = FieldPath.of("agent[0].who.identifier.value");
    private static final FieldPath ENTITY_ROLE = FieldPath.of("entity[0].role");
    private static final FieldPath ENTITY_SYSTEM = FieldPath.of("entity[0].what.identifier.system");
    private static final FieldPath ENTITY = FieldPath.of("entity[0].what.identifier.value");

    private ProvenanceResources() {
    }

    public static Resource write(Decision decision) {
        var resource = Resource.a("Provenance").set(ID, "decision").set(TARGET, "Composition")
                .set(RECORDED, decision.decidedOn() + "T00:00:00Z").set(AGENT_SYSTEM, "urn:viaduc:department")
                .set(AGENT, decision.question().from().department().code()).set(ENTITY_ROLE, "source")
                .set(ENTITY_SYSTEM, BOOK).set(ENTITY, decision.bookDigest().hex());
        resource.set("activity.coding[0].system", "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle")
                .set("activity.coding[0].code", "disclose").set("entity[1].role", "source")
                .set("entity[1].what.identifier.system", DECISION)
                .set("entity[1].what.identifier.value", decision.digest().hex());
        decision.rules().stream().filter(rule -> letsLeave(rule, decision))
                .forEach(rule -> resource.set(POLICY, RULE + rule));
        return resource.build();
    }

    /** Any other rule did nothing here but withhold: its name would tell that there was something to withhold. */
    private static boolean letsLeave(String rule, Decision decision) {
        return rule.equals(decision.decidedBy().rule()) || decision.verdicts().stream().filter(Verdict::leaves)
                .flatMap(verdict -> verdict.reasons().stream()).anyMatch(reason -> reason.rule().equals(rule));
    }

    /** The ids of the rules that a sender's decision named. */
    public static List<String> rules(Resource provenance) {
        return provenance.texts(POLICY).stream().filter(uri -> uri.startsWith(RULE))
                .map(uri -> uri.substring(RULE.length())).toList();
    }

    /** The digest of the sender's rule book, where it is named. */
    public static Optional<Digest> bookDigest(Resource provenance) {
        return provenance.text(ENTITY).filter(text -> text.matches("[0-9a-f]{64}")).map(Digest::new);
    }
}
