package org.viaduc.trust.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;

import static org.assertj.core.api.Assertions.assertThat;

/** A signature over a whole document: the reference validator accepts it, and no other byte stands under it. */
class SignedPdfTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    private static Path folder;
    private static KeyRing ring;
    private static byte[] signed;

    @BeforeAll
    static void aSignedDocument() throws IOException {
        ring = KeyRing.open(folder.resolve("keys"), new Department("D35"), Clock.fixed(NOW, ZoneOffset.UTC));
        signed = SignedPdf.sign(document(), "Viaduc D35", ring.documentSigner(), NOW);
    }

    @Test
    void it_names_who_signed_and_when() {
        var opened = SignedPdf.open(signed).orElseThrow();

        assertThat(opened.signer()).isEqualTo(ring.documentSigner().certificate());
        assertThat(opened.signedAt()).isEqualTo(NOW);
        assertThat(opened.files()).isEmpty();
    }

    @Test
    void the_reference_validator_accepts_it_over_the_whole_document_once_the_key_is_trusted() {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(ring.documentSigner().certificate()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(java.util.Date.from(NOW.plusSeconds(60)));

        var reports = validator.validateDocument();

        var report = reports.getSimpleReport();
        assertThat(report.getSignatureIdList()).singleElement().satisfies(id -> {
            assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
            assertThat(report.getIndication(id)).as(() -> report.getAdESValidationErrors(id).toString())
                    .isEqualTo(Indication.TOTAL_PASSED);
            assertThat(reports.getDiagnosticData().getSignatureById(id).getSignatureScopes())
                    .allMatch(scope -> scope.getScope() == SignatureScopeType.FULL);
        });
    }

    @Test
    void no_turned_byte_and_no_cut_goes_unnoticed() {
        var random = new Random(7);
        for (var trial = 0; trial < 120; trial++) {
            var bytes = trial % 4 == 0
                    ? Arrays.copyOf(signed, random.nextInt(signed.length))
                    : turned(random.nextInt(signed.length), 1 << random.nextInt(8));
            var opened = SignedPdf.open(bytes);
            assertThat(opened.isEmpty() || isOnlyPadding(bytes)).as("trial " + trial).isTrue();
        }
    }

    @Test
    void what_was_added_behind_the_signature_is_no_part_of_a_document_that_holds() throws IOException {
        var appended = Arrays.copyOf(signed, signed.length + 1);
        appended[signed.length] = '\n';
        var later = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(signed)) {
            document.getDocumentInformation().setTitle("Un autre titre");
            document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(later);
        }

        assertThat(later.size()).isGreaterThan(signed.length);
        assertThat(SignedPdf.open(appended)).isEmpty();
        assertThat(SignedPdf.open(later.toByteArray())).isEmpty();
    }

    @Test
    void what_bears_no_signature_or_is_no_document_is_none() throws IOException {
        assertThat(SignedPdf.open(document())).isEmpty();
        assertThat(SignedPdf.open("%PDF-1.7 presque".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(SignedPdf.isOne(signed)).isTrue();
        assertThat(SignedPdf.isOne("{\"jws\":1}".getBytes(StandardCharsets.US_ASCII))).isFalse();
    }

    /** The room kept for the signature is larger than it: what follows the signature there means nothing. */
    private static boolean isOnlyPadding(byte[] bytes) {
        var open = new String(signed, StandardCharsets.ISO_8859_1).lastIndexOf("/Contents <");
        var close = new String(signed, StandardCharsets.ISO_8859_1).indexOf('>', open);
        return bytes.length == signed.length && Arrays.mismatch(bytes, signed) > open
                && Arrays.mismatch(bytes, signed) < close;
    }

    private static byte[] turned(int at, int bits) {
        var copy = signed.clone();
        copy[at] ^= (byte) bits;
        return copy;
    }

    private static byte[] document() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.getDocumentInformation().setTitle("Rapport d'audit");
            document.save(bytes);
        }
        return bytes.toByteArray();
    }
}
