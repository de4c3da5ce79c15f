/**
 * Emergencies: breaking the glass, at the department where the person is and at the one that knows about them.
 *
 * <p>
 * {@link org.viaduc.exchange.glass.BreakGlass} declares and shows, {@link org.viaduc.exchange.glass.GlassAnswer} answers on the
 * same connection from the {@link org.viaduc.exchange.glass.EmergencyCards}, and
 * {@link org.viaduc.exchange.glass.GlassDuties} sees to what must follow: a second person, a review, those who must be told.
 *
 * <p>
 * Whether a person is known here or not, an asker who may see nothing gets the same answer in the same time. The motive never
 * leaves the node.
 */
package org.viaduc.exchange.glass;
