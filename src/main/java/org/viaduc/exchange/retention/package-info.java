/**
 * What was exchanged is kept for its legal time and no longer: sealed under a key of the exchange's own, which is destroyed on
 * the day after. Terms come from the rule book's obligations, and each keeping and each destruction is an entry.
 *
 * <p>
 * A track whose rules name no term keeps nothing of what was exchanged. Nothing is destroyed while something is open about
 * the exchange, and nothing here touches the journal.
 */
package org.viaduc.exchange.retention;
