package org.viaduc.trust;

import java.util.Optional;

import org.viaduc.model.ExchangeId;

/** What opening a message gives: something proved, or one word why not. */
public sealed interface Opening permits VerifiedRecord, VerifiedRequest, VerifiedStatement, Opening.Refused {
    /**
     * Not believed.
     *
     * @param detail   for the journal and the operator: key ids, limits, places; nothing of the content
     * @param exchange known only where the signature held, as for a replay: answer it with the latest receipt
     */
    record Refused(Refusal reason, String detail, Optional<ExchangeId> exchange) implements Opening {}
}
