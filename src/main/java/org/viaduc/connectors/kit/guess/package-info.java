/**
 * Where the fields of a sample belong, guessed from their names and their values by the tables under {@code kit/}.
 *
 * <p>
 * A guess is only made when everything that the name says is accounted for and the values fit; otherwise the field is left
 * for a person to decide, with a hint. Correct before complete: a field mapped wrongly is worse than one that is not.
 */
package org.viaduc.connectors.kit.guess;
