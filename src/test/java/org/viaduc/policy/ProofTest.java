package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The packed book keeps every law; a book that breaks one does not load, and the message says which and how. */
class ProofTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/policy"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void the_packed_book_keeps_every_law_and_its_digest_is_recorded() {
        var report = Proof.of(RuleBook.bundled());
        assertThat(report.breach().map(CounterExample::message)).isEmpty();
        assertThat(report.size()).isGreaterThan(10_000_000);
        assertThat(report.time()).isLessThan(Duration.ofMinutes(2));
        assertThat(ProvenBooks.all()).as("src/main/resources/policy/proven.txt records the proven digest")
                .contains(report.book().hex());
    }

    @ParameterizedTest(name = "{0}: {2} breaks {3}")
    @CsvSource(delimiter = '|', value = {
            "book.yaml | kinds: [S17] | kinds: [S18] | notes-and-origins | S17",
            "book.yaml | kinds: [S18] | kinds: [S17] | notes-and-origins | S18",
            "book.yaml | address: [S02] | address: [S02.contact] | protected-address | S02 address",
            "categories.yaml | confidence: [] | confidence: [text] | mask | S14.confidence",
            "categories.yaml | address: [] | address: [address.city] | mask | S02.address",
            "rsa.yaml | passages: | 'passages:⏎  - {from: [PCD-DEL], to: [REF-RSA], bound-for: [RSA], release: [S13]}' | denial | health-obstacle",
            "ase-ip.yaml | 'except: [S10.other-document]⏎    mask: [S07, S16.protection-order]' | 'with: [S01.identity, S07]' | medical | S07",
            "mdph.yaml | 'to: [MED-EPE]' | 'to: [MED-EPE, EPE]' | medical | EPE",
            "secret-partage.yaml | PSY, AM-AF | PSY, FT-CONS, AM-AF | bound-recipient | FT-CONS",
            "pmi.yaml | bound-for: [PMI] | bound-for: [] | bound-recipient | sans mission",
            "rsa.yaml | in-host-department: true | in-host-department: false | unknown | D85",
            "break-glass.yaml | is: emergency | 'is: any-of⏎    facts: [written-agreement]' | consent-alone | written-agreement",
            "mdph.yaml | facts: [person-request, favourable-decision] | facts: [rgs-attestation] | legal-basis | voie mdph",
            "ase-ip.yaml | is: informed | is: address | legal-basis | ip-under-evaluation",
            "ase-judicial.yaml | facts: [judge-released] | facts: [judicial-measure] | legal-basis | judicial-measure",
            "rsa.yaml | trigger: [family-moved] | trigger: [family-moved, agreement-refused] | less-agreement | agreement-refused",
            "person-access.yaml | until: ip-closed | until: opposition | less-agreement | opposition",
            "break-glass.yaml | S03.parental-authority, | 'S03.parental-authority, S02,' | minimum-in-emergency | S02",
            "book.yaml | guards: [S10, S11] | guards: [S10] | attestation | S11",
            "ase-ip.yaml | ase: true | 'ase: true⏎transport: false' | attestation | S10",
            "secret-partage.yaml | ends: french | ends: any | border | BE-LIEGE"})
    void a_book_that_breaks_a_law_does_not_load(String file, String what, String otherwise, String law, String told)
            throws IOException {
        change(file, what, otherwise);
        assertThatThrownBy(() -> RuleBook.load(folder)).isInstanceOf(RuleBookFaults.class)
                .hasMessageContaining("le recueil enfreint la loi `" + law + "`")
                .hasMessageContaining("the book breaks the law `" + law + "`").hasMessageContaining(told);
    }

    private void change(String file, String what, String otherwise) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        var lines = what.replace("⏎", "\n");
        assertThat(text).contains(lines);
        Files.writeString(path, text.replace(lines, otherwise.replace("⏎", "\n")));
    }
}
