package org.viaduc.cli.demo.ardoise;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rubric of a file in Ardoise, as the schema in the WSDL has it: its fields with their XML Schema types. */
enum Rubric {
    USAGER("usager",
            "nomNaissance nomUsage prenoms sexe dateNaissance:date communeNaissanceCog ins matriculeIns nationalite"),
    COORDONNEES(
            "coordonnees",
            "ligne1 ligne2 codePostal commune codeInsee confidentielle:boolean telephone courriel"),
    PROCHE(
            "proche",
            "lien nomNaissance prenoms dateNaissance:date autoriteParentale concerne:boolean numeroDossier"),
    RESSOURCE(
            "ressource", "type montant:decimal periode:gYearMonth"),
    LOGEMENT("logement",
            "statut difficulte"),
    PRESTATION("prestation",
            "type statut debut:date fin:date montantMensuel:decimal"),
    CREANCE(
            "creance",
            "type montantRestant:decimal"),
    CONTRAT("contrat",
            "reference signeLe:date finLe:date referent objectifs"),
    ACTION(
            "action",
            "contrat libelle statut"),
    FREIN("frein",
            "nature detail"),
    ALERTE("alerte",
            "reference recueLe:date qualification origine lienOrigine contenu"),
    EVALUATION_ALERTE(
            "evaluationAlerte",
            "reference debut:date etat synthese"),
    MESURE(
            "mesure",
            "reference cadre nature type debut:date fin:date serviceExecutant magistrat objet"),
    DOCUMENT(
            "document",
            "reference type date:date auteur texte format contenuBase64:base64Binary"),
    SYNTHESE(
            "synthese",
            "date:date redacteur texte"),
    NOTE(
            "note",
            "date:date auteur texte"),
    VIOLENCE(
            "violence",
            "nature debut:date fin:date detail"),
    FAIT(
            "fait",
            "code date:date valeur auteur");

    private final String element;
    private final Map<String, String> types = new LinkedHashMap<>();

    Rubric(String element, String fields) {
        this.element = element;
        for (var field : fields.split(" ", -1)) {
            var colon = field.indexOf(':');
            types.put(colon < 0 ? field : field.substring(0, colon), colon < 0 ? "string" : field.substring(colon + 1));
        }
    }

    static Optional<Rubric> of(String element) {
        return Arrays.stream(values()).filter(each -> each.element.equals(element)).findFirst();
    }

    String element() {
        return element;
    }

    List<String> fields() {
        return List.copyOf(types.keySet());
    }

    /** The XML Schema type of a field; empty for a field that the rubric does not have. */
    Optional<String> type(String field) {
        return Optional.ofNullable(types.get(field));
    }

    /** Whether the text can stand in the field. */
    boolean accepts(String field, String text) {
        try {
            return switch (types.get(field)) {
                case "date" -> LocalDate.parse(text).getYear() > 0;
                case "gYearMonth" -> YearMonth.parse(text).getYear() > 0;
                case "decimal" -> text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
                case "boolean" -> List.of("true", "false", "1", "0").contains(text);
                case "base64Binary" -> Base64.getMimeDecoder().decode(text).length > 0;
                default -> true;
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
