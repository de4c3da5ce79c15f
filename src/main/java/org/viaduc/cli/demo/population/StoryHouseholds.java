package org.viaduc.cli.demo.population;

import java.time.LocalDate;
import java.util.List;

import org.viaduc.cli.demo.population.Household.Home;
import org.viaduc.model.Department;

import static org.viaduc.cli.demo.population.Population.D35;
import static org.viaduc.cli.demo.population.Population.D44;

/** Who the story families are; {@link StoryFiles} says what is written about them. */
final class StoryHouseholds {
    private final Lists lists;
    private final LocalDate today;
    private final StoryFiles files;

    StoryHouseholds(Lists lists, LocalDate today) {
        this.lists = lists;
        this.today = today;
        this.files = new StoryFiles(today);
    }

    List<Household> all() {
        return List.of(alert(), agreement(), hidden(), refused(), judge(), homonym(), returningWithRights(),
                returningWithAlert(), namesake());
    }

    private Household alert() {
        var mother = adult(D35, StoryFamilies.ALERT, 1, Words.APPLICANT, "Kervadec", "Soizic Anne", Words.FEMALE,
                1988, "35288");
        var father = adult(D35, StoryFamilies.ALERT, 2, Words.PARTNER, "Tréhorel", "Malo", Words.MALE, 1986, "35238");
        var child = child(D35, StoryFamilies.ALERT, 3, "Tréhorel", "Youna Soizic", Words.FEMALE, 9, "35238");
        var brother = child(D35, StoryFamilies.ALERT, 4, "Tréhorel", "Armel", Words.MALE, 5, "35238").onlyMentioned();
        return household(D35, StoryFamilies.ALERT, home("44109", "8, rue des Tisserands", false, Words.TENANT),
                mother, father, child.with(files.alertUnderEvaluation(child.number(), Words.TO_D44)), brother);
    }

    private Household agreement() {
        var mother = adult(D35, StoryFamilies.AGREEMENT, 1, Words.APPLICANT, "Le Floc'hmoan", "Nadège", Words.FEMALE,
                1991, "56121");
        var child = child(D35, StoryFamilies.AGREEMENT, 2, "Le Floc'hmoan", "Ewenn Marie", Words.MALE, 11, "35115");
        return household(D35, StoryFamilies.AGREEMENT, home("44190", "21, allée des Genêts", false,
                Words.SOCIAL_TENANT), mother, child.with(files.supportWithoutAgreement(child.number())));
    }

    private Household hidden() {
        var woman = adult(D35, StoryFamilies.HIDDEN, 1, Words.APPLICANT, "Querrien", "Inès Marie-Noëlle", Words.FEMALE,
                1995, "2B033");
        var former = adult(D35, StoryFamilies.HIDDEN, 2, Words.FORMER_PARTNER, "Sauvaget", "Brice", Words.MALE, 1990,
                "72181").onlyMentioned();
        var child = child(D35, StoryFamilies.HIDDEN, 3, "Sauvaget", "Lalie", Words.FEMALE, 4, "35238");
        return household(D35, StoryFamilies.HIDDEN, home("44162", "3, passage du Secret-Gardé", true,
                Words.SHARED_HOUSING), woman.with(files.rightsOfHiddenWoman(woman.number())), former, child);
    }

    private Household refused() {
        var father = adult(D35, StoryFamilies.REFUSED, 1, Words.APPLICANT, "Bourhis", "Tugdual", Words.MALE, 1984,
                "29232");
        var child = child(D35, StoryFamilies.REFUSED, 2, "Bourhis", "Ninon", Words.FEMALE, 10, "35360");
        return household(D35, StoryFamilies.REFUSED, home("44143", "5, place du Vieux Puits", false, Words.TENANT),
                father, child.with(files.supportRefused(child.number())));
    }

    private Household judge() {
        var mother = adult(D35, StoryFamilies.JUDGE, 1, Words.APPLICANT, "Dréano", "Clarisse", Words.FEMALE, 1989,
                "22278");
        var child = child(D35, StoryFamilies.JUDGE, 2, "Dréano", "Timéo Jean-Noël", Words.MALE, 12, "35281");
        return household(D35, StoryFamilies.JUDGE, home("44184", "17, boulevard de l'Écluse", false,
                Words.SOCIAL_TENANT), mother, child.with(files.placementReleased(child.number())));
    }

    private Household homonym() {
        var man = namesake(D35, StoryFamilies.HOMONYM);
        return household(D35, StoryFamilies.HOMONYM, home("44114", "40, chemin de la Lande", false, Words.TENANT),
                man.with(files.plainRights(man.number(), Words.TO_D44)));
    }

    private Household namesake() {
        return household(D44, StoryFamilies.NAMESAKE, home("44026", "2, rue du Bois d'Orange", false, Words.TENANT),
                namesake(D44, StoryFamilies.NAMESAKE).unqualified());
    }

    private Household returningWithRights() {
        var man = adult(D44, StoryFamilies.RETURNING_RSA, 1, Words.APPLICANT, "Ouessant-Leray", "Baptiste Émile",
                Words.MALE, 1979, "99350");
        return household(D44, StoryFamilies.RETURNING_RSA, home("35047", "11, impasse du Four à Pain", false,
                Words.HOUSED_FREE), man.with(files.rightsWithPapers(man.number(), Words.TO_D35)));
    }

    private Household returningWithAlert() {
        var mother = adult(D44, StoryFamilies.RETURNING_ALERT, 1, Words.APPLICANT, "Vauléon", "Rozenn", Words.FEMALE,
                1992, "44109");
        var child = child(D44, StoryFamilies.RETURNING_ALERT, 2, "Vauléon", "Côme", Words.MALE, 7, "44184");
        var sister = child(D44, StoryFamilies.RETURNING_ALERT, 3, "Vauléon", "Zélie", Words.FEMALE, 3, "44184")
                .onlyMentioned();
        return household(D44, StoryFamilies.RETURNING_ALERT, home("35210", "6, square des Tisserands", false,
                Words.TENANT), mother, child.with(files.alertWithReport(child.number(), Words.TO_D35)), sister);
    }

    /** The same five traits wherever he lives: two people, or one. */
    private static Member namesake(Department department, int household) {
        return member(department, household, 1, Words.APPLICANT, "Kerlouan", "Hervé Yann", Words.MALE,
                LocalDate.of(1983, 10, 14), "29019", Word.NONE);
    }

    private static Household household(Department department, int number, Home home, Member... members) {
        return new Household(department, Invention.number(department, number, 0), home, List.of(members));
    }

    private Home home(String cog, String line, boolean secret, Word housing) {
        return new Home(line, "", lists.place(cog), secret, "0261910" + cog.substring(2), housing, Words.NO_DIFFICULTY);
    }

    private Member adult(Department department, int household, int index, Word role, String name, String given,
            Word sex, int year, String cog) {
        return member(department, household, index, role, name, given, sex, LocalDate.of(year, 4 + household % 8,
                12 + index), cog, Words.JOINT_AUTHORITY);
    }

    private Member child(Department department, int household, int index, String name, String given, Word sex, int age,
            String cog) {
        return member(department, household, index, Words.CHILD, name, given, sex,
                today.minusYears(age).minusDays(100 + household), cog, Word.NONE);
    }

    private static Member member(Department department, int household, int index, Word role, String name, String given,
            Word sex, LocalDate born, String cog, Word authority) {
        var identity = new Identity(name, "", List.of(given.split(" ", -1)), sex, born, cog,
                Nir.of(sex, born, cog, household * 5 + index));
        return new Member(Invention.number(department, household, index), role, identity, authority,
                role.equals(Words.PARTNER)
                        ? Words.MARRIED
                        : role.equals(Words.FORMER_PARTNER)
                                ? Words.SEPARATED
                                : Words.SINGLE,
                Words.FRENCH, true, true, List.of());
    }
}
