/**
 * The doors: local systems on one side, neighbouring nodes on the other.
 *
 * <p>
 * A connector is one YAML route file per direction, built on a template, and a mapping folder; none of it is Java. A
 * door is the code for one protocol. Camel carries here and decides nothing: no route has a condition about a person,
 * and nothing that a department or a neighbour sends is believed before another room has checked it.
 */
package org.viaduc.connectors;
