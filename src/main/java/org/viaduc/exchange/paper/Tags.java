package org.viaduc.exchange.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** What each part of a document is, in the order of reading (ISO 32000-1, 14.7 and 14.8). */
final class Tags {
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement document = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
    private final List<COSArray> byPage = new ArrayList<>();

    Tags() {
        root.appendKid(document);
    }

    /** @param type as {@code H1}, {@code P}, {@code Table} */
    PDStructureElement add(String type) {
        return add(document, type);
    }

    PDStructureElement add(PDStructureElement parent, String type) {
        var element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** From now on, content is marked on this page. */
    void begin(PDPage page) {
        page.setStructParents(byPage.size());
        byPage.add(new COSArray());
    }

    /** What is written next on the page is of that element. @return the number to mark it with */
    int mark(PDStructureElement element, PDPage page) {
        var elements = byPage.get(page.getStructParents());
        var reference = new PDMarkedContentReference();
        reference.setPage(page);
        reference.setMCID(elements.size());
        element.appendKid(reference);
        elements.add(element);
        return reference.getMCID();
    }

    void into(PDDocument whole) {
        var parents = new TreeMap<Integer, COSObjectable>();
        for (var page = 0; page < byPage.size(); page++) {
            parents.put(page, new PDParentTreeValue(byPage.get(page)));
        }
        var tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(byPage.size());
        var catalog = whole.getDocumentCatalog();
        catalog.setStructureTreeRoot(root);
        var marks = new PDMarkInfo();
        marks.setMarked(true);
        catalog.setMarkInfo(marks);
    }
}
