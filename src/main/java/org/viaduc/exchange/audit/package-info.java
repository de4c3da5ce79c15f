/**
 * The auditor's questions, answered from the journal, and what an auditor adds: samples, notes, signed reports. Beside them
 * the person's own question: who received what about me.
 *
 * <p>
 * Whoever asks is named in an entry before anything is handed out. Nothing here changes an exchange, and nothing says more
 * than the journal and this node's own books of duties do: ids, kinds, rules, dates; never contents.
 */
package org.viaduc.exchange.audit;
