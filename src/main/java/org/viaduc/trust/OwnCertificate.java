package org.viaduc.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import com.nimbusds.jose.JOSEException;

/** Shows the certificate in use at the moment of the handshake. Null is how this interface of Java says "none". */
final class OwnCertificate extends X509ExtendedKeyManager {
    static final String ALIAS = "viaduc";

    private final KeyRing ring;

    OwnCertificate(KeyRing ring) {
        this.ring = ring;
    }

    private static String[] aliases(String keyType) {
        return keyType.startsWith("EC") ? new String[]{ALIAS} : null;
    }

    private static String alias(String... keyTypes) {
        for (var each : keyTypes) {
            if (each.startsWith("EC")) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? new X509Certificate[]{OwnKeys.certificate(ring.tlsKey())} : null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        try {
            return ALIAS.equals(alias) ? ring.tlsKey().jwk().toECPrivateKey() : null;
        } catch (JOSEException e) {
            throw new BrokenCrypto("read the TLS key", e);
        }
    }
}
