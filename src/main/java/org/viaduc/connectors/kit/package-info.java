/**
 * What an integrator needs to connect a system: guesses a connector from a sample, and certifies it.
 *
 * <p>
 * A {@code Sample} is what a system hands over, read without knowing it; a {@code Guess} says where its fields belong; the
 * scaffold writes both down as route, mapping, code tables and an invented example; a {@code Certificate} says what the
 * connector did when it was tried against its own protocol.
 *
 * <p>
 * A guess is never silent: what could not be guessed stands in the mapping as a line of its own, and is named. Nothing of
 * a person in a sample is written anywhere but into the sample's own translation, which is counted and thrown away.
 */
package org.viaduc.connectors.kit;
