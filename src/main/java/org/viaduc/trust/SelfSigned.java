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
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import org.viaduc.model.Department;

/** A key pair for TLS with a certificate signed by itself: peers pin it, no authority vouches for it, it vouches for no other. */
final class SelfSigned {
    private static final int SERIAL_BITS = 127;
    private static final Duration NEIGHBOURS_CLOCKS = Duration.ofDays(1);

    private SelfSigned() {
    }

    static OwnKey tlsKey(Department own, Instant from, Instant to) {
        var key = OwnKey.generate(OwnKeys.TLS, from, to).jwk();
        try {
            var name = new X500Name("CN=" + own.code() + ",O=Viaduc");
            var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(SERIAL_BITS, new SecureRandom()),
                    Date.from(from.minus(NEIGHBOURS_CLOCKS)), Date.from(to), name, key.toECPublicKey());
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[]{
                    new GeneralName(GeneralName.dNSName, own.code().toLowerCase(Locale.ROOT)),
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")}));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                    new KeyPurposeId[]{KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.toECPrivateKey());
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new OwnKey(
                    new ECKey.Builder(key).x509CertChain(List.of(Base64.encode(certificate.getEncoded()))).build());
        } catch (JOSEException | GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new BrokenCrypto("make a TLS certificate", e);
        }
    }
}
