package org.viaduc.trust.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentAnalyzer;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import org.apache.pdfbox.Loader;

import org.viaduc.trust.OwnSigner;

/** Documents to read and to print under one signature: PAdES at baseline B (ETSI EN 319 142-1), which allows no later change. */
public final class SignedPdf {
    private static final byte[] BEGINNING = {'%', 'P', 'D', 'F', '-'};

    private SignedPdf() {
    }

    /**
     * What stands in a document whose signature holds.
     *
     * @param signer   whose signature it is; whether that key is to be believed, its reader has to know
     * @param signedAt when the signer says that it signed, UTC
     * @param files    the files in it, by name
     */
    public record Opened(X509Certificate signer, Instant signedAt, Map<String, byte[]> files) {
        public Opened {
            files = Map.copyOf(files);
        }
    }

    /** @param now when it is signed, which the signature states */
    public static byte[] sign(byte[] pdf, String signerName, OwnSigner signer, Instant now) {
        var service = new PAdESService(new CommonCertificateVerifier());
        var how = parameters(signerName, signer, now);
        var document = new InMemoryDocument(pdf);
        var signature = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256,
                signer.sign(service.getDataToSign(document, how).getBytes()));
        var signed = new ByteArrayOutputStream();
        try {
            service.signDocument(document, how, signature).writeTo(signed);
        } catch (IOException e) {
            throw new UncheckedIOException("a signed document cannot be written", e);
        }
        return signed.toByteArray();
    }

    private static PAdESSignatureParameters parameters(String signerName, OwnSigner signer, Instant now) {
        var how = new PAdESSignatureParameters();
        how.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(new CertificateToken(signer.certificate()));
        how.setCertificateChain(how.getSigningCertificate());
        how.setSignerName(signerName);
        how.setPermission(CertificationPermission.NO_CHANGE_PERMITTED);
        how.bLevel().setSigningDate(Date.from(now));
        return how;
    }

    /** Whether it may be such a document; looks at its first bytes only. */
    public static boolean isOne(byte[] file) {
        return file.length > BEGINNING.length
                && Arrays.equals(BEGINNING, 0, BEGINNING.length, file, 0, BEGINNING.length);
    }

    /** What stands in it, if it bears exactly one signature, which holds and covers all of it; asks nobody. */
    public static Optional<Opened> open(byte[] pdf) {
        try {
            var document = new PDFDocumentAnalyzer(new InMemoryDocument(pdf));
            document.setCertificateVerifier(new CommonCertificateVerifier());
            var signatures = document.getSignatures();
            return signatures.size() == 1 && signatures.getFirst() instanceof PAdESSignature signature
                    && covers(signature, pdf.length) && stands(signature)
                            ? Optional.of(new Opened(signature.getSigningCertificateToken().getCertificate(),
                                    signature.getSigningTime().toInstant(), files(pdf)))
                            : Optional.empty();
        } catch (RuntimeException | IOException unreadable) {
            // The library meets malformed files with exceptions of every kind; all of them say that it is none of ours.
            return Optional.empty();
        }
    }

    /** All bytes of the file but the signature itself, which stands between two parts of it. */
    private static boolean covers(PAdESSignature signature, int length) {
        var revision = signature.getPdfRevision();
        var parts = revision.getByteRange().toBigIntegerList().stream().map(BigInteger::intValueExact).toList();
        return revision.areAllOriginalBytesCovered() && parts.getFirst() == 0 && parts.get(2) + parts.get(3) == length
        // in hexadecimal digits, with a bracket before and behind
                && parts.get(2) - parts.get(1) == 2 * revision.getPdfSigDictInfo().getContents().length + 2;
    }

    private static boolean stands(PAdESSignature signature) {
        signature.checkSignatureIntegrity();
        return signature.getSignatureCryptographicVerification().isSignatureIntact();
    }

    private static Map<String, byte[]> files(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var files = new TreeMap<String, byte[]>();
            var names = document.getDocumentCatalog().getNames();
            if (names != null && names.getEmbeddedFiles() != null) {
                for (var each : names.getEmbeddedFiles().getNames().entrySet()) {
                    files.put(each.getKey(), each.getValue().getEmbeddedFile().toByteArray());
                }
            }
            return files;
        }
    }
}
