/**
 * How the demonstration is told: in French or English, at most 110 columns wide, from what the two nodes answer.
 *
 * <p>
 * It reads states, steps, decisions and ledgers of the nodes' REST interface, which hold kinds, fields, rules and counts;
 * it never sees a content, and decides nothing.
 */
package org.viaduc.cli.demo.story;
