/**
 * Consents, information and oppositions as plain FHIR R4 {@code Consent}, with their evidence, and the facts that they
 * state. Reads our own form and that of the IHE profile Privacy Consent on FHIR (basic, intermediate, advanced).
 *
 * <p>Every element of a consent is honoured, kept as evidence, or refused by its name. Nothing is passed over: a limit that
 * policy cannot hold would otherwise open more than the person allowed.
 */
package org.viaduc.policy.consent;
