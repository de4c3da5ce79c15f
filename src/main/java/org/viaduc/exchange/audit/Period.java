package org.viaduc.exchange.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of this node, both included. */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends on the day it begins, or later");
        }
    }

    /** The first instant of the first day. */
    public Instant begins() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant after the last day. */
    public Instant ends() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
