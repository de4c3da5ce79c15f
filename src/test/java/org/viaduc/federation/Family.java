package org.viaduc.federation;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One person in a household of their own, as lines of a drop of Solidor: valid, invented, unlike anybody else, and every
 * name and free text begins with the mark that no log, entry or error may ever hold.
 */
public final class Family {
    public static final String MARK = "ZZMARQUE";
    public static final Charset CHARSET = Charset.forName("windows-1252");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final AtomicInteger COUNT = new AtomicInteger(1000);
    private static final String HEADERS = """
            #F;num_foyer;adr_ligne1;adr_ligne2;code_postal;commune;insee_commune;adr_secret;tel;type_logt;dif_logt;date_maj
            #P;num_foyer;num_pers;role;nom_nais;nom_usage;prenoms;sexe;dt_nais;insee_nais;nir;aut_parent;sit_fam;nation
            #R;num_pers;type_droit;etat;dt_ouv;dt_fin;montant;periode;indu
            #V;num_pers;nature;montant_mensuel;trimestre
            #C;num_pers;num_contrat;dt_sign;dt_fin;referent;objectifs;actions;frein_sante
            #I;num_pers;num_ip;dt_recep;qualif;informant;lien_informant;texte;etat_eval
            #A;num_pers;num_mesure;nature;type;dt_deb;dt_fin;service;juge;objet
            #O;num_pers;type_doc;dt_doc;redacteur;contenu;pdf
            #N;num_pers;dt_note;auteur;texte
            #E;num_foyer;num_pers;code_evt;dt_evt;valeur1;valeur2;auteur
            """;

    private final int number = COUNT.incrementAndGet();
    private final String name;
    private final String given;
    private LocalDate born;
    private String secret = "N";
    private final List<String> lines = new ArrayList<>();

    private Family(LocalDate born) {
        var random = new Random(number * 7919L);
        this.name = MARK + letters(random, 9);
        this.given = MARK + letters(random, 8);
        this.born = born;
    }

    private Family(Family namesake) {
        this.name = namesake.name;
        this.given = namesake.given;
        this.born = namesake.born;
    }

    private static String letters(Random random, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    /** Rights that follow at once to the department, as {@code 44}. */
    public static Family onIncomeSupport(String to) {
        return new Family(LocalDate.of(1950, 1, 3).plusDays(COUNT.get() * 11L)).rights().moved(to);
    }

    /** Rights of somebody of whom nobody has said that they moved. */
    public static Family withRights() {
        return new Family(LocalDate.of(1950, 1, 3).plusDays(COUNT.get() * 11L)).rights();
    }

    /** A child's home support: it awaits the parents' written agreement. */
    public static Family withHomeSupport(String to) {
        return new Family(today().minusYears(9).minusDays(COUNT.get() % 700)).support().moved(to);
    }

    /** The same of a family that stays where it is. */
    public static Family atHome() {
        return new Family(today().minusYears(7).minusDays(COUNT.get() % 700)).support();
    }

    /** The same, but nobody knows the new address. */
    public static Family withHomeSupportSomewhereIn(String to) {
        var family = new Family(today().minusYears(8).minusDays(COUNT.get() % 700)).support();
        return family.raw("E;" + family.household() + ";" + family.person() + ";DEM;" + ago(12) + ";" + to
                + ";INCONNUE;CRIP");
    }

    /** Another person with the very same traits and no identifier that tells them apart. */
    public Family namesake() {
        return new Family(this).rights();
    }

    private Family rights() {
        return line("R",
                "RSA;2;" + ago(300) + ";;646,52;" + today().format(DateTimeFormatter.ofPattern("MM/yyyy")) + ";")
                .line("C", "CE-" + number + ";" + ago(100) + ";;" + MARK + " referent;" + MARK + " objectif;" + MARK
                        + " action;" + MARK + " frein");
    }

    private Family support() {
        return line("A", "M-" + number + ";ADM;AED;" + ago(260) + ";;" + MARK + " service;;" + MARK + " objet")
                .line("O", "RAP_EVAL;" + ago(200) + ";" + MARK + " auteur;" + MARK + " contenu;")
                .line("N", ago(9) + ";" + MARK + " note;" + MARK + " impression")
                .happened("PAB", 260, "AUT").happened("INP", 9, "");
    }

    /** Whose address is marked as protected. */
    public Family hidden() {
        secret = "O";
        return this;
    }

    public Family born(LocalDate day) {
        born = day;
        return this;
    }

    public Family moved(String to) {
        lines.add("E;" + household() + ";" + person() + ";DEM;" + ago(12) + ";" + to + ";CONNUE;CRIP");
        return this;
    }

    /** A later move than the first. */
    public Family movedOn(String to) {
        lines.add("E;" + household() + ";" + person() + ";DEM;" + ago(2) + ";" + to + ";CONNUE;CRIP");
        return this;
    }

    public Family happened(String code, int daysAgo, String value) {
        lines.add("E;" + household() + ";" + person() + ";" + code + ";" + ago(daysAgo) + ";" + value + ";;CRIP");
        return this;
    }

    /** A line of a type, about this person. */
    public Family line(String type, String rest) {
        lines.add(type + ";" + person() + ";" + rest);
        return this;
    }

    /** A line as it stands, however wrong. */
    public Family raw(String line) {
        lines.add(line);
        return this;
    }

    public String person() {
        return String.valueOf(7_000_000 + number);
    }

    /** The person's traits, as a request names them. */
    public Map<String, String> traits() {
        return Map.of("birthName", name, "givenNames", given, "sex", "female", "birthDate", born.toString(),
                "birthPlace", "35238");
    }

    private String household() {
        return String.valueOf(350_000 + number);
    }

    public String name() {
        return name;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Paris"));
    }

    private static String ago(int days) {
        return today().minusDays(days).format(DAY);
    }

    private String text() {
        return "F;" + household() + ";" + MARK + " rue;;44000;Nantes;44109;" + secret + ";0261910000;LOC;IMP;" + ago(3)
                + "\n"
                + "P;" + household() + ";" + person() + ";DEM;" + name + ";;" + given + ";F;" + born.format(DAY)
                + ";35238;;O;CEL;F\n" + String.join("\n", lines) + "\n";
    }

    /** The text of a drop with these families. */
    public static String drop(Family... families) {
        var text = new StringBuilder(HEADERS);
        for (var family : families) {
            text.append(family.text());
        }
        return text.toString().replace("\n", "\r\n");
    }
}
