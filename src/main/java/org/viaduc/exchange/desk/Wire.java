package org.viaduc.exchange.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Department;
import org.viaduc.model.Resource;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.Decision;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactResources;
import org.viaduc.policy.ObligationResources;
import org.viaduc.policy.ProvenanceResources;
import org.viaduc.policy.Question;
import org.viaduc.policy.QuestionResources;
import org.viaduc.trust.Manifest;
import org.viaduc.trust.Offer;

/** What is put beside a record: to be kept here, or to be sealed for a peer, and read again on the other side. */
public final class Wire {
    private final Desk desk;

    public Wire(Desk desk) {
        this.desk = desk;
    }

    /** A record as it waits here, its attachments sealed in their store. */
    public Offer kept(CommonRecord record, String system, Optional<LossLedger> ledger) {
        try {
            return new Offer(SocialDocument.of(head(system), record), ledger, desk.attachments().seal(record));
        } catch (IOException e) {
            throw new UncheckedIOException("an attachment cannot be stored", e);
        }
    }

    /** Whom a request is about and what its asker states, as it waits here. */
    public Offer request(CommonRecord person, Collection<Fact> stated) {
        return new Offer(new SocialDocument(head("node"), person, List.of(),
                stated.stream().map(FactResources::write).toList(), List.of(), List.of()), Optional.empty(),
                Manifest.EMPTY);
    }

    /** What goes with a released record: the question, the facts relied on, the obligations and the decision. */
    public SocialDocument beside(Decision decision, Collection<Fact> known) {
        var relied = new HashSet<>(decision.factsReliedOn());
        return new SocialDocument(head("node"), new CommonRecord(List.of()),
                QuestionResources.write(decision.question()),
                known.stream().filter(fact -> relied.contains(fact.id())).map(FactResources::write).toList(),
                ObligationResources.write(decision.obligations()), List.of(ProvenanceResources.write(decision)));
    }

    private DocumentHead head(String system) {
        return DocumentHead.of(desk.settings().department(), system, desk.clock());
    }

    /** The question that a document carries. @throws IllegalArgumentException when it cannot be read */
    public static Question question(SocialDocument document) {
        return QuestionResources.read(document.question());
    }

    /** The facts that the sender signed, as stated by that department. */
    public List<Fact> facts(SocialDocument document, Department origin) {
        return facts(document.facts(), origin);
    }

    /** The same of facts that come without a document. @throws IllegalArgumentException when one cannot be read */
    public List<Fact> facts(List<Resource> stated, Department origin) {
        return stated.stream()
                .map(resource -> FactResources.read(resource, origin.code(), desk.clock().instant(), "peer")).toList();
    }
}
