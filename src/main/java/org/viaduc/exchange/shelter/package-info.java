/**
 * People who must not be found: a protection order, a protected address (C. civ. 515-11 6° bis, 373-2 last paragraph).
 *
 * <p>
 * Once a file shows it, the node remembers it of the person, whatever a later file forgets to say. Then a fund's answer about
 * an address stays apart until a named officer of child protection has looked at it, and which department received a file
 * is shown to that officer alone. Nothing here ever leaves the node, and nothing of it changes what a neighbour is answered.
 */
package org.viaduc.exchange.shelter;
