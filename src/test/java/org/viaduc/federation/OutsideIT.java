package org.viaduc.federation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.trust.container.ContainerCheck;

import static org.assertj.core.api.Assertions.assertThat;

/** What the journal of a running node is worth outside: its signed container, an authority's time, a collector's copy. */
class OutsideIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INDEX = Pattern.compile(" index=\"([0-9]+)\" ");
    private static final Neighbourhood HERE = Neighbourhood.running();
    @TempDir
    private Path folder;

    @Test
    void a_container_is_accepted_by_the_reference_validator_and_by_a_program_that_never_saw_the_node()
            throws Exception {
        var id = delivered();
        var container = folder.resolve("preuve.asice");
        assertThat(auditor().run("journal", "export", "--exchange", id, "--out", container.toString()).status())
                .isZero();
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(
                ContainerCheck.open(container, Files.createDirectory(folder.resolve("opened"))).signer()
                        .orElseThrow()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        var validator = SignedDocumentValidator.fromDocument(new FileDocument(container.toFile()));
        validator.setCertificateVerifier(verifier);

        var report = validator.validateDocument().getSimpleReport();

        assertThat(report.getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        assertThat(report.getSignatureIdList()).singleElement()
                .satisfies(each -> assertThat(report.getIndication(each)).isEqualTo(Indication.TOTAL_PASSED));
        var offline = inAnotherProcess("journal", "verify", "--json", container.toString());
        assertThat(offline.path("holds").asBoolean()).isTrue();
        assertThat(offline.path("evidence").path(0).path("entries").asInt()).isGreaterThan(10);
    }

    @Test
    void an_authority_that_is_away_stops_no_exchange_and_shows_and_timestamps_once_it_is_back() throws Exception {
        HERE.authority.says(answer -> new byte[0]);
        var before = stamps();
        Eventually.is("the node has noticed",
                () -> before > 0 || outlets().path("timestamps").hasNonNull("failingSince"));
        delivered();
        assertThat(auditor().run("journal", "outlets", "--lang", "fr").out()).contains("horodatage");
        HERE.authority.says(answer -> answer);

        Eventually.is("a head is timestamped", () -> stamps() > 0);

        assertThat(outlets().path("timestamps").hasNonNull("failingSince")).isFalse();
        var whole = folder.resolve("journal.ndjson");
        assertThat(auditor().run("journal", "export", "--out", whole.toString()).status()).isZero();
        var verified = inAnotherProcess("journal", "verify", "--json", "--authority",
                HERE.pair.folder(Pair.D35).resolve("tsa.pem").toString(), whole.toString());
        assertThat(verified.path("holds").asBoolean()).isTrue();
        assertThat(verified.toString()).contains("Horodatage d'essai");
    }

    @Test
    void a_collector_that_goes_down_and_comes_back_has_missed_no_entry() throws Exception {
        delivered();
        Eventually.is("the collector is told what there is", () -> !told().isEmpty());
        HERE.collector.close();
        var id = delivered();
        Eventually.is("the node has noticed", () -> outlets().path("syslog").hasNonNull("failingSince"));
        assertThat(outlets().path("syslog").path("waiting").asLong()).isPositive();
        assertThat(auditor().run("journal", "outlets", "--lang", "fr")).satisfies(printed -> {
            assertThat(printed.status()).isEqualTo(1);
            assertThat(printed.out()).contains("ne répond plus depuis");
        });
        assertThat(HERE.collector.taken()).noneMatch(message -> message.contains(id));

        HERE.collector.comesBack();

        var places = places();
        Eventually.is("every entry is told", () -> told().containsAll(places));
        assertThat(HERE.collector.taken()).anyMatch(message -> message.contains(id))
                .allMatch(message -> message.startsWith("<") && message.contains("<AuditMessage>"));
        assertThat(outlets().path("syslog").hasNonNull("failingSince")).isFalse();
    }

    private String delivered() throws IOException {
        var family = Family.onIncomeSupport("44");
        HERE.pair.depot(Pair.D35).drop(family);
        return HERE.pair.until(Pair.D35, family, "delivered");
    }

    private Terminal auditor() {
        return new Terminal(HERE.pair, Pair.D35, folder, "a.martin", "auditor");
    }

    private JsonNode outlets() throws IOException {
        return JSON.readTree(auditor().run("journal", "outlets", "--json").out());
    }

    private static long stamps() throws IOException, SQLException {
        return Long.parseLong(HERE.pair.tables(Pair.D35).rows("select count(*) from journal_timestamp").getFirst()
                .getFirst());
    }

    private static Set<Long> places() throws IOException, SQLException {
        var places = new HashSet<Long>();
        HERE.pair.tables(Pair.D35).rows("select leaf_index from journal_leaf")
                .forEach(row -> places.add(Long.parseLong(row.getFirst())));
        return places;
    }

    private static Set<Long> told() {
        var places = new HashSet<Long>();
        HERE.collector.taken().forEach(message -> {
            var index = INDEX.matcher(message);
            assertThat(index.find()).isTrue();
            places.add(Long.parseLong(index.group(1)));
        });
        return places;
    }

    /** The command in a process of its own, which has the file and nothing else. */
    private JsonNode inAnotherProcess(String... words) throws IOException, InterruptedException {
        var line = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "org.viaduc.App"));
        line.addAll(List.of(words));
        var out = folder.resolve("out.json");
        var process = new ProcessBuilder(line)
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> read(out)).isZero();
        return JSON.readTree(read(out));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
