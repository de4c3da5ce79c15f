package org.viaduc.mapping.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.viaduc.mapping.Fixture;
import org.viaduc.model.Attachment;
import org.viaduc.model.Kind;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;

class XmlFormatTest {
    private static final String PDF = Base64.getMimeEncoder()
            .encodeToString("%PDF-1.4 inventé, pas vrai du tout, mais assez long pour deux lignes de Base64"
                    .getBytes(StandardCharsets.UTF_8));
    private static final String DOSSIER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <f:fiche xmlns:f="urn:fiche:v1" id="7" change="2026-11-01">
              <f:titulaire><f:nom>Bâ &amp; fils</f:nom><f:prenoms>Awa</f:prenoms></f:titulaire>
              <f:lieu><f:adresse><f:rue>1, place du Marché</f:rue><f:ville>Nantes</f:ville></f:adresse></f:lieu>
              <f:memo><f:texte>personne ne lit ceci</f:texte></f:memo>
              <f:piece><f:titre>Bulletin</f:titre><f:format>PDF</f:format><f:contenu>%s</f:contenu></f:piece>
            </f:fiche>
            """.formatted(PDF);

    @Test
    void a_dossier_becomes_a_record_whose_leaves_are_fields() throws IOException {
        var batch = read(DOSSIER);

        assertThat(batch.faults()).isEmpty();
        var record = batch.records().getFirst();
        assertThat(record.localId()).isEqualTo("7");
        assertThat(record.rows()).extracting(LocalRow::type).containsExactly("titulaire", "lieu", "piece");
        assertThat(record.rows().getFirst().fields()).containsEntry("nom", "Bâ & fils").containsEntry("@id", "7");
        assertThat(record.rows().get(1).fields()).containsEntry("adresse.ville", "Nantes");
        assertThat(record.rows().get(1).line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-15", "windows-1252", "UTF-8", "UTF-16"})
    void it_is_read_in_the_charset_that_it_declares(String charset) throws IOException {
        var file = DOSSIER.replace("UTF-8", charset).replace("Nantes", "Saint-Cœur");

        assertThat(read(file.getBytes(charset)).records().getFirst().rows().get(1).fields())
                .containsEntry("adresse.ville", "Saint-Cœur");
    }

    @Test
    void a_charset_that_it_declares_and_is_not_written_in_is_said_and_nothing_garbled_is_read() throws IOException {
        var said = DOSSIER.replace("UTF-8", "ISO-8859-15");

        assertThat(read(said.getBytes(StandardCharsets.UTF_8)).faults()).extracting(Fault::reason)
                .containsExactly("the file is written in UTF-8 and says ISO-8859-15: nothing of it is read");
        assertThat(read(DOSSIER.getBytes("windows-1252")).faults()).extracting(Fault::reason)
                .containsExactly("no well-formed XML");
        assertThat(read(DOSSIER.replace("UTF-8", "klingon").getBytes(StandardCharsets.UTF_8)).faults())
                .extracting(Fault::reason).containsExactly("no well-formed XML");
        assertThat(read(said.getBytes(StandardCharsets.UTF_8)).records()).isEmpty();
    }

    @Test
    void a_document_becomes_an_attachment_that_follows_its_piece() throws IOException {
        var record = read(DOSSIER).records().getFirst();
        assertThat(record.attachments()).singleElement().extracting(Attachment::mediaType).isEqualTo("application/pdf");

        var piece = Fixture.TRANSLATOR.translate(record).record().of(Kind.DOCUMENT).findFirst().orElseThrow();

        assertThat(piece.attachments()).containsExactlyElementsOf(record.attachments());
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var record = read(DOSSIER).records().getFirst();
        var back = Fixture.TRANSLATOR.back(Fixture.TRANSLATOR.translate(record).record(), "fiche");

        var again = read(new XmlFormat(Fixture.BOOK.system("fiche")).write(back));

        assertThat(again.faults()).isEmpty();
        assertThat(again.records().getFirst().rows().stream().map(LocalRow::fields).toList())
                .isEqualTo(back.rows().stream().map(LocalRow::fields).toList());
        assertThat(again.records().getFirst().attachments().getFirst().digest())
                .isEqualTo(record.attachments().getFirst().digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE fiche [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
            "<!DOCTYPE fiche [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
            "<!DOCTYPE fiche SYSTEM \"http://127.0.0.1:9/x.dtd\">",
            "<!DOCTYPE fiche [<!ENTITY % a SYSTEM \"file:///etc/hostname\"> %a;]>"})
    void document_types_and_entities_are_refused(String doctype) throws IOException {
        var batch = read(
                doctype + "<fiche xmlns=\"urn:fiche:v1\" id=\"7\"><titulaire><nom>&c;&a;</nom></titulaire></fiche>");

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults())
                .containsExactly(new Fault("call:1", "document type declarations and entities are refused"));
    }

    @Test
    void an_entity_without_a_declaration_is_refused() throws IOException {
        var batch = read("<fiche xmlns=\"urn:fiche:v1\" id=\"7\"><titulaire><nom>&passwd;</nom></titulaire></fiche>");

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).hasSize(1);
    }

    @Test
    void an_external_entity_reads_no_file(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "open sesame");

        var batch = read("<!DOCTYPE f [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + DOSSIER.substring(DOSSIER.indexOf("<f:")));

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults().toString()).doesNotContain("sesame");
    }

    @Test
    void what_is_too_deep_is_refused_with_its_line() throws IOException {
        var batch = read("<fiche xmlns=\"urn:fiche:v1\">\n<lieu>" + "<a>".repeat(100_000) + "x");

        assertThat(batch.faults()).containsExactly(new Fault("call:2", "elements stand deeper than 16"));
    }

    @Test
    void what_never_ends_is_refused() throws IOException {
        var endless = new InputStream() {
            private final byte[] start = "<fiche xmlns=\"urn:fiche:v1\"><lieu><rue>"
                    .getBytes(StandardCharsets.US_ASCII);
            private int at;

            @Override
            public int read() {
                return at < start.length ? start[at++] : 'x';
            }
        };

        var batch = new XmlFormat(Fixture.BOOK.system("fiche")).read(endless, "call");

        assertThat(batch.faults()).containsExactly(new Fault("call:1", "a text is longer than 1048576 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<fiche xmlns='urn:fiche:v2'/>", "<autre xmlns='urn:fiche:v1'/>",
            "<fiche xmlns='urn:fiche:v1'/>",
            "<fiche xmlns='urn:fiche:v1'><titulaire/><titulaire/></fiche>", "no xml at all", "",
            "<fiche xmlns='urn:fiche:v1'><titulaire><nom>Secret</nom><nom>Secret</nom></titulaire></fiche>",
            "<fiche xmlns='urn:fiche:v1'><titulaire>Secret<nom>x</nom></titulaire></fiche>",
            "<fiche xmlns='urn:fiche:v1'><titulaire/><piece><contenu>!Secret!</contenu></piece></fiche>",
            "<fiche xmlns='urn:fiche:v1'><titulaire><nom>Secret</nam></titulaire></fiche>"})
    void what_is_no_dossier_is_a_fault_that_repeats_nothing_of_it(String text) throws IOException {
        var batch = read(text);

        assertThat(batch.records()).isEmpty();
        assertThat(batch.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo("call:1");
            assertThat(fault.reason()).doesNotContain("Secret");
        });
    }

    @Test
    void an_unknown_element_is_counted_in_the_ledger() throws IOException {
        var record = read("<fiche xmlns='urn:fiche:v1' id='7'><titulaire><nom>x</nom><surnom>y</surnom></titulaire>"
                + "<gadget><a>1</a></gadget></fiche>").records().getFirst();

        assertThat(Fixture.TRANSLATOR.translate(record).ledger().lines())
                .anyMatch(line -> line.field().equals("surnom") && line.reason().equals("unknown-field"))
                .anyMatch(line -> line.row().equals("gadget") && line.reason().equals("unknown-row"));
    }

    private static LocalBatch read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LocalBatch read(byte[] bytes) throws IOException {
        return new XmlFormat(Fixture.BOOK.system("fiche")).read(new ByteArrayInputStream(bytes), "call");
    }
}
