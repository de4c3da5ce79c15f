/**
 * The rule book's own past: which versions decided here and since when, and what another version would have decided on the
 * exchanges that there were. Counts, rules and kinds of pieces; never contents, and nobody.
 */
package org.viaduc.exchange.rules;
