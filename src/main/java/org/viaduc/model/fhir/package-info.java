/**
 * The common social file as any FHIR client reads it: an R4 document {@code Bundle}.
 *
 * <p>
 * {@link org.viaduc.model.fhir.DocumentBundle} writes a {@link org.viaduc.model.fhir.SocialDocument} and reads it back
 * piece by piece and mark by mark. What comes from outside is read strictly: an element, section, kind or mark that we
 * do not know is a fault with its place, and all faults of a document come together.
 *
 * <p>
 * Nothing here decides, and no message repeats what a document says about a person.
 */
package org.viaduc.model.fhir;
