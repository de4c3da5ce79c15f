/**
 * The journey: out, in, waiting, receipts. This is its front: what people, clients and neighbours call
 * ({@link org.viaduc.exchange.Counter}, {@link org.viaduc.exchange.Reception}, the desks), the node's clockwork, and
 * {@link org.viaduc.exchange.ExchangeBeans}, which puts it together.
 *
 * <p>
 * Behind it are sub-rooms, and each imports only those before it: {@code node} (what the node is told, and its lines to the
 * outside), {@code question} (what is asked of policy), {@code desk} (the exchange and all that is kept of it), then
 * side by side {@code glass} (emergencies), {@code rights} (what follows a copy) and {@code handover} (responsibility),
 * {@code way} (the way out and the way in, one line a step), {@code request} (a neighbour's file is asked for) and
 * {@code access} (a person asks for their own).
 *
 * <p>
 * Everything done is an entry in the same transaction, or before and after an act that reaches outside. Nothing here knows a
 * protocol, and nothing leaves that no decision released.
 */
package org.viaduc.exchange;
