package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.policy.Fact;

/**
 * A local record in common terms.
 *
 * @param facts          what the local system says has happened; the same event collected again has the same id
 * @param mappingVersion system and version of the tables, as {@code solidor 2026-11-01}
 * @param content        digest of those tables
 * @param doubts         rows that state a fact which could not be read, each with its line: whoever relies on the facts asks a
 *                       person first, since a missing refusal would open what is closed
 * @param overBudget     what was lost beyond the budget that the system's mapping sets; whoever sends asks a person first
 */
public record Translation(CommonRecord record, List<Fact> facts, LossLedger ledger, String mappingVersion,
        Digest content, List<String> doubts, Optional<Overrun> overBudget) {
    public Translation {
        facts = List.copyOf(facts);
        doubts = List.copyOf(doubts);
    }

    @Override
    public String toString() {
        return "Translation[" + mappingVersion + ", " + record.pieces().size() + " pieces, " + facts.size() + " facts]";
    }
}
