package org.viaduc.trust;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Digest;
import org.viaduc.model.Track;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.policy.ReleasedRecord;

/** Proof that what is about to be sealed was released by a decision, with its attachments sealed in their store. */
public final class OfferContent {
    private final Offer offer;

    OfferContent(Offer offer) {
        this.offer = offer;
    }

    /**
     * What may leave, ready to be sealed.
     *
     * @param beside   head, question, facts, obligations and decision; whatever record it holds is replaced by the
     *                 released one
     * @param ledger   of the translation at the origin
     * @param store    where the attachments are sealed to; those of withheld pieces stay out
     * @throws IOException              when an attachment cannot be read or stored
     * @throws IllegalArgumentException when it was released to the person: that is no peer's
     */
    public static OfferContent of(ReleasedRecord released, SocialDocument beside, Optional<LossLedger> ledger,
            AttachmentStore store) throws IOException {
        if (released.decision().question().track() == Track.PERSON_ACCESS) {
            throw new IllegalArgumentException("what was released to the person is sealed for no peer");
        }
        return new OfferContent(
                new Offer(beside.with(released.record()), ledger, store.seal(released.record())));
    }

    /** As JSON, to be kept under a key of its own; the attachments' keys are in it. */
    public byte[] toJson() {
        return offer.toJson();
    }

    /** The digests under which its attachments lie, sealed. */
    public List<Digest> ciphers() {
        return offer.manifest().ciphers();
    }

    Offer offer() {
        return offer;
    }

    @Override
    public String toString() {
        return "OfferContent";
    }
}
