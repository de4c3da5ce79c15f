/**
 * Two nodes held against each other: what this one says that it sent and received, and what a neighbour says of the same
 * exchanges, under its signature.
 *
 * <p>
 * A node asks by the ids of exchanges that it shares with a neighbour, and answers only about those; of any other it says the
 * same as of one that never was. What does not agree is a {@link org.viaduc.exchange.reconcile.Finding}: found once, in the
 * tray until it heals. Nothing is repaired here.
 */
package org.viaduc.exchange.reconcile;
