/**
 * May this leave, may it be held here, piece by piece?
 *
 * <p>
 * A {@link org.viaduc.policy.Question} (track, purpose, from, to), the face of a file
 * ({@link org.viaduc.policy.FileFace}), the dated {@link org.viaduc.policy.Fact}s and the date of the question give one
 * {@link org.viaduc.policy.Decision}: release, await or withhold, with the reasons, the obligations and what would change
 * it. The rules are data, a {@link org.viaduc.policy.RuleBook} read from YAML; each cites its law.
 *
 * <p>
 * Unknown means no; a denial overrides; the personal notes, the origins and a protected address never leave. Nothing here
 * reads a clock, a database or a file of a person beyond what it is given, and no message carries a person's data. Only
 * {@link org.viaduc.policy.DecisionPoint} makes a {@link org.viaduc.policy.ReleasedRecord}.
 */
package org.viaduc.policy;
