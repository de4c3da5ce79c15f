/**
 * The journey: out, in, waiting, receipts.
 *
 * <p>
 * {@link org.viaduc.exchange.Collecting}, {@link org.viaduc.exchange.Sending} and
 * {@link org.viaduc.exchange.Receiving} tell it, one line a step. An exchange has a {@link org.viaduc.exchange.State};
 * what waits is kept sealed, decided again when it is sent, and told in the {@link org.viaduc.exchange.Tray}. A
 * neighbour is asked for a file by {@link org.viaduc.exchange.Requesting}, and answered by
 * {@link org.viaduc.exchange.Answering}. Everything done is an entry in the same transaction, or before and after an act that
 * reaches outside.
 *
 * <p>
 * Nothing here knows a protocol: {@link org.viaduc.exchange.PeerLine} and {@link org.viaduc.exchange.DepartmentLine} are
 * needs that the doors fulfil. Nothing leaves that no decision released.
 */
package org.viaduc.exchange;
