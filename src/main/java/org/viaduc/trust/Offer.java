package org.viaduc.trust;

import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.fhir.SocialDocument;

/**
 * What an offer holds, and what is kept while it waits: the document, the ledger of its translation, and the manifest of
 * what travels beside it. As JSON: {@code {"bundle": …, "ledger": …, "manifest": […]}}.
 *
 * @param ledger what the translation at the origin lost; empty where nothing was translated
 */
public record Offer(SocialDocument document, Optional<LossLedger> ledger, Manifest manifest) {
    /** As JSON, to be kept; the attachments' keys are in it. */
    public byte[] toJson() {
        return OfferJson.write(this);
    }

    /**
     * One that this node wrote and kept.
     *
     * @param attachments where what its manifest lists lies
     * @throws IllegalArgumentException if it is none
     */
    public static Offer ofKept(byte[] json, AttachmentStore attachments) {
        return OfferJson.readOwn(json).with(attachments);
    }

    /** The same, its pieces with the attachments of the manifest. */
    Offer with(AttachmentStore attachments) {
        return new Offer(document.with(manifest.attach(document.record(), attachments)), ledger, manifest);
    }

    @Override
    public String toString() {
        return "Offer";
    }
}
