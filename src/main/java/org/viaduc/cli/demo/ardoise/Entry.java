package org.viaduc.cli.demo.ardoise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rubric filled in: texts by field, in the order of the schema; empty ones are left out. */
record Entry(Rubric rubric, Map<String, String> fields) {
    Entry {
        var kept = new LinkedHashMap<String, String>();
        for (var field : rubric.fields()) {
            var text = fields.getOrDefault(field, "");
            if (!text.isEmpty()) {
                kept.put(field, text);
            }
        }
        fields = kept;
    }

    /** The texts in the order of the rubric's fields. */
    static Entry of(Rubric rubric, String... texts) {
        var fields = new LinkedHashMap<String, String>();
        var names = rubric.fields();
        for (var index = 0; index < texts.length; index++) {
            fields.put(names.get(index), texts[index]);
        }
        return new Entry(rubric, fields);
    }

    static String xml(List<Entry> entries) {
        var xml = new StringBuilder();
        entries.forEach(entry -> entry.write(xml));
        return xml.toString();
    }

    /** The text as it may stand between tags or in quotes; characters that XML 1.0 cannot have are left out. */
    static String escaped(String text) {
        var xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                default -> {
                    if (letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF || letter == '\n' || letter == '\t') {
                        xml.appendCodePoint(letter);
                    }
                }
            }
        });
        return xml.toString();
    }

    private void write(StringBuilder xml) {
        xml.append('<').append(rubric.element()).append('>');
        fields.forEach((field, text) -> xml.append('<').append(field).append('>').append(escaped(text)).append("</")
                .append(field).append('>'));
        xml.append("</").append(rubric.element()).append('>');
    }

    @Override
    public String toString() {
        return "Entry[" + rubric.element() + "]";
    }
}
