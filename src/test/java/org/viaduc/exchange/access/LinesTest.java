package org.viaduc.exchange.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Piece;
import org.viaduc.model.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a piece reads on the page, tried on the files that the two systems' examples show. */
class LinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MappingBook MAPPINGS = MappingBook.bundled();

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_element_that_the_two_systems_write_has_a_name_that_a_person_understands(Language language)
            throws IOException {
        for (var piece : pieces()) {
            assertThat(Lines.of(piece, language, MAPPINGS::word)).as(piece.toString()).isNotEmpty().allSatisfy(line -> {
                assertThat(line.label()).doesNotStartWith("(");
                assertThat(line.value()).isNotBlank().doesNotContain("urn:", "http");
            });
        }
    }

    @Test
    void an_alert_reads_as_its_parts_in_words() throws IOException {
        assertThat(read(piece(Kind.IP), Language.FR)).startsWith("Numéro: CRIP44-26-2203", "Reçue le: 5 octobre 2026",
                "Qualification: Risque de danger").contains("Personne qui a alerté: M. Pineau",
                        "Lien de la personne qui a alerté: voisin");
    }

    @Test
    void a_measure_reads_in_both_languages() throws IOException {
        var measure = piece(Kind.ASE_DECISION);

        assertThat(read(measure, Language.FR)).contains("Mesure: Aide éducative à domicile renforcée",
                "Période: du 1er septembre 2025 au 31 août 2026", "Statut: en cours",
                "Service chargé: Service éducatif Sud-Loire");
        assertThat(read(measure, Language.EN)).contains("Measure: reinforced support at home",
                "Period: from 1 September 2025 to 31 August 2026", "Status: active");
    }

    @Test
    void an_amount_reads_as_money() {
        var income = Resource.a("Observation").set("status", "final")
                .set("code.coding[0].system", "https://viaduc.org/fhir/CodeSystem/income")
                .set("code.coding[0].code", "salary").set("valueQuantity.code", "EUR")
                .set(org.viaduc.model.FieldPath.of("valueQuantity.value"), new java.math.BigDecimal("1234.5")).build();

        assertThat(read(new Piece("p", Kind.INCOME, income, Set.of()), Language.FR))
                .map(line -> line.replaceAll("\\h", " ")).containsExactly("Nature: Salaire", "Montant: 1 234,50 €");
    }

    @Test
    void spans_read_as_people_say_them() {
        var plainly = new Plainly(Language.FR);

        assertThat(plainly.period("2026-03-07", "", "")).isEqualTo("depuis le 7 mars 2026");
        assertThat(plainly.period("", "2026-03-07", "")).isEqualTo("jusqu'au 7 mars 2026");
        assertThat(plainly.period("2026-10", "", "")).isEqualTo("octobre 2026");
        assertThat(plainly.period("", "", " (« octobre » dans le dossier)"))
                .isEqualTo(" (« octobre » dans le dossier)");
        assertThat(plainly.day("2026-02-31")).isEqualTo("2026-02-31");
        assertThat(plainly.day("2026-10-01T08:05:00Z")).isEqualTo("1 octobre 2026 à 08:05");
    }

    @Test
    void what_is_left_of_a_masked_piece_still_has_its_words() {
        var masked = Resource.a("RelatedPerson")
                .set("relationship[0].coding[0].system", "https://viaduc.org/fhir/CodeSystem/household-role")
                .set("relationship[0].coding[0].code", "sibling").build();

        assertThat(read(new Piece("p", Kind.HOUSEHOLD, masked, Set.of()), Language.FR))
                .containsExactly("Lien: Frère ou sœur");
    }

    @Test
    void an_original_that_no_table_knows_stands_beside_what_was_understood() {
        var right = Resource.a("Coverage").set("status", "active")
                .set("_status.extension(url=urn:viaduc:original:solidor).valueString", "GELE").set("type.text", "RSAM")
                .build();

        assertThat(read(new Piece("p", Kind.BENEFIT_DECISION, right, Set.of()), Language.FR))
                .containsExactly("Statut: en cours (« GELE » dans le dossier)", "Prestation: RSAM");
    }

    @Test
    void an_element_that_nobody_foresaw_is_shown_under_its_own_name() {
        var odd = Resource.a("Observation").set("bodySite.text", "main gauche").set("valueInteger", "7").build();

        assertThat(read(new Piece("p", Kind.GIR, odd, Set.of()), Language.FR))
                .containsExactly("(bodySite.text): main gauche", "(valueInteger): 7");
    }

    private static List<String> read(Piece piece, Language language) {
        return Lines.of(piece, language, MAPPINGS::word).stream().map(line -> line.label() + ": " + line.value())
                .toList();
    }

    private static Piece piece(Kind kind) throws IOException {
        return pieces().stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    }

    private static List<Piece> pieces() throws IOException {
        var pieces = new ArrayList<Piece>();
        for (var system : List.of("ardoise", "solidor")) {
            try (Stream<Path> files = Files.list(Path.of("mappings", system, "examples")).sorted()) {
                for (var file : files.filter(each -> each.toString().endsWith(".common.json")).toList()) {
                    for (var piece : JSON.readTree(file.toFile()).path("pieces")) {
                        pieces.add(new Piece(piece.path("id").asText(), Kind.of(piece.path("kind").asText()),
                                Resource.of((ObjectNode) piece.path("resource")), Set.of()));
                    }
                }
            }
        }
        return pieces;
    }
}
