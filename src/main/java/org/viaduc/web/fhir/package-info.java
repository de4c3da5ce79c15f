/**
 * The journal as FHIR R4 reads it: entries as {@code AuditEvent}, made when they are asked for, and nothing else.
 *
 * <p>
 * Where an entry is a disclosure or a decision about somebody, it follows the Basic Audit Log Patterns of IHE (BALP 1.1)
 * and says so in {@code meta.profile}. A person is named by the node's pseudonym, an exchange by its id.
 */
package org.viaduc.web.fhir;
