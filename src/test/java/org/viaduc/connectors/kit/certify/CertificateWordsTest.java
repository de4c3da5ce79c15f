package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import org.viaduc.connectors.kit.certify.Check.Verdict;
import org.viaduc.mapping.MappingFaults;
import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

/** What a certificate says when much is wrong: in one language, and nothing of anybody. */
class CertificateWordsTest {
    /** Shorter values are numbers, codes and years, which a row's or a file's name may hold by chance. */
    private static final int TELLING = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"solidor", "estey", "sambre", "tddui"})
    void nothing_of_a_person_stands_in_a_certificate_however_broken_the_connector(String system) throws IOException {
        var broken = broken(system);

        var certificate = certificate(system, broken);

        assertThat(certificate.count(Verdict.FAILED)).isPositive();
        var report = report(certificate);
        var words = ofTheMapping(broken);
        certificate.checks().forEach(check -> words.addAll(List.of(check.title().toString().split("[ ,/]+"))));
        assertThat(values(system, broken)).hasSizeGreaterThan(20)
                .filteredOn(value -> !words.contains(value) && report.contains(value)).isEmpty();
    }

    @Test
    void a_report_is_in_one_language() throws IOException {
        var certificate = certificate("solidor", broken("solidor"));

        var french = told(certificate, Language.FR);
        var english = told(certificate, Language.EN);
        assertThat(french).contains("est différente", "ÉCHOUÉ").doesNotContain(" / ", "is different", "FAILED");
        assertThat(english).contains("is different", "FAILED").doesNotContain(" / ", "est différente", "ÉCHOUÉ");
        assertThat(CertificateText.junit(certificate, Language.FR)).doesNotContain("is different");
    }

    @Test
    void a_mapping_that_does_not_load_is_named_so_in_the_last_line() {
        var certificate = new Certificate("d35-solidor", "solidor", "", "", Instant.EPOCH, List.of());

        assertThat(CertificateText.summary(certificate, Language.EN)).endsWith("; the mapping does not load.");
        assertThat(CertificateText.summary(certificate, Language.FR))
                .endsWith(" ; les correspondances ne se chargent pas.");
    }

    @ParameterizedTest
    @CsvSource({"solidor, applicant-born-abroad-with-contract-and-debt.local.csv, ;([12]\\d{14}), "
            + "readable-numbers, its length or its key is wrong",
            "sambre, woman-with-leefloon-and-mediation-of-debts.local.txt, (91060900034), examples-read, niss"})
    void an_example_whose_number_cannot_be_read_fails(String system, String file, String pattern, String check,
            String reason) throws IOException {
        copy(system);
        var example = folder.resolve(system).resolve("examples").resolve(file);
        var whole = new String(Files.readAllBytes(example), StandardCharsets.ISO_8859_1);
        var number = Pattern.compile(pattern).matcher(whole).results().map(found -> found.group(1)).findFirst()
                .orElseThrow();
        Files.write(example, whole.replace(number, number.substring(0, number.length() - 1)
                + (number.endsWith("9") ? "8" : "9")).getBytes(StandardCharsets.ISO_8859_1));

        var said = details(certificate(system, folder.resolve(system)), check);

        assertThat(said).isNotEmpty().anyMatch(each -> each.contains(reason));
        assertThat(said).noneMatch(each -> each.contains(number.substring(0, 8)));
    }

    private void copy(String system) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("mappings", system), folder.resolve(system));
    }

    /** Examples that expect nothing, days that are written otherwise, and a code table whose words are all others. */
    private Path broken(String system) throws IOException {
        copy(system);
        var copy = folder.resolve(system);
        for (var file : files(copy.resolve("examples"))) {
            if (file.toString().endsWith(".common.json")) {
                Files.writeString(file, Files.readString(file).replace("19", "18").replace("20", "21"));
            }
        }
        var description = copy.resolve("system.yaml");
        Files.writeString(description, Files.readString(description).replaceFirst("formats: \\{ date: [^,]+,",
                "formats: { date: ddMMyyyy,"));
        return copy;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Certificate certificate(String system, Path mappings) throws IOException {
        var trying = new Trying(check -> {
        });
        try {
            var subject = Subject.of(system, mappings);
            new MappingChecks(subject).run(trying);
            new FileChecks(subject, CertifierTest.LITTLE).run(trying);
        } catch (MappingFaults e) {
            trying.tryOut("mapping", "", "", faults -> e.faults()
                    .forEach(fault -> faults.add(fault.toString(), fault.toString())));
        }
        return new Certificate("d00-" + system, system, "2026-11-01", "", Instant.EPOCH, trying.checks());
    }

    private static List<String> details(Certificate certificate, String id) {
        return certificate.checks().stream().filter(check -> check.id().equals(id))
                .flatMap(check -> check.details().stream()).map(detail -> detail.english()).toList();
    }

    private static String told(Certificate certificate, Language language) {
        return certificate.checks().stream().map(check -> CertificateText.line(check, language))
                .collect(Collectors.joining("\n")) + "\n" + CertificateText.summary(certificate, language);
    }

    private static String report(Certificate certificate) {
        return String.join("\n", told(certificate, Language.FR), told(certificate, Language.EN),
                CertificateText.json(certificate), CertificateText.junit(certificate, Language.FR),
                CertificateText.junit(certificate, Language.EN));
    }

    /** Whatever stands in a field of an example. */
    private static Set<String> values(String system, Path mappings) throws IOException {
        return Subject.of(system, mappings).examples().values().stream()
                .flatMap(record -> record.rows().stream())
                .flatMap(row -> row.fields().values().stream()).map(String::strip)
                .filter(value -> value.length() >= TELLING).collect(Collectors.toSet());
    }

    /** Words of code tables and of the mapping itself, which are nobody's. */
    private static Set<String> ofTheMapping(Path mappings) throws IOException {
        var found = new HashSet<String>();
        for (var file : files(mappings.resolve("codes"))) {
            Files.readAllLines(file).forEach(line -> found.addAll(List.of(line.split(";", -1))));
        }
        for (var file : files(mappings)) {
            if (Files.isRegularFile(file)) {
                found.addAll(List.of(Files.readString(file).split("[\\s,:{}\\[\\]\"]+")));
            }
        }
        return found;
    }
}
