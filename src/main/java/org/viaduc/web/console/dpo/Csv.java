package org.viaduc.web.console.dpo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A register as a file that a spreadsheet opens: RFC 4180 with semicolons, as French ones expect, in UTF-8 with its mark. */
record Csv(List<String> head, List<List<String>> rows) {
    private static final String MARK = "\uFEFF";

    private String text() {
        return MARK + line(head) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(";", "", "\r\n"));
    }

    /** What a spreadsheet would take for a formula is text. */
    private static String cell(String text) {
        var plain = text.matches("(?s)[=+@\\-\t\r].*") ? "'" + text : text;
        return plain.matches("(?s).*[;\"\r\n].*") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }

    /** To be taken away under that name. */
    ResponseEntity<byte[]> as(String name) {
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(text().getBytes(StandardCharsets.UTF_8));
    }
}
