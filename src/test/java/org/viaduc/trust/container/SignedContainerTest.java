package org.viaduc.trust.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.StoreException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.Department;
import org.viaduc.model.Digest;
import org.viaduc.model.Language;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.container.ContainerFault.What;

import static org.assertj.core.api.Assertions.assertThat;

/** What was signed is what is found; any other thing is told, and in which file. */
class SignedContainerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Department D35 = new Department("D35");

    @TempDir
    private static Path folder;
    private static KeyRing ring;
    private static Path container;
    private static String lines;

    @BeforeAll
    static void aSignedContainer() throws IOException {
        ring = KeyRing.open(folder.resolve("keys"), D35, Clock.fixed(NOW, ZoneOffset.UTC));
        lines = "{\"line\":\"entry\",\"é\":\"ça\"}\n".repeat(400);
        container = signed("container.asice", ring);
    }

    @Test
    void what_was_signed_comes_out_as_it_went_in() throws IOException {
        var opened = open(container);

        assertThat(opened.faults()).isEmpty();
        assertThat(opened.signedAt()).contains(NOW);
        assertThat(opened.signer()).contains(ring.documentSigner().certificate());
        assertThat(opened.files()).extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("evidence.ndjson", "LISEZMOI.txt");
        assertThat(opened.files().stream().filter(file -> file.endsWith("evidence.ndjson")).findFirst().orElseThrow())
                .hasContent(lines);
    }

    @Test
    void the_reference_validator_accepts_it_as_a_signed_container_once_the_key_is_trusted() {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(ring.documentSigner().certificate()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        var validator = SignedDocumentValidator.fromDocument(new FileDocument(container.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(java.util.Date.from(NOW.plusSeconds(60)));

        var report = validator.validateDocument().getSimpleReport();

        assertThat(report.getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        assertThat(report.getSignatureIdList()).singleElement().satisfies(id -> {
            assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
            assertThat(report.getIndication(id)).as(() -> report.getAdESValidationErrors(id).toString())
                    .isEqualTo(Indication.TOTAL_PASSED);
        });
    }

    @Test
    void a_reader_that_knows_only_zip_and_cms_verifies_it_too()
            throws IOException, CMSException, OperatorCreationException, StoreException,
            java.security.cert.CertificateException {
        var parts = unzipped(container);
        var manifest = parts.get("META-INF/ASiCManifest001.xml");

        assertThat(parts.keySet().iterator().next()).isEqualTo("mimetype");
        assertThat(new String(parts.get("mimetype"), StandardCharsets.US_ASCII))
                .isEqualTo("application/vnd.etsi.asic-e+zip");
        var signature = new CMSSignedData(new CMSProcessableByteArray(manifest),
                parts.get("META-INF/signature001.p7s"));
        var signer = signature.getSignerInfos().getSigners().iterator().next();
        @SuppressWarnings("unchecked")
        var certificate = (X509CertificateHolder) signature.getCertificates().getMatches(signer.getSID()).iterator()
                .next();
        assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))).isTrue();
        var text = new String(manifest, StandardCharsets.UTF_8);
        for (var file : List.of("evidence.ndjson", "LISEZMOI.txt")) {
            assertThat(text).contains("URI=\"" + file + "\"").contains(java.util.Base64.getEncoder()
                    .encodeToString(Digest.of(parts.get(file)).bytes()));
        }
    }

    @Test
    void a_changed_a_removed_and_an_added_file_are_named() throws IOException {
        assertThat(open(altered(parts -> {
            parts.put("evidence.ndjson", (lines + "{}").getBytes(StandardCharsets.UTF_8));
            return parts;
        })).faults()).containsExactly(new ContainerFault(What.CHANGED, "evidence.ndjson"));
        assertThat(open(altered(parts -> {
            parts.remove("LISEZMOI.txt");
            return parts;
        })).faults()).containsExactly(new ContainerFault(What.MISSING, "LISEZMOI.txt"));
        var added = open(altered(parts -> {
            parts.put("annexe.txt", new byte[]{65});
            return parts;
        }));
        assertThat(added.faults()).containsExactly(new ContainerFault(What.ADDED, "annexe.txt"));
        assertThat(added.faults().getFirst().sentence(Language.FR)).contains("annexe.txt", "ajouté");
        assertThat(added.files()).noneMatch(file -> file.endsWith("annexe.txt"));
    }

    @Test
    void two_files_that_changed_places_are_both_named() throws IOException {
        assertThat(open(altered(parts -> {
            var first = parts.get("evidence.ndjson");
            parts.put("evidence.ndjson", parts.get("LISEZMOI.txt"));
            parts.put("LISEZMOI.txt", first);
            return parts;
        })).faults()).containsExactlyInAnyOrder(new ContainerFault(What.CHANGED, "evidence.ndjson"),
                new ContainerFault(What.CHANGED, "LISEZMOI.txt"));
    }

    @Test
    void a_manifest_made_to_fit_does_not_bear_the_signature() throws IOException {
        var before = Digest.of(unzipped(container).get("LISEZMOI.txt")).bytes();
        var encoder = java.util.Base64.getEncoder();
        var forged = altered(parts -> {
            parts.put("LISEZMOI.txt", new byte[]{65});
            parts.put("META-INF/ASiCManifest001.xml", new String(parts.get("META-INF/ASiCManifest001.xml"),
                    StandardCharsets.UTF_8).replace(encoder.encodeToString(before),
                            encoder.encodeToString(Digest.of(new byte[]{65}).bytes()))
                    .getBytes(StandardCharsets.UTF_8));
            return parts;
        });

        assertThat(open(forged).faults()).contains(new ContainerFault(What.BAD_SIGNATURE,
                "META-INF/signature001.p7s"));
    }

    @Test
    void a_signature_that_was_taken_out_is_missed() throws IOException {
        assertThat(open(altered(parts -> {
            parts.remove("META-INF/signature001.p7s");
            return parts;
        })).faults()).contains(ContainerFault.whole(What.UNSIGNED));
    }

    @Test
    void a_signature_of_another_key_shows_that_key() throws IOException {
        var thief = KeyRing.open(folder.resolve("thief"), D35, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(open(signed("thief.asice", thief)).signer())
                .contains(thief.documentSigner().certificate())
                .isNotEqualTo(open(container).signer());
    }

    /** Wherever a byte is turned, something is told, or every file came out as it went in. */
    @Test
    void no_turned_byte_and_no_cut_goes_unnoticed() throws IOException {
        var whole = Files.readAllBytes(container);
        var random = new Random(5);
        for (var trial = 0; trial < 150; trial++) {
            var bytes = trial % 3 == 0
                    ? Arrays.copyOf(whole, random.nextInt(whole.length))
                    : turned(whole, random.nextInt(whole.length), 1 << random.nextInt(8));
            var opened = open(Files.write(folder.resolve("turned.asice"), bytes));
            if (opened.holds()) {
                for (var file : opened.files()) {
                    assertThat(Files.readAllBytes(file))
                            .isEqualTo(unzipped(container).get(file.getFileName().toString()));
                }
                assertThat(opened.files()).hasSize(2);
            }
        }
    }

    @Test
    void a_file_that_stands_twice_in_it_is_told() throws IOException {
        var whole = new String(Files.readAllBytes(container), StandardCharsets.ISO_8859_1);
        var doubled = altered(parts -> {
            parts.put("evidence.ndjsoX", "{}".getBytes(StandardCharsets.UTF_8));
            return parts;
        });
        var bytes = new String(Files.readAllBytes(doubled), StandardCharsets.ISO_8859_1)
                .replace("evidence.ndjsoX", "evidence.ndjson").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(whole).contains("evidence.ndjson");
        assertThat(open(Files.write(folder.resolve("twice.asice"), bytes)).holds()).isFalse();
    }

    private static byte[] turned(byte[] bytes, int at, int bits) {
        var copy = bytes.clone();
        copy[at] ^= (byte) bits;
        return copy;
    }

    private static Path signed(String name, KeyRing by) throws IOException {
        var evidence = Files.writeString(folder.resolve("evidence.ndjson"), lines);
        var words = Files.writeString(folder.resolve("LISEZMOI.txt"), "À vérifier avec `viaduc journal verify`.\n");
        var file = folder.resolve(name);
        SignedContainer.write(List.of(evidence, words), by.documentSigner(), NOW, file);
        return file;
    }

    private static OpenedContainer open(Path file) throws IOException {
        return ContainerCheck.open(file, Files.createTempDirectory(folder, "opened"));
    }

    private static Path altered(UnaryOperator<Map<String, byte[]>> change) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : change.apply(unzipped(container)).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return Files.write(folder.resolve("altered.asice"), bytes.toByteArray());
    }

    private static Map<String, byte[]> unzipped(Path file) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }
}
