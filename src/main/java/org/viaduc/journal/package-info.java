/**
 * What was done, by whom, under which rule; nothing is ever changed.
 *
 * <p>
 * Whoever does a step appends its {@link org.viaduc.journal.Entry} in the transaction of the step. Soon after, the
 * {@link org.viaduc.journal.Journal} gives committed entries their places in a hash-linked transparency log
 * (RFC 9162-style Merkle tree), whose head a {@link org.viaduc.journal.Checkpoint} signs.
 * {@link org.viaduc.journal.JournalCheck} re-derives all of it and says where it breaks.
 *
 * <p>
 * Entries hold ids, digests, rule and field names, counts; never contents, never a name, never a NIR.
 */
package org.viaduc.journal;
