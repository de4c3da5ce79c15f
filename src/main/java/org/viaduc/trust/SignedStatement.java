package org.viaduc.trust;

import java.nio.charset.StandardCharsets;

/** A statement under its signature: JWS in compact form, to be kept as evidence and sent as it is. */
public final class SignedStatement {
    private final Statement statement;
    private final MessageHeader header;
    private final String compact;

    SignedStatement(Statement statement, MessageHeader header, String compact) {
        this.statement = statement;
        this.header = header;
        this.compact = compact;
    }

    public Statement statement() {
        return statement;
    }

    public MessageHeader header() {
        return header;
    }

    public byte[] bytes() {
        return compact.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "SignedStatement[" + header.type() + "]";
    }
}
