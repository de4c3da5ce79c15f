/**
 * Who is this about?
 *
 * <p>
 * A {@link org.viaduc.person.Matcher} asks the {@link org.viaduc.person.PersonIndex} and answers
 * {@link org.viaduc.person.Match.Found} (five strict traits and a second factor), {@link org.viaduc.person.Match.None},
 * or {@link org.viaduc.person.Match.Several}: then a person decides. A {@link org.viaduc.person.MatchedRecord} proves
 * that one of these ways was taken; it cannot be made elsewhere.
 *
 * <p>
 * No name, date or number of a person stands in the index: only keyed digests (HMAC-SHA256) of normalised traits. A
 * {@link org.viaduc.person.Pseudonym} is random and never leaves the node.
 */
package org.viaduc.person;
