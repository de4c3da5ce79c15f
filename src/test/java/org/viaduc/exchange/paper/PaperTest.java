package org.viaduc.exchange.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import org.viaduc.model.Language;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written on paper can be read from it, by eye, aloud and by program. */
class PaperTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String WORDS = "Élève à l’œuvre, 1 234,56 €, ça n’a rien d’extraordinaire : « Łódź »";

    @Test
    void letters_of_every_neighbour_come_out_as_they_went_in() throws IOException {
        assertThat(text(paper -> paper.paragraph(WORDS))).contains(WORDS);
    }

    @Test
    void a_letter_that_the_font_lacks_is_told_by_its_code_point() throws IOException {
        assertThat(text(paper -> paper.paragraph("vu 😀\tle 北\n\nfin"))).contains("vu [U+1F600] le [U+5317]", "fin");
    }

    @Test
    void what_is_longer_than_a_line_or_a_page_goes_on_and_loses_nothing() throws IOException {
        var digest = "0123456789abcdef".repeat(40);
        var rows = IntStream.range(0, 90).mapToObj(at -> List.of("ligne-" + at, "mot ".repeat(at % 7 * 12), digest))
                .toList();

        var paper = read(each -> each.table(List.of("Ligne", "Mots", "Empreinte"), rows));

        try (paper) {
            var whole = new PDFTextStripper().getText(paper);
            IntStream.range(0, 90).forEach(at -> assertThat(whole).contains("ligne-" + at));
            assertThat(whole.chars().filter(letter -> letter == 'f').count()).isGreaterThanOrEqualTo(90 * 40);
            assertThat(paper.getNumberOfPages()).isGreaterThan(5);
            assertThat(whole).contains("1 / " + paper.getNumberOfPages(),
                    paper.getNumberOfPages() + " / " + paper.getNumberOfPages());
            for (var page = 1; page <= paper.getNumberOfPages(); page++) {
                var one = new PDFTextStripper();
                one.setStartPage(page);
                one.setEndPage(page);
                assertThat(one.getText(paper)).as("the head of the table on page " + page).contains("Empreinte");
            }
        }
    }

    @Test
    void it_says_its_title_and_language_and_bears_its_font_and_bookmarks() throws IOException {
        try (var paper = read(each -> each.heading("Échanges"))) {
            var catalog = paper.getDocumentCatalog();
            assertThat(paper.getDocumentInformation().getTitle()).isEqualTo("Rapport d’audit");
            assertThat(catalog.getLanguage()).isEqualTo("fr-FR");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(catalog.getDocumentOutline().getFirstChild().getTitle()).isEqualTo("Échanges");
            for (var name : paper.getPage(0).getResources().getFontNames()) {
                assertThat(paper.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
            }
        }
    }

    @Test
    void every_part_is_tagged_as_what_it_is_in_the_order_of_reading() throws IOException {
        try (var paper = read(each -> {
            each.heading("Destinataires");
            each.table(List.of("Département", "Nombre"), List.of(List.of("D44", "3")));
            each.facts(List.of(List.of("Période", "novembre")));
        })) {
            assertThat(paper.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(types(paper.getDocumentCatalog().getStructureTreeRoot())).containsExactly("Document", "H1", "H2",
                    "Table", "TR", "TH", "TH", "TR", "TD", "TD", "Table", "TR", "TH", "TD");
            var content = new String(paper.getPage(0).getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(content.split(" BDC", -1)).as("each line is of one element").hasSize(1 + 8);
            assertThat(paper.getPage(0).getStructParents()).isZero();
            assertThat(paper.getDocumentCatalog().getStructureTreeRoot().getParentTree().getNumbers()).hasSize(1);
        }
    }

    @Test
    void a_file_stands_in_it_as_it_was() throws IOException {
        var content = "{\"é\":1}".getBytes(StandardCharsets.UTF_8);

        try (var paper = read(each -> each.attach("rapport.json", "application/json", "Le même", content))) {
            var file = paper.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().get("rapport.json");
            assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(content);
            assertThat(file.getEmbeddedFile().getSubtype()).isEqualTo("application/json");
        }
    }

    private static List<String> types(PDStructureNode node) {
        var types = new ArrayList<String>();
        for (var kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                types.add(element.getCOSObject().getNameAsString(COSName.S));
                types.addAll(types(element));
            }
        }
        return types;
    }

    @FunctionalInterface
    private interface Writing {
        void on(Paper paper);
    }

    private static PDDocument read(Writing writing) throws IOException {
        try (var paper = new Paper("Rapport d’audit", Language.FR, NOW)) {
            writing.on(paper);
            return Loader.loadPDF(paper.bytes());
        }
    }

    private static String text(Writing writing) throws IOException {
        try (var paper = read(writing)) {
            return new PDFTextStripper().getText(paper);
        }
    }
}
