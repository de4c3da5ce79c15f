/**
 * Tells people and programs of the department that something waits here: what kind, how much of it, by when, and where to look.
 * Never about whom, nor on which exchange.
 *
 * <p>
 * What is told is read from what waits, after it was committed; a letter stands in the database until it has been carried. A mail
 * server that is away stops nothing, and shows.
 */
package org.viaduc.exchange.notification;
