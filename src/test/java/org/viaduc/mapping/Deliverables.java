package org.viaduc.mapping;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;

/** Records as a department would be given them, without the decision that a node takes first. */
public final class Deliverables {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);

    private Deliverables() {
    }

    public static DeliverableRecord of(CommonRecord record, MappingBook book, String system, ExchangeId exchange) {
        return new DeliverableRecord(exchange, new Translator(book, CLOCK).back(record, system));
    }

    /** What an example of a system says in common terms. */
    public static CommonRecord example(MappingBook book, String name) {
        return new Translator(book, CLOCK).translate(ExamplePair.named(name).record(book)).record();
    }

    /** The first person's record of an example. */
    public static LocalRecord local(MappingBook book, String name) {
        return ExamplePair.named(name).record(book);
    }
}
