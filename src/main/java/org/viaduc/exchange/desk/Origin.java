package org.viaduc.exchange.desk;

import org.viaduc.journal.Detail;
import org.viaduc.journal.Entry;
import org.viaduc.journal.Step;
import org.viaduc.mapping.LossLedger;
import org.viaduc.model.Digest;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Match;
import org.viaduc.person.MatchedRecord;

/**
 * Where a file was collected and how it was translated.
 *
 * @param connector the connector that collected it
 * @param digest    of the local record
 * @param mapping   system and version of the tables
 * @param content   digest of the tables, which tells two of one version apart
 */
public record Origin(String connector, String system, String localId, String household, Digest digest,
        LossLedger ledger,
        String mapping, Digest content) {

    /** The first two steps, for an exchange. */
    public Pages collected(Pages pages, ExchangeId id) {
        return pages.say(id, Step.ACCEPTED, this::accepted).translated(id, ledger, content);
    }

    /** The third step: whom the file was found to be about, or that somebody new was opened. */
    public void matched(Pages pages, ExchangeId id, MatchedRecord matched) {
        pages.say(id, step(matched), entry -> matched(entry, matched));
    }

    /** The first three steps of a file that opens no exchange. */
    public Pages collected(Pages pages, MatchedRecord matched) {
        return pages.say(Step.ACCEPTED, this::accepted)
                .say(Step.TRANSLATED, entry -> Pages.translated(entry, ledger, content))
                .say(step(matched), entry -> matched(entry, matched));
    }

    private Entry accepted(Entry entry) {
        return entry.with(Detail.CONNECTOR, connector).with(Detail.SYSTEM, system).with(Detail.DIGEST, digest.hex());
    }

    private static Step step(MatchedRecord matched) {
        return matched.method() == Match.Method.OPENED ? Step.OPENED : Step.MATCHED;
    }

    /** How a person was matched, and under which pseudonym. */
    public static Entry matched(Entry entry, MatchedRecord matched) {
        return entry.with(Detail.METHOD, matched.method().word())
                .with(Detail.PSEUDONYM, matched.pseudonym().value().toString());
    }
}
