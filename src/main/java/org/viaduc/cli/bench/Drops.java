package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Invented households of one woman each who receives the RSA and moves to D44, every one a person of her own: drops of
 * 10 kB as Solidor writes them. A drop appears in the folder whole.
 */
final class Drops {
    static final int BYTES = 10_240;
    private static final Charset CHARSET = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String[] SYLLABLES = {"ba", "den", "kar", "lo", "mi", "rou", "sel", "tan", "vi", "zo"};
    private static final int FIRST_PERSON = 5_000_000;

    private final Path folder;
    private final Path staging;
    private int drawn;

    /** @param folder where the node looks for drops; what is being written stands beside it */
    Drops(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.staging = Files.createDirectories(folder.resolveSibling("being-written"));
    }

    /** One drop: the file's path in the folder once it is there, and the local id of the woman in it. */
    record Drop(Path file, String localId, byte[] content) {
        @Override
        public String toString() {
            return "Drop[" + localId + "]";
        }
    }

    /** Invents the next household; nothing appears in the folder yet. */
    Drop invent() {
        var number = drawn++;
        var localId = String.valueOf(FIRST_PERSON + number);
        return new Drop(folder.resolve(String.format(Locale.ROOT, "DOSSIERS_%08d.csv", number)), localId,
                lines(number, localId).getBytes(CHARSET));
    }

    /** Lets the drop appear. @return when it did, in the terms of {@link System#nanoTime} */
    long lay(Drop drop) throws IOException {
        var written = Files.write(staging.resolve(drop.file().getFileName()), drop.content());
        Files.move(written, drop.file(), StandardCopyOption.ATOMIC_MOVE);
        return System.nanoTime();
    }

    private static String lines(int number, String id) {
        var household = "35" + id;
        var born = LocalDate.of(1960, 1, 1).plusDays(number % 14_000);
        var text = new StringBuilder(BYTES + 256)
                .append("""
                        #F;num_foyer;adr_ligne1;adr_ligne2;code_postal;commune;insee_commune;adr_secret;tel;type_logt;dif_logt;date_maj
                        #P;num_foyer;num_pers;role;nom_nais;nom_usage;prenoms;sexe;dt_nais;insee_nais;nir;aut_parent;sit_fam;nation
                        #R;num_pers;type_droit;etat;dt_ouv;dt_fin;montant;periode;indu
                        #V;num_pers;nature;montant_mensuel;trimestre
                        #C;num_pers;num_contrat;dt_sign;dt_fin;referent;objectifs;actions;frein_sante
                        #O;num_pers;type_doc;dt_doc;redacteur;contenu;pdf
                        #E;num_foyer;num_pers;code_evt;dt_evt;valeur1;valeur2;auteur
                        """);
        text.append("F;").append(household)
                .append(";12, rue de l'Étang;;35400;Saint-Malo;35288;N;0299000123;LOC;IMP;02/11/2026\n");
        text.append("P;").append(household).append(';').append(id).append(";DEM;").append(name(number))
                .append(";;Nadia Yasmina;F;").append(DAY.format(born)).append(";35238;;;DIV;F\n");
        text.append("R;").append(id).append(";RSA;2;01/02/2025;;789,84;10/2026;1 234,56\n");
        text.append("R;").append(id).append(";PRA;5;01/04/2023;31/12/2024;;;\n");
        text.append("R;").append(id).append(";RSAM;2;01/03/2026;;54,10;10/2026;\n");
        for (var nature : new String[]{"SAL;412,00", "ASF;195,86", "DLO;2 310,00"}) {
            text.append("V;").append(id).append(';').append(nature).append(";2026T3\n");
        }
        for (var contract = 1; contract <= 3; contract++) {
            text.append("C;").append(id).append(";CE-35-2").append(contract + 3).append("-0451;05/03/202")
                    .append(contract + 3).append(";04/03/202").append(contract + 4)
                    .append(";M. Tanguy, CDAS Rennes Centre;\"").append(OBJECTIVES).append("\";\"")
                    .append(ACTIONS).append("\";Mal de dos chronique, suivi en cours.\n");
        }
        text.append("O;").append(id).append(";JDOM;05/11/2026;Bailleur;Quittance d'octobre 2026;\n");
        text.append("E;").append(household).append(';').append(id).append(";DEM;10/11/2026;44;CONNUE;GRSA\n");
        text.append("O;").append(id).append(";SYNTH;12/06/2026;Mme Le Dantec, assistante sociale;\"");
        var rest = BYTES - text.toString().replace("\n", "\r\n").length() - "\";\r\n".length();
        text.append(SYNTHESIS.repeat(rest / SYNTHESIS.length() + 1), 0, rest).append("\";\n");
        return text.toString().replace("\n", "\r\n");
    }

    /** A name of syllables that nobody else in the run bears: names compare by their letters only. */
    private static String name(int number) {
        var name = new StringBuilder("Ker");
        for (var digit : String.format(Locale.ROOT, "%07d", number).toCharArray()) {
            name.append(SYLLABLES[digit - '0']);
        }
        return name.toString();
    }

    private static final String OBJECTIVES = """
            Retrouver un emploi à temps plein dans l'aide à domicile, près des écoles du quartier.
            Financer le permis de conduire avec l'aide du fonds départemental et de la mission locale.
            Reprendre la formation qualifiante interrompue, en deux semestres, avec un logement plus proche.
            Apurer la dette de loyer selon le plan signé avec le bailleur, par versements de trente euros.
            """.strip();
    private static final String ACTIONS = """
            Atelier « bilan de compétences » le mardi, à la maison des solidarités, pendant huit semaines
            Inscription à l'auto-école associative, puis dossier de financement à compléter avec la référente
            Entretien mensuel avec le référent unique, et point d'étape écrit au bout de six mois
            Rendez-vous au guichet logement, avec les trois dernières quittances et l'attestation d'assurance
            """.strip();
    private static final String SYNTHESIS = "Madame est très engagée dans ses démarches ; le loyer reste trop lourd pour "
            + "ses ressources, et la recherche d'un logement plus petit est en cours avec le bailleur. ";
}
