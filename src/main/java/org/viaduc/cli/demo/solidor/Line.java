package org.viaduc.cli.demo.solidor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A type of line in Solidor's CSV, which is also a table of its database. */
enum Line {
    F("foyer",
            "num_foyer adr_ligne1 adr_ligne2 code_postal commune insee_commune adr_secret tel type_logt dif_logt date_maj"),
    P(
            "personne",
            "num_foyer num_pers role nom_nais nom_usage prenoms sexe dt_nais insee_nais nir aut_parent sit_fam nation"),
    R(
            "droit", "num_pers type_droit etat dt_ouv dt_fin montant periode indu"),
    V("ressource",
            "num_pers nature montant_mensuel trimestre"),
    C("contrat",
            "num_pers num_contrat dt_sign dt_fin referent objectifs actions frein_sante"),
    I(
            "information",
            "num_pers num_ip dt_recep qualif informant lien_informant texte etat_eval"),
    A(
            "mesure",
            "num_pers num_mesure nature type dt_deb dt_fin service juge objet"),
    O(
            "document",
            "num_pers type_doc dt_doc redacteur contenu pdf"),
    N(
            "note", "num_pers dt_note auteur texte"),
    X(
            "violence",
            "num_pers nature dt_deb dt_fin detail"),
    E(
            "evenement",
            "num_foyer num_pers code_evt dt_evt valeur1 valeur2 auteur");

    /** What everything but the household itself hangs on. */
    static final List<Line> OF_A_PERSON = Arrays.stream(values()).filter(line -> line != F && line != P).toList();

    private final String table;
    private final List<String> fields;

    Line(String table, String fields) {
        this.table = table;
        this.fields = List.of(fields.split(" ", -1));
    }

    String table() {
        return table;
    }

    List<String> fields() {
        return fields;
    }

    /** The fields as a drop has them; the scanned documents only where both sides have agreed on the column. */
    List<String> fields(boolean withPdf) {
        return withPdf ? fields : fields.stream().filter(field -> !field.equals("pdf")).toList();
    }

    /** The line of a CSV's first cell. {@code M}, another member of the household, is written like {@code P}. */
    static Optional<Line> of(String type) {
        return type.equals("M")
                ? Optional.of(P)
                : Arrays.stream(values()).filter(each -> each.name().equals(type))
                        .findFirst();
    }
}
