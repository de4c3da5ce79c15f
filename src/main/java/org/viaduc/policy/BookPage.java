package org.viaduc.policy;

import java.util.List;
import java.util.Optional;

import org.viaduc.model.Language;
import org.viaduc.model.Track;

/** The rule book as a page that a lawyer reviews: Markdown, or HTML for print. French first. */
public final class BookPage {
    private final RuleBook book;
    private final Language language;
    private final Optional<ProofReport> report;

    public BookPage(RuleBook book, Language language) {
        this(book, language, Optional.empty());
    }

    /** @param report shown with the laws, where the book has been proven */
    public BookPage(RuleBook book, Language language, Optional<ProofReport> report) {
        this.book = book;
        this.language = language;
        this.report = report;
    }

    /** One table of the page. */
    public record Table(String title, List<String> head, List<List<String>> rows) {}

    public String markdown() {
        var out = new StringBuilder("# ").append(title()).append("\n\n").append(intro()).append('\n');
        for (var table : tables()) {
            out.append("\n## ").append(table.title()).append("\n\n");
            line(out, table.head());
            line(out, table.head().stream().map(cell -> "---").toList());
            table.rows().forEach(row -> line(out, row));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        cells.forEach(cell -> out.append("| ").append(cell.replace("|", "\\|").replace("\n", "<br>")).append(' '));
        out.append("|\n");
    }

    public String html() {
        var out = new StringBuilder("<!doctype html>\n<html lang=\"").append(language.pick("fr", "en"))
                .append("\"><head><meta charset=\"utf-8\"><title>").append(escaped(title())).append("</title><style>")
                .append("body{font:11pt/1.4 serif;max-width:75em;margin:2em auto;padding:0 1em}")
                .append("table{border-collapse:collapse;width:100%;margin:1em 0}")
                .append("td,th{border:1px solid #888;padding:.3em .5em;vertical-align:top;text-align:left}")
                .append("th{background:#eee}@page{size:A4 landscape;margin:12mm}")
                .append("@media print{body{font-size:8pt;margin:0;max-width:none}tr{break-inside:avoid}h2{break-after:avoid}")
                .append("thead{display:table-header-group}}")
                .append("</style></head><body>\n<h1>").append(escaped(title())).append("</h1>\n<p>")
                .append(escaped(intro()).replace("\n", "<br>")).append("</p>\n");
        for (var table : tables()) {
            out.append("<h2>").append(escaped(table.title())).append("</h2>\n<table><thead><tr>");
            table.head().forEach(cell -> out.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
            out.append("</tr></thead><tbody>\n");
            for (var row : table.rows()) {
                out.append("<tr>");
                row.forEach(cell -> out.append("<td>").append(escaped(cell).replace("\n", "<br>")).append("</td>"));
                out.append("</tr>\n");
            }
            out.append("</tbody></table>\n");
        }
        return out.append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String title() {
        return language.pick("Recueil des règles ", "Rule book ") + book.version();
    }

    private String intro() {
        var without = book.tracksWithoutRules().stream().map(Track::word).sorted().toList();
        return language.pick("Empreinte (SHA-256) : ", "Digest (SHA-256): ") + book.digest() + "\n"
                + language.pick("Voies sans règles (without rules) : ", "Tracks without rules: ")
                + (without.isEmpty() ? language.pick("aucune", "none") : String.join(", ", without)) + "\n";
    }

    /** The tables, in their order: who reads, each road, roles, masks, articles, what is to be confirmed, laws. */
    public List<Table> tables() {
        return new BookTables(book, language, report).tables();
    }
}
