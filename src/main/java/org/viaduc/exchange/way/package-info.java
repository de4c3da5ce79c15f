/**
 * The way out and the way in, one line a step.
 *
 * <p>
 * {@link org.viaduc.exchange.way.Collecting} goes from what a department handed over to a decided exchange,
 * {@link org.viaduc.exchange.way.Sending} from the outbox to the final receipt, {@link org.viaduc.exchange.way.Receiving} from a
 * verified record to the department and the receipt back. {@link org.viaduc.exchange.way.Settling} and
 * {@link org.viaduc.exchange.way.Admitting} say where a decision leaves what goes out and what comes in. What was withheld and may now leave is asked anew by
 * {@link org.viaduc.exchange.way.Reopening}.
 *
 * <p>
 * A decision is made again whenever something is sent or handed over; what it does not let through is shredded or waits
 * sealed. At least once on the wire, once in effect.
 */
package org.viaduc.exchange.way;
