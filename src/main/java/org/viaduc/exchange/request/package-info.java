/**
 * A neighbour's file is asked for, and a neighbour who asks is answered.
 *
 * <p>
 * {@link org.viaduc.exchange.request.Requesting} sends a request; the file comes, if it comes, as an offer under the same id.
 * {@link org.viaduc.exchange.request.Answering} gives every request the same receipt before anybody has looked, and opens the
 * question if the person is here.
 *
 * <p>
 * The traits in a request are not ours to believe: nothing is learnt from them.
 */
package org.viaduc.exchange.request;
