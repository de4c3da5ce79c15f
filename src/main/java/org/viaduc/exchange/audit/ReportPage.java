package org.viaduc.exchange.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.viaduc.model.Language;

/** A signed report as people read it, in French with English beside: as text, or as a page to print. */
public final class ReportPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Section> SECTIONS = List.of(
            new Section("exchanges", "Échanges commencés dans la période", "Exchanges that began in the period",
                    List.of("track", "way", "partner", "ending", "count")),
            new Section("disclosures", "Destinataires", "Recipients", List.of("to", "count")),
            new Section("rules", "Règles sur lesquelles reposent les transmissions", "Rules that disclosures rested on",
                    List.of("rule", "title", "count")),
            new Section("emergencies", "Accès d'urgence et leurs relectures", "Emergencies and their reviews",
                    List.of("exchange", "declaredAt", "declaredBy", "peer", "review", "reviewedBy", "finding")),
            new Section("deadlines", "Délais manqués, par département", "Deadlines missed, by department",
                    List.of("department", "what", "due", "done", "exchange")),
            new Section("findings", "Désaccords avec les nœuds voisins", "Disagreements with neighbouring nodes",
                    List.of("peer", "exchange", "fr", "en", "foundAt", "healedAt")),
            new Section("contradictions", "Journaux voisins qui se contredisent",
                    "Neighbours' journals that contradict themselves", List.of("peer", "fr", "en")),
            new Section("samples", "Échantillons tirés au sort", "Samples drawn by lot",
                    List.of("at", "by", "seed", "strata", "since", "until", "size", "number", "digest")),
            new Section("annotations", "Annotations", "Notes", List.of("at", "author", "on", "text")),
            new Section("witnesses", "Têtes des journaux voisins gardées ici", "Neighbours' heads kept here",
                    List.of("peer", "size", "root", "signedAt")),
            new Section("readers", "Qui a consulté", "Who read", List.of("who", "count")),
            new Section("steps", "Entrées du journal", "Entries of the journal", List.of("step", "count")));

    private static final Map<String, String> HEADINGS = Map.ofEntries(Map.entry("track", "Voie / Track"),
            Map.entry("way", "Sens / Way"), Map.entry("partner", "Partenaire / Partner"),
            Map.entry("ending", "Issue / Ending"), Map.entry("count", "Nombre / Count"),
            Map.entry("to", "Destinataire / Recipient"), Map.entry("rule", "Règle / Rule"),
            Map.entry("title", "Intitulé / Title"), Map.entry("exchange", "Échange / Exchange"),
            Map.entry("declaredAt", "Déclaré le / Declared on"), Map.entry("declaredBy", "Par / By"),
            Map.entry("peer", "Nœud voisin / Neighbour"), Map.entry("review", "Relecture / Review"),
            Map.entry("reviewedBy", "Relu par / Reviewed by"), Map.entry("finding", "Conclusion / Finding"),
            Map.entry("department", "Département / Department"), Map.entry("what", "Objet / What"),
            Map.entry("due", "Échéance / Due"), Map.entry("done", "Fait le / Done on"), Map.entry("fr", "Français"),
            Map.entry("en", "English"), Map.entry("foundAt", "Constaté le / Found on"),
            Map.entry("healedAt", "Résolu le / Healed on"), Map.entry("at", "Date"), Map.entry("by", "Par / By"),
            Map.entry("seed", "Graine / Seed"), Map.entry("strata", "Strates / Strata"),
            Map.entry("since", "Du / From"), Map.entry("until", "Au / To"), Map.entry("root", "Empreinte / Root"),
            Map.entry("signedAt", "Signée le / Signed on"), Map.entry("size", "Entrées / Entries"),
            Map.entry("number", "Tirés / Drawn"), Map.entry("digest", "Empreinte / Digest"),
            Map.entry("author", "Auteur / Author"), Map.entry("on", "Sur / On"), Map.entry("text", "Texte / Text"),
            Map.entry("who", "Qui / Who"), Map.entry("step", "Étape / Step"));

    /** One question, and what of its answer is shown. */
    record Section(String key, String french, String english, List<String> columns) {
        String title() {
            return french + " / " + english;
        }

        List<List<String>> rows(JsonNode report) {
            var rows = new ArrayList<List<String>>();
            report.path(key).forEach(row -> rows.add(columns.stream().map(column -> row.path(column).asText(""))
                    .toList()));
            return rows;
        }
    }

    private final JsonNode report;

    static List<Section> sections() {
        return SECTIONS;
    }

    static String heading(String column, Language language) {
        var both = HEADINGS.get(column).split(" / ", 2);
        return both.length == 2 ? language.pick(both[0], both[1]) : both[0];
    }

    JsonNode report() {
        return report;
    }

    private ReportPage(JsonNode report) {
        this.report = report;
    }

    /** @param json the payload of a report's JWS @throws IllegalArgumentException when it is no report of this format */
    public static ReportPage of(byte[] json) {
        try {
            var report = JSON.readTree(json);
            if (!report.path("format").asText().equals(ReportText.FORMAT)) {
                throw new IllegalArgumentException("this is no report of the format " + ReportText.FORMAT);
            }
            return new ReportPage(report);
        } catch (IOException e) {
            throw new IllegalArgumentException("a report is JSON", e);
        }
    }

    private String title() {
        return "Rapport d'audit, " + text("department") + ", " + text("from") + " – " + text("to") + " / Audit report";
    }

    private List<List<String>> head() {
        var checkpoint = report.path("checkpoint");
        return List.of(List.of("Établi le / Made on", text("at")), List.of("Par / By", text("by")),
                List.of("Entrées couvertes / Entries covered", checkpoint.path("size").asText()),
                List.of("Racine / Root", checkpoint.path("root").asText()),
                List.of("Tête signée le / Head signed on", checkpoint.path("instant").asText()));
    }

    /** As lines of text. */
    public String text() {
        var text = new StringBuilder(title()).append("\n\n");
        head().forEach(row -> text.append(String.join(" : ", row)).append('\n'));
        for (var section : SECTIONS) {
            var rows = section.rows(report);
            text.append("\n== ").append(section.title()).append(" (").append(rows.size()).append(")\n");
            rows.forEach(row -> text.append(row.stream().map(each -> each.isEmpty() ? "–" : each)
                    .collect(Collectors.joining("  ", "  ", "\n"))));
        }
        return text.toString();
    }

    /** As a page of HTML that needs nothing else. */
    public String html() {
        var html = new StringBuilder(4_096).append("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">")
                .append("<title>").append(escaped(title())).append("</title><style>body{font-family:sans-serif;")
                .append("margin:2em;max-width:75em}table{border-collapse:collapse}td,th{border:1px solid #767676;")
                .append("padding:.2em .5em;text-align:left;overflow-wrap:anywhere}</style></head><body><h1>")
                .append(escaped(title())).append("</h1>\n");
        table(html, List.of(), head());
        for (var section : SECTIONS) {
            html.append("<h2>").append(escaped(section.title())).append("</h2>\n");
            var rows = section.rows(report);
            if (rows.isEmpty()) {
                html.append("<p>Néant / None</p>\n");
            } else {
                table(html, section.columns(), rows);
            }
        }
        return html.append("</body></html>\n").toString();
    }

    private static void table(StringBuilder html, List<String> columns, List<List<String>> rows) {
        html.append("<table>");
        if (!columns.isEmpty()) {
            html.append("<tr>");
            columns.forEach(column -> html.append("<th scope=\"col\">").append(HEADINGS.get(column)).append("</th>"));
            html.append("</tr>");
        }
        rows.forEach(row -> {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        });
        html.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private String text(String key) {
        return report.path(key).asText("");
    }
}
