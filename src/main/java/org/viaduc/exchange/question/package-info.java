/**
 * What this node asks of policy, and how the answer is kept and told.
 *
 * <p>
 * {@link org.viaduc.exchange.question.Decider} puts a question with today's date, the facts of
 * {@link org.viaduc.exchange.question.FactBook} and the node's own register; {@link org.viaduc.exchange.question.Road} words
 * the questions that a fact or a user opens. Texts of questions and decisions hold rules, laws and kinds, never contents.
 *
 * <p>
 * Nothing here decides: policy does, and a sealed fact is never changed.
 */
package org.viaduc.exchange.question;
