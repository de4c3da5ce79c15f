package org.viaduc.trust.time;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

import org.viaduc.journal.Timestamp.Stamp;
import org.viaduc.journal.TimestampVerifier;
import org.viaduc.model.Digest;

/**
 * Reads timestamp tokens offline: the digest, the signature of the certificate in the token, that this certificate is for
 * timestamps and names itself in the token (RFC 3161, sections 2.3 and 2.4.2), and whether it follows from a trusted one at the
 * time of the token. Whether it was revoked is not asked: nothing here asks the network.
 */
public final class TimestampCheck implements TimestampVerifier {
    private final List<X509Certificate> anchors;

    /** @param anchors the authorities to be trusted; empty trusts none, and says so of every stamp */
    public TimestampCheck(List<X509Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    @Override
    public Optional<Stamp> read(byte[] stamped, byte[] token) {
        try {
            var parsed = new TimeStampToken(new CMSSignedData(token));
            var info = parsed.getTimeStampInfo();
            if (!TSPAlgorithms.SHA256.equals(info.getMessageImprintAlgOID())
                    || !Arrays.equals(info.getMessageImprintDigest(), Digest.of(stamped).bytes())) {
                return Optional.empty();
            }
            var named = parsed.getCertificates().getMatches(null).stream().filter(parsed.getSID()::match).findFirst();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            var signer = named.get();
            parsed.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            return Optional.of(new Stamp(info.getGenTime().toInstant(), signer.getSubject().toString(),
                    isTrusted(signer, parsed, info.getGenTime())));
        } catch (TSPException | CMSException | OperatorCreationException | IOException | GeneralSecurityException
                | RuntimeException noToken) {
            // The library meets what is no token with exceptions of every kind.
            return Optional.empty();
        }
    }

    private boolean isTrusted(X509CertificateHolder signer, TimeStampToken token, Date at)
            throws GeneralSecurityException {
        var converter = new JcaX509CertificateConverter();
        var certificate = converter.getCertificate(signer);
        certificate.checkValidity(at);
        if (anchors.isEmpty() || anchors.contains(certificate)) {
            return !anchors.isEmpty();
        }
        var others = new ArrayList<X509Certificate>();
        for (var each : token.getCertificates().getMatches(null)) {
            others.add(converter.getCertificate(each));
        }
        var target = new X509CertSelector();
        target.setCertificate(certificate);
        var trusted = new HashSet<TrustAnchor>();
        anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
        var parameters = new PKIXBuilderParameters(trusted, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(at);
        try {
            return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
        } catch (java.security.cert.CertPathBuilderException noPath) {
            return false;
        }
    }
}
