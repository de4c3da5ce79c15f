package org.viaduc.trust;

/** A statement that its peer signed. */
public final class VerifiedStatement implements Opening {
    private final SignedStatement signed;

    VerifiedStatement(SignedStatement signed) {
        this.signed = signed;
    }

    public Statement statement() {
        return signed.statement();
    }

    public MessageHeader header() {
        return signed.header();
    }

    /** The very bytes, to keep as evidence. */
    public SignedStatement evidence() {
        return signed;
    }

    @Override
    public String toString() {
        return "VerifiedStatement[" + header().type() + "]";
    }
}
