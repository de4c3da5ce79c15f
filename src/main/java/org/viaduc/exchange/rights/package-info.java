/**
 * The rights that follow every copy: withdrawal, opposition, restriction, erasure, rectification, recall.
 *
 * <p>
 * Where a file left, {@link org.viaduc.exchange.rights.Pursuing} tells each past recipient of a
 * {@link org.viaduc.exchange.rights.Matter} until it has said its last word; where a copy is,
 * {@link org.viaduc.exchange.rights.Heeding} suspends it until somebody has chosen its
 * {@link org.viaduc.exchange.rights.Fate}. {@link org.viaduc.exchange.rights.Rights} is the front of both.
 *
 * <p>
 * A notice carries no content, and a host's word is kept as it was signed.
 */
package org.viaduc.exchange.rights;
