package org.viaduc.trust.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import eu.europa.esig.dss.asic.cades.validation.ASiCContainerWithCAdESAnalyzer;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.ManifestEntry;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

import org.viaduc.trust.container.ContainerFault.What;

/** Opens containers: holds the signature against the manifest, the manifest against every file. Asks nobody. */
public final class ContainerCheck {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final OpenedContainer UNREADABLE = new OpenedContainer(List.of(), Optional.empty(), Optional.empty(),
            List.of(ContainerFault.whole(What.UNREADABLE)));

    private ContainerCheck() {
    }

    /** Whether a file may be a container; looks at its first bytes only. */
    public static boolean isOne(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /** @param into a folder where the files are copied to, whether they hold or not: the faults say it */
    public static OpenedContainer open(Path container, Path into) throws IOException {
        if (!isWhole(container)) {
            return UNREADABLE;
        }
        return Zip.use(() -> {
            try {
                return opened(new ASiCContainerWithCAdESAnalyzer(new FileDocument(container.toFile())), into);
            } catch (RuntimeException unreadable) {
                // The library meets malformed files with exceptions of every kind; all of them say that it is none of ours.
                return UNREADABLE;
            }
        });
    }

    /** The library would read what has no directory from its beginning to its end, in memory. */
    private static boolean isWhole(Path container) throws IOException {
        try (var zip = new ZipFile(container.toFile())) {
            return zip.size() > 0;
        } catch (ZipException cutShort) {
            return false;
        }
    }

    private static OpenedContainer opened(ASiCContainerWithCAdESAnalyzer container, Path into) throws IOException {
        container.setCertificateVerifier(new CommonCertificateVerifier());
        var faults = new ArrayList<ContainerFault>();
        var signatures = container.getSignatures();
        if (signatures.isEmpty()) {
            faults.add(ContainerFault.whole(What.UNSIGNED));
        }
        var standing = signatures.stream().filter(signature -> stands(signature, faults)).findFirst();
        var covered = new ArrayList<String>();
        standing.ifPresent(signature -> signature.getManifestFile().getEntries().forEach(
                entry -> entry(entry, covered, faults)));
        var files = new ArrayList<Path>();
        for (var document : container.getSignedDocuments()) {
            if (standing.isEmpty() || covered.remove(document.getName())) {
                files.add(copied(document, into));
            } else {
                faults.add(new ContainerFault(What.ADDED, document.getName()));
            }
        }
        return new OpenedContainer(files, standing.flatMap(ContainerCheck::signer),
                standing.map(signature -> signature.getSigningTime().toInstant()), faults);
    }

    private static boolean stands(AdvancedSignature signature, List<ContainerFault> faults) {
        signature.checkSignatureIntegrity();
        var stands = signature.getManifestFile() != null
                && signature.getSignatureCryptographicVerification().isSignatureIntact();
        if (!stands) {
            faults.add(new ContainerFault(What.BAD_SIGNATURE, String.valueOf(signature.getFilename())));
        }
        return stands;
    }

    private static void entry(ManifestEntry entry, List<String> covered, List<ContainerFault> faults) {
        if (!entry.isFound()) {
            faults.add(new ContainerFault(What.MISSING, entry.getUri()));
            return;
        }
        covered.add(entry.getDocumentName());
        if (!entry.isIntact()) {
            faults.add(new ContainerFault(What.CHANGED, entry.getDocumentName()));
        }
    }

    private static Optional<X509Certificate> signer(AdvancedSignature signature) {
        return Optional.ofNullable(signature.getSigningCertificateToken()).map(CertificateToken::getCertificate);
    }

    /** Under its last name only, and each in a folder of its own: a path in it leads nowhere, and none takes another's place. */
    private static Path copied(DSSDocument document, Path into) throws IOException {
        var file = Files.createTempDirectory(into, "file")
                .resolve(Path.of(document.getName()).getFileName().toString());
        try (var out = Files.newOutputStream(file)) {
            document.writeTo(out);
        }
        return file;
    }
}
