package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import org.viaduc.connectors.kit.ConnectorHome;
import org.viaduc.connectors.kit.certify.Check.Verdict;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole certificates; they mostly wait for systems that are slow or dead, so several are tried at a time, while no other class runs. */
class CertifierTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    /** Each longer than may be held of it; a certificate for a department tries longer ones. */
    static final Volume LITTLE = new Volume(8 << 20, 8 << 20, 16 << 20);

    @TempDir
    private Path node;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"d35-solidor", "d44-ardoise", "d47-gabare", "d33-estey", "be-namur-sambre", "d22-cnaf-vrsb",
            "d38-cordee", "d29-tddui"})
    void the_connectors_of_the_departments_are_certified(String connector) throws IOException {
        try (var home = ConnectorHome.find(connector, Optional.empty(), Path.of("none"))) {
            var certificate = Certifier.certify(home, CLOCK, LITTLE, check -> {
            });

            assertThat(told(certificate)).isEmpty();
            assertThat(certificate.checks()).extracting(Check::id).contains("collects", "dying-system", "dying-node",
                    "delivers", "repeated-delivery", "delivery-to-a-dead-system");
            assertThat(certificate.result()).isEqualTo(Certificate.Result.CERTIFIED);
            assertThat(certificate.checks().stream().filter(check -> check.id().equals("collects")))
                    .allMatch(check -> check.verdict() == Verdict.PASSED);
        }
    }

    /** These departments' systems only hand over, or hand over by themselves. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"d22-cnaf-virs, cnaf-virs, collects", "d22-cnaf-vrsf, cnaf-vrsf, collects",
            "d29-foyer, tddui, collects repeated-drop delivers repeated-delivery"})
    void a_connector_that_only_hands_over_is_certified(String connector, String system, String tried)
            throws IOException {
        try (var home = ConnectorHome.find(connector, Optional.of(system), Path.of("none"))) {
            var certificate = Certifier.certify(home, CLOCK, LITTLE, check -> {
            });

            assertThat(told(certificate)).isEmpty();
            assertThat(certificate.result()).isEqualTo(Certificate.Result.CERTIFIED);
            assertThat(certificate.checks()).extracting(Check::id).contains(tried.split(" "));
        }
    }

    @Test
    void a_procedure_that_takes_records_whole_is_played() throws IOException {
        Files.createDirectories(node.resolve("routes"));
        Files.writeString(node.resolve("routes/d38-cordee-deliver.yaml"), """
                # Node of D38 → Cordée, through its procedure.
                # Questions: nobody.
                - templatedRoute:
                    routeTemplateRef: sql-procedure-deliver
                    routeId: d38-cordee-deliver
                    parameters:
                      - { name: connector, value: d38-cordee }
                      - { name: procedure, value: deposer }
                """);
        route("d38-cordee-collect", "no-such-template", "");
        try (var home = ConnectorHome.find("d38-cordee", Optional.empty(), node)) {
            var certificate = Certifier.certify(home, CLOCK, LITTLE, check -> {
            });

            assertThat(failed(certificate)).containsExactly("routes");
            assertThat(certificate.checks()).filteredOn(check -> check.verdict() == Verdict.PASSED)
                    .extracting(Check::id).contains("delivers", "delivered-content", "repeated-delivery",
                            "refused-delivery", "delivery-to-a-dead-system");
        }
    }

    @Test
    void a_broken_connector_is_told_what_is_broken() throws IOException {
        copy("mappings/solidor");
        edit("mappings/solidor/examples/alert-about-a-girl-born-in-corsica.common.json", "\"female\"", "\"male\"");
        edit("mappings/solidor/alerte.yaml", "when: { field: etat_eval, filled: true }",
                "when: { field: etat_eval, is: JAMAIS }");
        route("d35-solidor-collect", "no-such-template", "");

        var certificate = certify();

        assertThat(failed(certificate)).contains("examples-there", "code-rows", "routes");
        assertThat(details(certificate, "examples-there")).anyMatch(detail -> detail.contains("personne-1"));
        assertThat(details(certificate, "code-rows"))
                .anyMatch(detail -> detail.startsWith("codes/"));
        assertThat(details(certificate, "routes")).anyMatch(detail -> detail.contains("no-such-template"));
        assertThat(certificate.passed()).isFalse();
    }

    @Test
    void a_mapping_that_does_not_load_says_all_its_faults_and_nothing_else_is_tried() throws IOException {
        copy("mappings/solidor");
        edit("mappings/solidor/mesure.yaml", "judge: juge", "judge: jugement");
        edit("mappings/solidor/violence.yaml", "S16.protection-order", "S16.nothing");

        var certificate = certify();

        assertThat(certificate.checks()).extracting(Check::id).containsExactly("mapping");
        assertThat(details(certificate, "mapping")).hasSizeGreaterThanOrEqualTo(2);
    }

    /** A connector whose file is read while it is still being written: the template that the kit found wanting. */
    @Test
    void a_route_that_reads_too_early_or_forgets_to_archive_fails() throws IOException {
        copy("mappings/solidor");
        Files.createDirectories(node.resolve("routes/templates"));
        var template = Files.readString(Path.of("routes/templates/csv-folder-collect.yaml"));
        Files.writeString(node.resolve("routes/templates/csv-folder-collect.yaml"),
                template.replaceAll(
                        "readLock: changed\\s+readLockCheckInterval: 200\\s+readLockMinAge: 0\\s+readLockMinLength: 0",
                        "readLock: none"));
        route("d35-solidor-collect", "csv-folder-collect", "      - { name: folder, value: here }\n"
                + "      - { name: pattern, value: \"DOSSIERS_.*[.]csv\" }\n      - { name: every, value: 1000 }\n");

        assertThat(failed(certify())).containsExactly("slow-writer");
    }

    @Test
    void a_certificate_is_kept_and_read_again() throws IOException {
        route("d35-solidor-collect", "no-such-template", "");
        var certificate = certify();
        assertThat(certificate.checks()).extracting(Check::verdict).contains(Verdict.PASSED, Verdict.FAILED);

        CertificateText.keep(certificate, node.resolve("data"));

        var kept = CertificateText.latest(node.resolve("data"), "d35-solidor").orElseThrow();
        assertThat(kept.on()).isEqualTo(certificate.on());
        assertThat(kept.checks()).extracting(Check::verdict)
                .isEqualTo(certificate.checks().stream().map(Check::verdict).toList());
        assertThat(CertificateText.junit(certificate, Language.FR))
                .contains("tests=\"" + certificate.checks().size() + "\"");
        assertThat(CertificateText.summary(kept, Language.FR)).contains("d35-solidor");
        assertThat(CertificateText.latest(node.resolve("data"), "d35-other")).isEmpty();
    }

    private Certificate certify() throws IOException {
        try (var home = ConnectorHome.find("d35-solidor", Optional.empty(), node)) {
            return Certifier.certify(home, CLOCK, LITTLE, check -> {
            });
        }
    }

    private static List<String> failed(Certificate certificate) {
        return certificate.checks().stream().filter(check -> check.verdict() == Verdict.FAILED).map(Check::id).toList();
    }

    /** All that is not as it should be, in words. */
    private static List<String> told(Certificate certificate) {
        return certificate.checks().stream()
                .filter(check -> check.verdict() == Verdict.FAILED || check.verdict() == Verdict.NOT_PROVEN)
                .map(check -> CertificateText.line(check, Language.EN)).toList();
    }

    private static List<String> details(Certificate certificate, String id) {
        return certificate.checks().stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow().details()
                .stream().map(detail -> detail.english()).toList();
    }

    private void copy(String folder) throws IOException {
        Files.createDirectories(node.resolve(folder).getParent());
        FileSystemUtils.copyRecursively(Path.of(folder), node.resolve(folder));
    }

    private void edit(String file, String old, String text) throws IOException {
        var before = Files.readString(node.resolve(file));
        assertThat(before).contains(old);
        Files.writeString(node.resolve(file), before.replace(old, text));
    }

    private void route(String id, String template, String parameters) throws IOException {
        Files.createDirectories(node.resolve("routes"));
        Files.writeString(node.resolve("routes/" + id + ".yaml"), """
                # Solidor.
                # Questions: nobody.
                - templatedRoute:
                    routeTemplateRef: %s
                    routeId: %s
                    parameters:
                      - { name: connector, value: %s }
                """.formatted(template, id, id.replaceFirst("-[a-z]+$", "")) + parameters);
    }
}
