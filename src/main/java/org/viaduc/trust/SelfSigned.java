package org.viaduc.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import org.viaduc.model.Department;

/** Key pairs with certificates signed by themselves: peers pin them, no authority vouches for them, they vouch for no other. */
final class SelfSigned {
    private static final int SERIAL_BITS = 127;
    private static final Duration NEIGHBOURS_CLOCKS = Duration.ofDays(1);

    private SelfSigned() {
    }

    static OwnKey tlsKey(Department own, Instant from, Instant to) {
        return certified(OwnKey.generate(OwnKeys.TLS, from, to), own, builder -> {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[]{
                    new GeneralName(GeneralName.dNSName, own.code().toLowerCase(Locale.ROOT)),
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")}));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                    new KeyPurposeId[]{KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
        });
    }

    /** A signing key with the certificate that documents signed by it carry. */
    static OwnKey signingKey(Department own, Instant from, Instant to) {
        return certified(OwnKey.generate(OwnKeys.SIGN, from, to), own);
    }

    /** The same signing key and such a certificate for the time of its life. */
    static OwnKey certified(OwnKey signing, Department own) {
        return certified(signing, own, builder -> builder.addExtension(Extension.keyUsage, true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)));
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }

    private static OwnKey certified(OwnKey pair, Department own, Extensions extensions) {
        var key = pair.jwk();
        try {
            var name = new X500Name("CN=" + own.code() + ",O=Viaduc");
            var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(SERIAL_BITS, new SecureRandom()),
                    Date.from(pair.validFrom().minus(NEIGHBOURS_CLOCKS)), Date.from(pair.validTo()), name,
                    key.toECPublicKey());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addTo(builder);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.toECPrivateKey());
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new OwnKey(
                    new ECKey.Builder(key).x509CertChain(List.of(Base64.encode(certificate.getEncoded()))).build());
        } catch (JOSEException | GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new BrokenCrypto("make a certificate", e);
        }
    }
}
