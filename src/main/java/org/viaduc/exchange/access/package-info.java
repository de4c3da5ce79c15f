/**
 * A person asks for their own file, or the parents or the representative do: it goes to them and to nobody else.
 *
 * <p>
 * {@link org.viaduc.exchange.access.OwnAccess} opens the exchange; collecting, deciding and asking again are those of every
 * other. What the rule book lets them read lies ready as an {@link org.viaduc.exchange.access.Extracts extract}, which is
 * decided and filtered anew whenever an agent fetches it, until it has been handed over or has lain for a month.
 *
 * <p>
 * An extract says nothing of what is not in it: no mark, no rule, no gap in a number. It is never sealed for a peer.
 */
package org.viaduc.exchange.access;
