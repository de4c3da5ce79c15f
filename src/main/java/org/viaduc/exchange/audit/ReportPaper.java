package org.viaduc.exchange.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.exchange.paper.Paper;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** A signed report as a document: what {@link ReportPage} shows, in one language, codes in words, days and hours as they are here. */
public final class ReportPaper {
    /** The name of the file in the document that holds the signed report itself, with its keys. */
    public static final String FILE = "viaduc-report.json";

    private static final Set<String> CODES = Set.of("track", "way", "ending", "review", "what", "finding", "strata");
    private static final Set<String> INSTANTS = Set.of("at", "declaredAt", "foundAt", "healedAt", "signedAt", "since",
            "until");
    private static final Set<String> DAYS = Set.of("due", "done");

    /** More of them than a page is wide are said under each other. */
    private static final int COLUMNS = 6;

    private final JsonNode report;
    private final Language language;
    private final String keyId;
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;

    ReportPaper(ReportPage page, Language language, String keyId) {
        this.report = page.report();
        this.language = language;
        this.keyId = keyId;
        var locale = language == Language.FR ? Locale.FRENCH : Locale.ENGLISH;
        this.day = DateTimeFormatter.ofPattern("d MMMM yyyy", locale);
        this.moment = DateTimeFormatter.ofPattern(language.pick("d MMM yyyy 'à' HH:mm:ss", "d MMM yyyy 'at' HH:mm:ss"),
                locale).withZone(ZoneId.of(report.path("zone").asText()));
    }

    /** @param file what {@link #FILE} holds */
    byte[] pdf(Instant now, byte[] file) {
        try (var paper = new Paper(title(), language, now)) {
            paper.paragraph(language.pick(
                    "Ce rapport dit ce que le journal du nœud enregistre d’une période. Il ne contient aucun nom de personne "
                            + "accompagnée ni aucune donnée de dossier : des numéros d’échange, des règles, des nombres.",
                    "This report says what the node's journal recorded of a period. It holds no name of anybody whom a file is "
                            + "about and nothing of what files contain: numbers of exchanges, rules, counts."));
            paper.facts(head());
            ReportPage.sections().forEach(section -> section(section, paper));
            paper.heading(language.pick("Vérifier ce rapport", "How to verify this report"));
            paper.paragraph(language.pick(
                    "Le document porte une signature PAdES du nœud sur tous ses octets : tout validateur de signatures "
                            + "électroniques la vérifie. « viaduc audit report --verify FICHIER » vérifie aussi le rapport lisible par "
                            + "programme qui y est joint (" + FILE
                            + ") et la clé qui a signé. Comparez l’empreinte de cette clé à celle "
                            + "que le département vous a remise.",
                    "The document bears the node's PAdES signature over all its bytes, which any validator of electronic signatures "
                            + "verifies. \"viaduc audit report --verify FILE\" also verifies the report for programs that is attached ("
                            + FILE
                            + ") and the key that signed. Compare the fingerprint of that key with the one that the department "
                            + "has handed over to you."));
            paper.attach(FILE, "application/json", language.pick("Le même rapport, signé, pour un programme",
                    "The same report, signed, for a program"), file);
            return paper.bytes();
        }
    }

    private String title() {
        var department = report.path("department").asText();
        return language.pick("Rapport d’audit du nœud ", "Audit report of the node ") + department
                + language.pick(", du ", ", from ") + day("from") + language.pick(" au ", " to ") + day("to");
    }

    private String day(String key) {
        return LocalDate.parse(report.path(key).asText()).format(day);
    }

    private List<List<String>> head() {
        var head = report.path("checkpoint");
        return List.of(
                List.of(language.pick("Période", "Period"), language.pick("du ", "from ") + day("from")
                        + language.pick(" au ", " to ") + day("to") + " (" + report.path("zone").asText() + ")"),
                List.of(language.pick("Demandé par", "Asked for by"), report.path("by").asText()),
                List.of(language.pick("Établi le", "Made on"), said("at", report.path("at").asText())),
                List.of(language.pick("Entrées du journal couvertes", "Entries of the journal covered"),
                        head.path("size").asText()),
                List.of(language.pick("Empreinte de la tête du journal", "Fingerprint of the journal's head"),
                        head.path("root").asText()),
                List.of(language.pick("Tête signée le", "Head signed on"), said("at", head.path("instant").asText())),
                List.of(language.pick("Empreinte de la clé qui signe", "Fingerprint of the signing key"), keyId));
    }

    private void section(ReportPage.Section section, Paper paper) {
        paper.heading(language.pick(section.french(), section.english()));
        var columns = section.columns().stream()
                .filter(column -> !column.equals(language.pick("en", "fr"))).toList();
        var rows = Stream.iterate(0, at -> at < report.path(section.key()).size(), at -> at + 1)
                .map(at -> report.path(section.key()).path(at))
                .map(row -> columns.stream().map(column -> said(column, row.path(column).asText(""))).toList())
                .toList();
        if (rows.isEmpty()) {
            paper.paragraph(language.pick("Néant", "None"));
            return;
        }
        var heads = columns.stream().map(this::heading).toList();
        if (columns.size() <= COLUMNS) {
            paper.table(heads, rows);
        } else {
            rows.forEach(row -> paper.facts(IntStream.range(0, heads.size())
                    .mapToObj(at -> List.of(heads.get(at), row.get(at))).toList()));
        }
    }

    private String heading(String column) {
        return isSentence(column)
                ? language.pick("Constat", "What was found")
                : ReportPage.heading(column, language);
    }

    private static boolean isSentence(String column) {
        return column.equals("fr") || column.equals("en");
    }

    private String said(String column, String text) {
        if (text.isEmpty()) {
            return "–";
        }
        if (column.equals("step")) {
            return Lexicon.say("step:" + text, language);
        }
        if (CODES.contains(column)) {
            return Stream.of(text.split(" ")).map(code -> Lexicon.say(code, language))
                    .collect(Collectors.joining(", "));
        }
        try {
            return INSTANTS.contains(column)
                    ? moment.format(Instant.parse(text))
                    : DAYS.contains(column) ? LocalDate.parse(text).format(day) : text;
        } catch (DateTimeException none) {
            return text;
        }
    }
}
