package org.viaduc.cli.demo.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.viaduc.cli.demo.population.Household.Home;
import org.viaduc.model.Department;

/** Draws the ordinary households of one department. */
final class Invention {
    private static final int[] SIZES = {3, 2, 4, 1, 3, 5, 2, 3, 4, 2};
    private static final List<String> STREETS = List.of("rue de l'Étang", "allée des Genêts", "impasse du Four à Pain",
            "rue des Moulins Bleus", "place du Vieux Puits", "avenue des Hirondelles", "chemin de la Lande",
            "rue du Bois d'Orange", "square des Tisserands", "boulevard de l'Écluse");
    private static final List<Word> HOUSING = List.of(Words.TENANT, Words.SOCIAL_TENANT, Words.SOCIAL_TENANT,
            Words.HOUSED_FREE, Words.SOCIAL_RESIDENCE);

    private final Lists lists;
    private final Department department;
    private final Random random;
    private final LocalDate today;
    private final InventedFiles files;

    Invention(Lists lists, Department department, long seed, LocalDate today) {
        this.lists = lists;
        this.department = department;
        this.random = new Random(seed * 31 + department.code().hashCode());
        this.today = today;
        this.files = new InventedFiles(random, today);
    }

    List<Household> households(int count) {
        var made = new ArrayList<Household>();
        for (var index = 0; index < count; index++) {
            made.add(household(index));
        }
        return made;
    }

    /** A number as the department's system gives it. */
    static String number(Department department, int household, int person) {
        return department.equals(Population.D35)
                ? "35%04d%02d".formatted(household, person)
                : "A44-%04d%02d".formatted(household, person);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String nir(Identity who, LocalDate born, String cog) {
        return Nir.of(who.sex(), born, cog, random.nextInt(1000));
    }

    private Household household(int index) {
        var number = 1000 + index;
        var familyName = one(lists.birthNames());
        var size = SIZES[index % SIZES.length];
        var couple = size > 1 && random.nextInt(3) > 0;
        var members = new ArrayList<Member>();
        for (var person = 0; person < size; person++) {
            members.add(member(number, person, familyName, couple));
        }
        return new Household(department, number(department, number, 0), home(), files.fill(index, members));
    }

    private Member member(int household, int index, String familyName, boolean couple) {
        var adult = index == 0 || index == 1 && couple;
        var sex = index == 0 || !adult && random.nextBoolean() ? Words.FEMALE : Words.MALE;
        var birthName = index == 0 && couple ? one(lists.birthNames()) : familyName;
        var usualName = birthName.equals(familyName) ? "" : familyName;
        var role = index == 0 ? Words.APPLICANT : adult ? Words.PARTNER : Words.CHILD;
        return new Member(number(department, household, index + 1), role, identity(birthName, usualName, sex, adult),
                !adult ? Word.NONE : couple ? Words.JOINT_AUTHORITY : Words.SOLE_AUTHORITY,
                couple && adult ? Words.MARRIED : Words.SINGLE, Words.FRENCH, true, random.nextInt(5) > 0, List.of());
    }

    private Identity identity(String birthName, String usualName, Word sex, boolean adult) {
        var born = adult
                ? LocalDate.of(1962, 1, 1).plusDays(random.nextInt(14_500))
                : today.minusDays(200 + random.nextInt(6_000));
        var place = one(lists.places(each -> !each.isAbroad() && !each.isInCorsica()
                && (random.nextInt(3) == 0 || each.isIn(department.code().substring(1)))));
        var names = sex.equals(Words.FEMALE) ? lists.female() : lists.male();
        var given = random.nextInt(3) == 0 ? List.of(one(names)) : List.of(one(names), one(names));
        return new Identity(birthName, usualName, given, sex, born, place.cog(),
                Nir.of(sex, born, place.cog(), random.nextInt(1000)));
    }

    private Home home() {
        var place = one(lists.places(each -> each.isIn(department.code().substring(1))));
        return new Home((1 + random.nextInt(90)) + ", " + one(STREETS), random.nextInt(4) == 0 ? "Appt 12; bât. B" : "",
                place, random.nextInt(12) == 0, "026191%04d".formatted(random.nextInt(10_000)), one(HOUSING),
                random.nextInt(4) == 0 ? one(List.of(Words.RENT_ARREARS, Words.OVERCROWDED)) : Words.NO_DIFFICULTY);
    }
}
