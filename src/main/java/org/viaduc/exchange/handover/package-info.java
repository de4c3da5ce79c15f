/**
 * The responsibility for a person's follow-up, handed from one department to the next.
 *
 * <p>
 * {@link org.viaduc.exchange.handover.HandingOver} offers, accepts, refuses and withdraws, and tells the other side;
 * {@link org.viaduc.exchange.handover.HandOver} draws the stages. The giver decides alone when it ceases to be responsible, so
 * there are never two departments, and never none.
 */
package org.viaduc.exchange.handover;
