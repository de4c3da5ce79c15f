package org.viaduc.trust;

import org.viaduc.model.Digest;

/** Proof that a peer signed this request and sealed it to us. Made by the {@link Opener} only. */
public final class VerifiedRequest implements Opening {
    private final MessageHeader header;
    private final Digest received;
    private final Request request;

    VerifiedRequest(MessageHeader header, Digest received, Request request) {
        this.header = header;
        this.received = received;
        this.request = request;
    }

    public MessageHeader header() {
        return header;
    }

    /** The envelope's digest, which receipts repeat. */
    public Digest received() {
        return received;
    }

    public Request request() {
        return request;
    }

    @Override
    public String toString() {
        return "VerifiedRequest[" + header.exchange() + "]";
    }
}
