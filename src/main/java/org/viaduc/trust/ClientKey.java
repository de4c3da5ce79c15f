package org.viaduc.trust;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The key with which a connector signs what it says to a department's own service, and the certificate (X.509) by which the
 * service knows it. It has nothing to do with the node's keys, which no local system ever sees.
 */
public final class ClientKey {
    private static final int SHORTEST_RSA = 2048;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private ClientKey(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * @param key         PKCS#8 in PEM, without a password
     * @param certificate X.509 in PEM
     * @throws IllegalArgumentException in plain words, when one cannot be read, is too short, or they do not belong together
     */
    public static ClientKey of(String key, String certificate) {
        var read = certificate(certificate);
        var one = new ClientKey(privateKey(key), read);
        if (one.key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw new IllegalArgumentException("an RSA key has " + SHORTEST_RSA + " bits or more");
        }
        if (!one.fits()) {
            throw new IllegalArgumentException("the key is not the one of the certificate");
        }
        return one;
    }

    /** A certificate in PEM. @throws IllegalArgumentException when it is none */
    public static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.strip().getBytes(UTF_8)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("this is no X.509 certificate in PEM", e);
        }
    }

    private static PrivateKey privateKey(String pem) {
        var text = pem.strip();
        if (!text.startsWith("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException("a key is PKCS#8 in PEM, without a password: it begins with "
                    + "-----BEGIN PRIVATE KEY-----");
        }
        for (var algorithm : List.of("RSA", "EC")) {
            try {
                var der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                continue; // the other kind of key may fit
            }
        }
        throw new IllegalArgumentException("the key is neither RSA nor of an elliptic curve, or it is damaged");
    }

    private boolean fits() {
        try {
            var probe = "does this key belong to this certificate?".getBytes(UTF_8);
            var signature = Signature.getInstance(isElliptic() ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(probe);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** An elliptic curve's key; otherwise RSA. */
    public boolean isElliptic() {
        return key instanceof ECKey;
    }

    public PrivateKey key() {
        return key;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return "ClientKey";
    }
}
