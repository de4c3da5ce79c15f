package org.viaduc.exchange.paper;

import java.io.IOException;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/** The pages of a document (A4) as they fill from top to bottom. Lengths are in points, heights are counted from the foot of a page. */
final class Flow {
    static final float LEFT = 57;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 57;
    private static final float FOOT = 62;
    private static final float FOOTER = 34;

    private final PDDocument document;
    private final Lettering letters;
    private final Tags tags;
    private PDPage page;
    private PDPageContentStream out;
    private float height;

    Flow(PDDocument document, Lettering letters, Tags tags) throws IOException {
        this.document = document;
        this.letters = letters;
        this.tags = tags;
        turn();
    }

    /** Begins a page. */
    void turn() throws IOException {
        end();
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        tags.begin(page);
        out = new PDPageContentStream(document, page);
        height = TOP;
    }

    void end() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    PDPage page() {
        return page;
    }

    /** Where the next line begins. */
    float height() {
        return height;
    }

    void down(float by) {
        height -= by;
    }

    boolean hasRoom(float wanted) {
        return height - wanted >= FOOT;
    }

    /** Whether a page that is empty would have it. */
    static boolean fitsPage(float wanted) {
        return TOP - wanted >= FOOT;
    }

    /** Writes a text as part of an element, its upper edge at the height that was reached. */
    void text(PDStructureElement element, String text, float size, float left) throws IOException {
        out.beginMarkedContent(COSName.getPDFName(element.getStructureType()), tags.mark(element, page));
        show(out, text, size, left, height - size);
        out.endMarkedContent();
    }

    /** The same, but for the eye only: what is repeated is not read aloud again. */
    void repeated(String text, float size, float left) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        show(out, text, size, left, height - size);
        out.endMarkedContent();
    }

    /** A grey field of that height, from the height that was reached downwards. */
    void field(float high) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        out.saveGraphicsState();
        out.setNonStrokingColor(0.92f);
        out.addRect(LEFT - 3, height - high, WIDTH + 6, high);
        out.fill();
        out.restoreGraphicsState();
        out.endMarkedContent();
    }

    /** A line over the whole width. */
    void rule() throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        out.saveGraphicsState();
        out.setStrokingColor(0.6f);
        out.setLineWidth(0.5f);
        out.moveTo(LEFT - 3, height);
        out.lineTo(LEFT + WIDTH + 3, height);
        out.stroke();
        out.restoreGraphicsState();
        out.endMarkedContent();
    }

    /** Writes under each page which one it is. */
    void number(String title) throws IOException {
        var all = document.getNumberOfPages();
        for (var at = 0; at < all; at++) {
            try (var foot = new PDPageContentStream(document, document.getPage(at), AppendMode.APPEND, true, true)) {
                var number = (at + 1) + " / " + all;
                foot.beginMarkedContent(COSName.ARTIFACT);
                show(foot, title, 8, LEFT, FOOTER);
                show(foot, number, 8, LEFT + WIDTH - letters.width(number, 8), FOOTER);
                foot.endMarkedContent();
            }
        }
    }

    private void show(PDPageContentStream to, String text, float size, float left, float base) throws IOException {
        to.beginText();
        to.setFont(letters.font(), size);
        to.newLineAtOffset(left, base);
        to.showText(text);
        to.endText();
    }
}
