package org.viaduc.trust.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

import org.viaduc.trust.OwnSigner;

/** Makes containers: ASiC-E with a CAdES signature at baseline B (ETSI EN 319 162-1, section 4.4). */
public final class SignedContainer {
    private SignedContainer() {
    }

    /**
     * Writes the files, by their names, with one signature over all of them. However long they are, memory is not: they are
     * copied by way of the folder for temporary files.
     *
     * @param now when it is signed, which the signature states
     */
    public static void write(List<Path> files, OwnSigner signer, Instant now, Path container) throws IOException {
        Zip.use(() -> {
            var service = new ASiCWithCAdESService(new CommonCertificateVerifier());
            var how = parameters(signer, now);
            var documents = files.stream().<DSSDocument>map(SignedContainer::document).toList();
            var signature = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256,
                    signer.sign(service.getDataToSign(documents, how).getBytes()));
            try (var out = Files.newOutputStream(container)) {
                service.signDocument(documents, how, signature).writeTo(out);
            }
            return container;
        });
    }

    private static ASiCWithCAdESSignatureParameters parameters(OwnSigner signer, Instant now) {
        var how = new ASiCWithCAdESSignatureParameters();
        how.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        how.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(new CertificateToken(signer.certificate()));
        how.setCertificateChain(how.getSigningCertificate());
        how.bLevel().setSigningDate(Date.from(now));
        return how;
    }

    private static FileDocument document(Path file) {
        var document = new FileDocument(file.toFile());
        document.setMimeType(MimeType.fromFileName(document.getName()));
        return document;
    }
}
