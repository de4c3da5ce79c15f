package org.viaduc.trust;

import java.util.Optional;

import org.viaduc.model.ExchangeId;

/** Carries a refusal from where it is found to {@link Opener#open}, which returns it; never leaves this room. */
final class RefusedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final transient Optional<ExchangeId> exchange;

    RefusedMessage(Refusal reason, String detail) {
        this(reason, detail, Optional.empty());
    }

    RefusedMessage(Refusal reason, String detail, Optional<ExchangeId> exchange) {
        super(detail, null, false, false);
        this.reason = reason;
        this.exchange = exchange;
    }

    Opening.Refused refused() {
        return new Opening.Refused(reason, getMessage(), exchange);
    }
}
