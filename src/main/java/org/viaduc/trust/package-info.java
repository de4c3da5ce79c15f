/**
 * Who the other nodes are, and proof of it.
 *
 * <p>
 * A {@link org.viaduc.trust.Peer} is another node with its public keys; the {@link org.viaduc.trust.KeyRing} holds our
 * own. The {@link org.viaduc.trust.Sealer} signs (JWS ES256) and then encrypts (JWE ECDH-ES+A256KW, A256GCM) an
 * {@link org.viaduc.trust.Envelope}; the {@link org.viaduc.trust.Opener} answers with what was proved or with one word
 * of {@link org.viaduc.trust.Refusal}. {@link org.viaduc.trust.Statement}s are signed and have no place for content.
 * Attachments travel beside the envelope, each sealed under a key that only the envelope's manifest holds.
 *
 * <p>
 * Signing, sealing and keys are in this room alone. It never decides what may leave: it seals nothing but what a
 * decision released.
 */
package org.viaduc.trust;
