package org.viaduc.cli.demo.population;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.viaduc.cli.demo.population.Household.Home;

/** Puts the faults of real files into households, one kind after the other, and notes whom it touched. */
final class Defects {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final Lists lists;
    private final Invention invention;
    private final Map<Defect, List<String>> noted;

    Defects(Lists lists, Invention invention, Map<Defect, List<String>> noted) {
        this.lists = lists;
        this.invention = invention;
        this.noted = noted;
    }

    List<Household> into(List<Household> households) {
        var result = new ArrayList<Household>();
        for (var index = 0; index < households.size(); index++) {
            var defect = Defect.values()[index % Defect.values().length];
            var before = result.isEmpty() ? households.getLast() : result.getLast();
            result.add(with(defect, households.get(index), before));
        }
        return result;
    }

    private Household with(Defect defect, Household household, Household before) {
        var first = household.members().getFirst();
        var who = first.identity();
        return switch (defect) {
            case HOMONYM -> withFirst(defect, household, homonym(before.members().getFirst().identity(), who));
            case SWAPPED_BIRTH -> withFirst(defect, household, swapped(who));
            case INVERTED_NAMES -> withFirst(defect, household, inverted(who));
            case TRUNCATED_GIVEN_NAMES -> withFirst(defect, household, truncated(who));
            case ACCENTS_LOST -> withFirst(defect, household, who.withNames("GUEZENNEC", plain(who.usualName()))
                    .withGivenNames(who.givenNames().stream().map(Defects::plain).toList()));
            case BORN_IN_CORSICA -> withFirst(defect, household,
                    bornIn(who, invention.one(lists.places(Place::isInCorsica))));
            case BORN_ABROAD -> bornAbroad(household, invention.one(lists.places(Place::isAbroad)));
            case MOJIBAKE -> withFirst(defect, household,
                    who.withGivenNames(List.of(misread("Hélène"))).withNames(misread("Guézennec"), who.usualName()));
            case PARENTS_NIR_ON_CHILD -> child(household).map(child -> withParentsNumber(household, child))
                    .orElse(household);
            case DUPLICATE -> duplicated(household);
            case HOSTING_ADDRESS -> hosted(household);
        };
    }

    private Household withFirst(Defect defect, Household household, Identity identity) {
        var members = new ArrayList<>(household.members());
        members.set(0, members.getFirst().with(identity).unqualified());
        note(defect, members.getFirst());
        return household.with(members);
    }

    private Identity homonym(Identity other, Identity who) {
        var elsewhere = invention
                .one(lists.places(place -> !place.isAbroad() && !place.cog().equals(other.birthPlaceCog())));
        return new Identity(other.birthName(), who.usualName(), other.givenNames(), other.sex(), other.born(),
                elsewhere.cog(), invention.nir(other, other.born(), elsewhere.cog()));
    }

    private Identity swapped(Identity who) {
        var truth = LocalDate.of(who.born().getYear(), 3, 1 + who.born().getDayOfMonth() % 2 + 7);
        return who.withNir(invention.nir(who, truth, who.birthPlaceCog())).withBirth(
                LocalDate.of(truth.getYear(), truth.getDayOfMonth(), truth.getMonthValue()), who.birthPlaceCog());
    }

    private Identity inverted(Identity who) {
        var married = who.usualName().isEmpty() ? invention.one(lists.birthNames()) : who.usualName();
        return who.withNames(married, who.birthName());
    }

    private static Identity truncated(Identity who) {
        return who.withGivenNames(List.of("Marie-Cla"));
    }

    private Identity bornIn(Identity who, Place place) {
        return who.withBirth(who.born(), place.cog()).withNir(invention.nir(who, who.born(), place.cog()));
    }

    private Household bornAbroad(Household household, Place country) {
        var first = household.members().getFirst();
        var members = new ArrayList<>(household.members());
        members.set(0, first.with(bornIn(first.identity(), country)).unqualified()
                .of(country.isInEurope() ? Words.EUROPEAN : Words.OTHER_NATIONALITY));
        note(Defect.BORN_ABROAD, first);
        return household.with(members);
    }

    private static Optional<Member> child(Household household) {
        return household.members().stream().filter(each -> each.role().equals(Words.CHILD)).findFirst();
    }

    private Household withParentsNumber(Household household, Member child) {
        var parentsNumber = household.members().getFirst().identity().nir();
        var members = household.members().stream()
                .map(each -> each.equals(child)
                        ? each.with(each.identity().withNir(parentsNumber)).unqualified()
                        : each)
                .toList();
        note(Defect.PARENTS_NIR_ON_CHILD, child);
        return household.with(members);
    }

    private Household duplicated(Household household) {
        var first = household.members().getFirst();
        var members = new ArrayList<>(household.members());
        var again = new Member(first.number() + "9", Words.OTHER_MEMBER,
                first.identity().withGivenNames(List.of(shortened(first.identity().givenNames().getFirst()))),
                first.authority(), first.status(), first.nationality(), true, false, List.of());
        members.add(again);
        note(Defect.DUPLICATE, again);
        return household.with(members);
    }

    private Household hosted(Household household) {
        var home = household.home();
        note(Defect.HOSTING_ADDRESS, household.members().getFirst());
        return household.with(new Home("Association L'Escale", "4, quai de l'Invention", home.place(), home.secret(),
                home.phone(), Words.HOUSED_FREE, home.difficulty()));
    }

    private void note(Defect defect, Member member) {
        noted.computeIfAbsent(defect, none -> new ArrayList<>()).add(member.number());
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(2, name.length())) + ".";
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toUpperCase(Locale.ROOT);
    }

    private static String misread(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), WINDOWS);
    }
}
