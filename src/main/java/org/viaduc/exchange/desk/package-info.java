/**
 * The exchange itself, and all that is kept of it: what every act of the journey works with.
 *
 * <p>
 * A {@link org.viaduc.exchange.desk.Journey} stands in a {@link org.viaduc.exchange.desk.State} and goes to an
 * {@link org.viaduc.exchange.desk.Ending}. Its file waits sealed on the {@link org.viaduc.exchange.desk.Shelf}, what a person
 * must look at in the {@link org.viaduc.exchange.desk.Tray}, what must be carried in the
 * {@link org.viaduc.exchange.desk.Outbox}; {@link org.viaduc.exchange.desk.Pages} are the journal's entries of one act. The
 * {@link org.viaduc.exchange.desk.Desk} holds them together.
 *
 * <p>
 * Everything here happens in the transaction of the act that causes it. It is the exchange's own: connectors and screens see
 * journeys, never the books.
 */
package org.viaduc.exchange.desk;
