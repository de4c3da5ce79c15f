package org.viaduc.connectors.soap;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An invented key with a certificate that it signed itself, in PEM as node.yaml names them; made once for each name. */
public record ServiceKeys(KeyPair pair, X509Certificate certificate) {
    private static final String RSA = "RSA";
    private static final Map<String, ServiceKeys> MADE = new ConcurrentHashMap<>();

    /** Always the same for the same name. */
    public static ServiceKeys rsa(String name) {
        return MADE.computeIfAbsent(name, any -> make(name, RSA, 2048, Instant.now().plus(Duration.ofDays(30))));
    }

    /** Another key under that name. */
    static ServiceKeys impostor(String name) {
        return MADE.computeIfAbsent("not " + name,
                any -> make(name, RSA, 2048, Instant.now().plus(Duration.ofDays(30))));
    }

    static ServiceKeys elliptic(String name) {
        return make(name, "EC", 256, Instant.now().plus(Duration.ofDays(30)));
    }

    static ServiceKeys expired(String name) {
        return make(name, RSA, 2048, Instant.now().minus(Duration.ofDays(1)));
    }

    static ServiceKeys make(String name, String algorithm, int size, Instant until) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            var pair = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var builder = new JcaX509v3CertificateBuilder(subject, BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minus(Duration.ofDays(60))), Date.from(until), subject, pair.getPublic());
            var signer = new JcaContentSignerBuilder(algorithm.equals(RSA) ? "SHA256withRSA" : "SHA256withECDSA")
                    .build(pair.getPrivate());
            return new ServiceKeys(pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public String key() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    public String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }
}
