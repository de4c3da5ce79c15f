/**
 * Counts of a year for whoever looks at the whole: what was carried between departments, which deadlines were kept, how long a
 * file took. A count that is small enough to point at somebody is hidden, and so is every other from which it could be worked
 * out. Never names an exchange or a person.
 */
package org.viaduc.exchange.figures;
