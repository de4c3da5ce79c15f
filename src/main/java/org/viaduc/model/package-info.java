/**
 * The common social file, as immutable values.
 *
 * <p>
 * A department hands over a {@link org.viaduc.model.LocalBatch}; it is split into one
 * {@link org.viaduc.model.LocalRecord} per person. In shared terms that record is a
 * {@link org.viaduc.model.CommonRecord}: an immutable list of {@link org.viaduc.model.Piece}s, each one FHIR R4
 * resource with its {@link org.viaduc.model.Section}, {@link org.viaduc.model.Kind} and
 * {@link org.viaduc.model.Mark}s.
 *
 * <p>
 * Nothing here decides, stores or sends anything, and no {@code toString} prints a person's data.
 */
package org.viaduc.model;
