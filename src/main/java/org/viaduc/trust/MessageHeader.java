package org.viaduc.trust;

import java.time.Instant;
import java.util.UUID;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * The protected header of a message, once believed.
 *
 * @param at  when it was signed, to the second
 * @param id  unique per message ({@code jti}): the same again is the same message again
 * @param key the sender's signing key (RFC 7638 thumbprint)
 */
public record MessageHeader(MessageType type, ExchangeId exchange, Department from, Department to, Instant at, UUID id,
        String key) {}
