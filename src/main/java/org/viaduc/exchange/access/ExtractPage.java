package org.viaduc.exchange.access;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.model.Piece;
import org.viaduc.model.Section;

/** An extract as a page that its reader can read, print and keep: no script, nothing from elsewhere. */
final class ExtractPage {
    private static final String STYLE = """
            body{font:12pt/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#111}\
            h2{border-bottom:2px solid #111;margin-top:2em}h3{margin-bottom:.3em}\
            dl{display:grid;grid-template-columns:14em 1fr;gap:.2em 1em;margin:0}dt{color:#444}dd{margin:0}\
            @media print{body{margin:0;max-width:none;font-size:10pt}section{break-inside:avoid}}""";

    private final Extract extract;
    private final Language language;
    private final Words words;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder(8000);

    ExtractPage(Extract extract, Language language, Words words, ZoneId zone) {
        this.extract = extract;
        this.language = language;
        this.words = words;
        this.zone = zone;
    }

    String html() {
        var title = say("Extrait du dossier social", "Extract of the social file");
        out.append("<!doctype html>\n<html lang=\"").append(say("fr", "en"))
                .append("\"><head><meta charset=\"utf-8\"><title>").append(title)
                .append("</title><style>").append(STYLE).append("</style></head><body>\n");
        element("h1", title);
        head();
        sections();
        rights();
        return out.append("</body></html>\n").toString();
    }

    private void head() {
        element("p", say("Département : ", "Department: ") + extract.department());
        element("p", say("Remis à : ", "Given to: ") + Lexicon.say(extract.asker().word(), language));
        element("p", say("Arrêté au ", "As of ")
                + new Plainly(language).day(LocalDate.ofInstant(extract.at(), zone).toString()));
        element("p", say("Référence : ", "Reference: ") + extract.id());
        element("p", say(
                """
                        Cet extrait est fait de ce que la loi permet de communiquer à la personne qui le demande. Cette phrase figure sur \
                        tous les extraits, qu'une information y manque ou non.""",
                """
                        This extract is made of what the law lets be communicated to whoever asks. This sentence stands on every \
                        extract, whether something is missing or not."""));
    }

    private void sections() {
        var bySection = new EnumMap<Section, List<Piece>>(Section.class);
        extract.pieces().forEach(piece -> bySection.computeIfAbsent(piece.section(), section -> new ArrayList<>())
                .add(piece));
        bySection.forEach((section, pieces) -> {
            element("h2", section.title(language));
            pieces.forEach(this::piece);
        });
    }

    private void piece(Piece piece) {
        out.append("<section>\n");
        element("h3", capital(Lexicon.say(piece.kind().code(), language)));
        out.append("<dl>\n");
        for (var line : Lines.of(piece, language, words)) {
            element("dt", line.label());
            line.document().ifPresentOrElse(
                    name -> out.append("<dd><a href=\"").append(escaped(name)).append("\">").append(escaped(name))
                            .append("</a></dd>\n"),
                    () -> element("dd", line.value()));
        }
        out.append("</dl>\n</section>\n");
    }

    private void rights() {
        element("h2", say("Vos droits", "Your rights"));
        element("p", say(
                """
                        Vous pouvez demander au département qu'une information inexacte soit rectifiée, qu'une information soit effacée \
                        ou que son usage soit limité (RGPD, articles 16 à 18), et saisir la Commission nationale de l'informatique et \
                        des libertés (CNIL). Le même extrait vous est remis comme fichier (HL7 FHIR R4), que vous pouvez confier à qui \
                        vous voulez (RGPD, article 20).""",
                """
                        You may ask the department to rectify what is inexact, to erase something or to limit its use (GDPR, articles \
                        16 to 18), and complain to the CNIL. The same extract is given to you as a file (HL7 FHIR R4), which you may \
                        entrust to whom you like (GDPR, article 20)."""));
    }

    private String say(String french, String english) {
        return language.pick(french, english);
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>').append(escaped(text).replace("\n", "<br>")).append("</").append(name)
                .append(">\n");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
