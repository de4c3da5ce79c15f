package org.viaduc.cli.demo.population;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.viaduc.cli.demo.population.Item.Action;
import org.viaduc.cli.demo.population.Item.Alert;
import org.viaduc.cli.demo.population.Item.Benefit;
import org.viaduc.cli.demo.population.Item.Contract;
import org.viaduc.cli.demo.population.Item.Happening;
import org.viaduc.cli.demo.population.Item.Income;
import org.viaduc.cli.demo.population.Item.Measure;
import org.viaduc.cli.demo.population.Item.Note;
import org.viaduc.cli.demo.population.Item.Report;
import org.viaduc.cli.demo.population.Item.Violence;

/** What the departments have written about the story families, and what happened to them. */
final class StoryFiles {
    private final LocalDate today;

    StoryFiles(LocalDate today) {
        this.today = today;
    }

    List<Item> alertUnderEvaluation(String number, Word to) {
        return List.of(
                new Alert("IP-" + number, ago(50), Words.NEGLECT, "Mme Pellan-Questel, voisine", "voisine",
                        "L'enfant est souvent seule le soir;\nelle mange chez la voisine.\n\"Elle a froid.\"",
                        Words.EVALUATING, "Deux visites faites; la mère demande de l'aide."),
                new Note(ago(30), "évaluatrice", "Impression personnelle : à vérifier."),
                moved(to, 7), happening(Words.IP_RECEIVED, 50), happening(Words.IP_UNDER_EVALUATION, 48),
                happening(Words.PARENTS_INFORMED, 4));
    }

    List<Item> supportWithoutAgreement(String number) {
        return List.of(support(number),
                new Report(Words.EVALUATION_REPORT, ago(250), "équipe de secteur",
                        "L'enfant progresse.\nL'aide est acceptée et utile.", false),
                new Report(Words.PPE, ago(230), "référent ASE", "Objectif : retour au calme des soirées.", false),
                benefitRuns(), moved(Words.TO_D44, 12), happening(Words.PARENTS_INFORMED, 9));
    }

    List<Item> rightsOfHiddenWoman(String number) {
        return List.of(
                new Benefit(Words.RSA, Words.ACTIVE, ago(420), Optional.empty(), new BigDecimal("778.40"),
                        Optional.of(new BigDecimal("1204.56"))),
                new Income(Words.FAMILY_BENEFITS, new BigDecimal("182.00"), quarterStart()),
                new Contract("CE-" + number, ago(90), today.plusDays(90), "Référente RSA, maison des solidarités",
                        "Se former aux métiers de l'accueil;\ntrouver une garde pour l'enfant.",
                        List.of(new Action("Remise à niveau", Words.IN_PROGRESS),
                                new Action("Bilan de compétences", Words.COMPLETED)),
                        Optional.of("Suivi psychologique après les violences")),
                new Violence(Words.PROTECTION_ORDER, ago(60), Optional.of(today.plusDays(300)),
                        "Domicile dissimulé (C. civ. 515-11)"),
                new Violence(Words.DANGER_ASSESSMENT, ago(58), Optional.empty(), "Danger toujours présent"),
                new Report(Words.SYNTHESIS, ago(20), "assistante sociale", "Confidences reçues en entretien.", false),
                moved(Words.TO_D44, 15));
    }

    List<Item> supportRefused(String number) {
        return List.of(support(number),
                new Report(Words.EVALUATION_REPORT, ago(200), "équipe de secteur", "Situation apaisée.", false),
                benefitRuns(), moved(Words.TO_D44, 30), happening(Words.PARENTS_INFORMED, 27),
                new Happening(Words.AGREEMENT_REFUSED, ago(24), Words.BY_PARENTS, Word.NONE, Words.CRIP),
                new Happening(Words.EVALUATED_AFTER_REFUSAL, ago(8), Words.NO_DANGER, Word.NONE, Words.CRIP));
    }

    List<Item> placementReleased(String number) {
        return List.of(
                new Measure("M-" + number, true, Words.CARE, Words.PLACEMENT, ago(520),
                        Optional.of(today.plusDays(210)),
                        "Foyer de l'Enfance des Marais", "Cabinet 4 du tribunal pour enfants", "Protéger l'enfant"),
                new Report(Words.PPE, ago(480), "référent ASE", "Maintenir le lien avec la mère.", true),
                new Report(Words.ANNUAL_REPORT, ago(150), "référent ASE", "Une année scolaire réussie.", true),
                new Report(Words.CIRCUMSTANTIAL_REPORT, ago(35), "foyer", "Visites médiatisées tenues.", true),
                new Report(Words.COURT_FILE_PIECE, ago(500), "greffe", "Pièce du dossier du juge.", false),
                new Report(Words.PENAL_MENTION, ago(500), "greffe", "Mention pénale.", false),
                new Happening(Words.JUDICIAL_MEASURE, ago(520), Words.MEASURE_PLACEMENT, Word.NONE, Words.CRIP),
                moved(Words.TO_D44, 40), happening(Words.JUDGE_RELEASED, 10), happening(Words.PARENTS_INFORMED, 6));
    }

    List<Item> plainRights(String number, Word to) {
        return List.of(
                new Benefit(Words.RSA, Words.ACTIVE, ago(300), Optional.empty(), new BigDecimal("646.52"),
                        Optional.empty()),
                new Income(Words.HOUSING_BENEFIT, new BigDecimal("271.00"), quarterStart()), contract(number),
                moved(to, 18));
    }

    List<Item> rightsWithPapers(String number, Word to) {
        return List.of(
                new Benefit(Words.RSA, Words.CLOSED_WITH_DEBT, ago(700), Optional.of(ago(30)),
                        new BigDecimal("646.52"), Optional.of(new BigDecimal("388.10"))),
                new Benefit(Words.ACTIVITY_BONUS, Words.ACTIVE, ago(30), Optional.empty(), new BigDecimal("211.00"),
                        Optional.empty()),
                new Income(Words.SALARY, new BigDecimal("1034.20"), quarterStart()),
                new Income(Words.RENT_DEBT, new BigDecimal("95.00"), quarterStart()), contract(number),
                new Report(Words.TAX_NOTICE, ago(80), "direction des finances publiques", "", true), moved(to, 14));
    }

    List<Item> alertWithReport(String number, Word to) {
        return List.of(
                new Alert("AL-" + number, ago(62), Words.PARTNER_VIOLENCE, "M. Guivarch, directeur d'école",
                        "directeur d'école", "Côme dit avoir peur de rentrer.", Words.EVALUATING,
                        "La mère a quitté le domicile avec les enfants."),
                new Report(Words.EVALUATION_REPORT, ago(12), "cellule de recueil", "", true),
                new Note(ago(11), "évaluateur", "À relire avant la synthèse."), moved(to, 9),
                happening(Words.IP_RECEIVED, 62), happening(Words.IP_UNDER_EVALUATION, 60),
                happening(Words.PARENTS_INFORMED, 5));
    }

    private Measure support(String number) {
        return new Measure("M-" + number, false, Words.HOME_SUPPORT, Words.SUPPORT_AT_HOME, ago(260),
                Optional.of(today.plusDays(100)), "Équipe de secteur", "", "Aide éducative au domicile");
    }

    private Contract contract(String number) {
        return new Contract("CE-" + number, ago(100), today.plusDays(80), "Référent RSA, maison des solidarités",
                "Retrouver un emploi dans le bâtiment.", List.of(new Action("Permis B", Words.IN_PROGRESS)),
                Optional.empty());
    }

    private Happening benefitRuns() {
        return new Happening(Words.ASE_BENEFIT, ago(260), Words.NOT_ONLY_FINANCIAL, Word.NONE, Words.CRIP);
    }

    private Happening moved(Word to, int daysAgo) {
        return new Happening(Words.MOVED, ago(daysAgo), to, Words.ADDRESS_KNOWN, Words.CRIP);
    }

    private Happening happening(Word code, int daysAgo) {
        return new Happening(code, ago(daysAgo), Word.NONE, Word.NONE, Words.CRIP);
    }

    private LocalDate ago(int days) {
        return today.minusDays(days);
    }

    private LocalDate quarterStart() {
        var before = today.minusMonths(3);
        return LocalDate.of(before.getYear(), (before.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }
}
