package org.viaduc.exchange.paper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

import org.viaduc.model.Language;

/** A document that is written from its title to its end, then taken as bytes once. */
public final class Paper implements AutoCloseable {
    private static final float TITLE = 14;
    private static final float HEADING = 11.5f;
    private static final float BODY = 9.5f;

    private final PDDocument document = new PDDocument();
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final Tags tags = new Tags();
    private final String title;
    private final Lettering letters;
    private final Flow flow;

    /** @param now what the document says of when it was made */
    public Paper(String title, Language language, Instant now) {
        this.title = title;
        var about = document.getDocumentInformation();
        about.setTitle(title);
        about.setProducer("Viaduc");
        about.setCreationDate(GregorianCalendar.from(now.atZone(ZoneOffset.UTC)));
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(language.pick("fr-FR", "en-GB"));
        catalog.setPageMode(PageMode.USE_OUTLINES);
        var view = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
        view.setDisplayDocTitle(true);
        catalog.setViewerPreferences(view);
        catalog.setDocumentOutline(outline);
        try {
            this.letters = new Lettering(document);
            this.flow = new Flow(document, letters, tags);
            block(StandardStructureTypes.H1, title, TITLE, 0);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A heading under the title; it has a bookmark. */
    public void heading(String text) {
        try {
            if (!flow.hasRoom(5 * HEADING)) {
                flow.turn();
            }
            var to = new PDPageXYZDestination();
            to.setPage(flow.page());
            to.setTop((int) flow.height());
            var mark = new PDOutlineItem();
            mark.setTitle(text);
            mark.setDestination(to);
            outline.addLast(mark);
            block(StandardStructureTypes.H2, text, HEADING, 14);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    public void paragraph(String text) {
        try {
            block(StandardStructureTypes.P, text, BODY, 5);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** What is said with one word before each: the word is the head of its row. */
    public void facts(List<List<String>> rows) {
        table(List.of(), rows);
    }

    /** @param rows one or more, each with a cell for each of the columns */
    public void table(List<String> columns, List<List<String>> rows) {
        try {
            flow.down(6);
            new Grid(flow, letters, tags, columns, rows).write(rows);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Puts a file into the document, for programs that read what people read on its pages. */
    public void attach(String name, String mediaType, String description, byte[] content) {
        try {
            var file = new PDEmbeddedFile(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE);
            file.setSubtype(mediaType);
            file.setSize(content.length);
            var named = new PDComplexFileSpecification();
            named.setFile(name);
            named.setFileUnicode(name);
            named.setFileDescription(description);
            named.setEmbeddedFile(file);
            named.setEmbeddedFileUnicode(file);
            var files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of(name, named));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The whole document, with the number of each page under it. */
    public byte[] bytes() {
        try {
            flow.end();
            flow.number(letters.writable(title));
            tags.into(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void block(String type, String text, float size, float before) throws IOException {
        var element = tags.add(type);
        flow.down(before);
        for (var line : letters.lines(text, size, Flow.WIDTH)) {
            if (!flow.hasRoom(size * 1.35f)) {
                flow.turn();
            }
            flow.text(element, line, size, Flow.LEFT);
            flow.down(size * 1.35f);
        }
    }

    private static UncheckedIOException broken(IOException e) {
        return new UncheckedIOException("a document cannot be written", e);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }
}
