package org.viaduc.trust;

import java.util.Optional;

import org.viaduc.mapping.LossLedger;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.fhir.SocialDocument;

/** Proof that a peer signed this record and sealed it to us: an offer or a rectification. Made by the {@link Opener} only. */
public final class VerifiedRecord implements Opening {
    private final MessageHeader header;
    private final Digest received;
    private final Offer offer;

    VerifiedRecord(MessageHeader header, Digest received, Offer offer) {
        this.header = header;
        this.received = received;
        this.offer = offer;
    }

    public MessageHeader header() {
        return header;
    }

    /** The envelope's digest, which receipts repeat. */
    public Digest received() {
        return received;
    }

    public CommonRecord record() {
        return offer.document().record();
    }

    /** With the facts, question, obligations and decision that the sender signed. */
    public SocialDocument document() {
        return offer.document();
    }

    public Optional<LossLedger> ledger() {
        return offer.ledger();
    }

    /** All of it, to be kept while it waits here. */
    public Offer offer() {
        return offer;
    }

    @Override
    public String toString() {
        return "VerifiedRecord[" + header.exchange() + "]";
    }
}
