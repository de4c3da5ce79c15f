/**
 * What makes the journal last beyond this node: an authority timestamps its heads, a collector is told each entry, and what was
 * exchanged is kept for its legal time and no longer.
 *
 * <p>
 * None of it is in the way of an exchange: an authority or a collector that is away stops nothing, and shows.
 */
package org.viaduc.exchange.proof;
