package org.viaduc.cli.demo.population;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A PDF of one page with invented lines; the same lines make the same bytes. */
public final class PaperReport {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private PaperReport() {
    }

    public static byte[] pdf(List<String> lines) {
        var text = new StringBuilder("BT /F1 11 Tf 60 780 Td 16 TL\n");
        lines.forEach(line -> text.append('(').append(escaped(line)).append(") Tj T*\n"));
        return document(text.append("ET").toString());
    }

    private static byte[] document(String text) {
        var objects = List.of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                "<</Length " + text.getBytes(WINDOWS).length + ">>stream\n" + text + "\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        var out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.4\n".getBytes(WINDOWS));
        var places = new ArrayList<Integer>();
        for (var index = 0; index < objects.size(); index++) {
            places.add(out.size());
            out.writeBytes(((index + 1) + " 0 obj" + objects.get(index) + "endobj\n").getBytes(WINDOWS));
        }
        var table = out.size();
        out.writeBytes(("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n").getBytes(WINDOWS));
        places.forEach(place -> out.writeBytes("%010d 00000 n \n".formatted(place).getBytes(WINDOWS)));
        out.writeBytes(("trailer<</Size " + (objects.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n")
                .getBytes(WINDOWS));
        return out.toByteArray();
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }
}
