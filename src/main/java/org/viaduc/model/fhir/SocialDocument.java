package org.viaduc.model.fhir;

import java.util.List;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Resource;

/**
 * A record with what travels beside it: the question it answers, the facts that the decision relied on, the
 * obligations that go with it, and the decision itself.
 *
 * @param provenance the decision, as {@code Provenance} whose {@code policy} names the rules
 */
public record SocialDocument(DocumentHead head, CommonRecord record, List<Resource> question, List<Resource> facts,
        List<Resource> obligations, List<Resource> provenance) {
    public SocialDocument {
        question = List.copyOf(question);
        facts = List.copyOf(facts);
        obligations = List.copyOf(obligations);
        provenance = List.copyOf(provenance);
    }

    /** A record alone, as {@code map} shows it. */
    public static SocialDocument of(DocumentHead head, CommonRecord record) {
        return new SocialDocument(head, record, List.of(), List.of(), List.of(), List.of());
    }

    /** The same document with another record, as when its attachments have been found. */
    public SocialDocument with(CommonRecord other) {
        return new SocialDocument(head, other, question, facts, obligations, provenance);
    }

    @Override
    public String toString() {
        return "SocialDocument[" + head.id() + "]";
    }
}
