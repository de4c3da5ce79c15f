package org.viaduc.connectors.versions;

import java.time.LocalDate;
import java.util.List;

/**
 * What a version of a mapping would change. Names of fields, kinds, codes and exchanges, and counts; never what a file holds.
 *
 * @param before version in force, with the system's name
 * @param after  the candidate
 * @param tables how the files themselves differ
 * @param fields local fields of which something else becomes
 * @param pieces kinds of which pieces come, go or say something else
 * @param facts  kinds of which facts come or go
 */
public record Difference(String connector, String before, String after, LocalDate since, Rests rests,
        List<TableChange> tables, List<FieldChange> fields, List<KindChange> pieces, List<KindChange> facts,
        Budget budget, List<ExchangeChange> exchanges) {

    /**
     * What the answer rests on.
     *
     * @param files      archived drops that were read again, by both versions
     * @param records    persons' files in them
     * @param unreadable faults of the version in force and of the candidate in these
     * @param exchanges  whose ledgers were held against the candidate's tables, because their files are not kept
     * @param isWhole    false when drops were not read again: there were more than is looked at in one go, or some could not
     *                   be fetched
     * @param notRead    what was not read again, and why
     */
    public record Rests(int files, int records, int unreadableBefore, int unreadableAfter, int exchanges,
            boolean isWhole, List<NotRead> notRead) {
        public Rests {
            notRead = List.copyOf(notRead);
        }
    }

    /**
     * What was not read again.
     *
     * @param what {@code files} or {@code exchanges}
     * @param why  of files {@code beyond-the-limit} or {@code cannot-be-fetched}; of exchanges {@code arrived-here},
     *             {@code no-archive} (a service or a database), {@code archive-unreachable} or {@code not-in-archive}
     */
    public record NotRead(String what, String why, int count) {}

    /** One line of a file. @param change {@code added}, {@code removed} or {@code changed} */
    public record TableChange(String file, String change, String before, String after) {}

    /** @param row or kind. @param before outcome in the ledger; empty where the field was not there. @param records that have it */
    public record FieldChange(String row, String field, String before, String after, int records) {}

    /** @param change {@code added}, {@code removed} or {@code changed} */
    public record KindChange(String kind, String change, int records) {}

    /** How many files lose more than their budget allows. */
    public record Budget(int before, int after) {}

    /**
     * What would change of one exchange.
     *
     * @param basis {@code file} when its file was read again, {@code ledger} when only its ledger tells
     */
    public record ExchangeChange(String id, String basis, List<String> changes) {}

    /** True when nothing that was looked at would change. */
    public boolean isNothing() {
        return fields.isEmpty() && pieces.isEmpty() && facts.isEmpty() && exchanges.isEmpty()
                && budget.before == budget.after && rests.unreadableBefore == rests.unreadableAfter;
    }
}
