package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Attachment;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRow;

/**
 * One person's file in a local system's words, out of what a decision released: the only thing that may be handed to a
 * department. Made by {@link Translator#deliverable} alone; what {@link Translator#rehearsed} makes no department is given.
 */
public final class DeliverableRecord {
    private final ExchangeId exchange;
    private final BackTranslation translation;
    private final boolean rehearsed;

    DeliverableRecord(ExchangeId exchange, BackTranslation translation) {
        this(exchange, translation, false);
    }

    private DeliverableRecord(ExchangeId exchange, BackTranslation translation, boolean rehearsed) {
        this.exchange = exchange;
        this.translation = translation;
        this.rehearsed = rehearsed;
    }

    /** An invented record for a system that is played: no department's line takes it. */
    static DeliverableRecord rehearsed(ExchangeId exchange, BackTranslation translation) {
        return new DeliverableRecord(exchange, translation, true);
    }

    /** True for what no decision released: an example, for a system that is played. */
    public boolean isRehearsed() {
        return rehearsed;
    }

    /** By which the local system recognises a repeat. */
    public ExchangeId exchange() {
        return exchange;
    }

    public String system() {
        return translation.system();
    }

    public List<LocalRow> rows() {
        return translation.rows();
    }

    public List<Attachment> attachments() {
        return translation.attachments();
    }

    public LossLedger ledger() {
        return translation.ledger();
    }

    /** The digest of the tables that translated. */
    public Digest content() {
        return translation.content().orElseThrow();
    }

    /** What was lost beyond the budget that the system's mapping sets for deliveries: whoever delivers asks a person first. */
    public Optional<Overrun> overBudget() {
        return translation.overBudget();
    }

    @Override
    public String toString() {
        return "DeliverableRecord[" + exchange + ", " + system() + "]";
    }
}
