package org.viaduc.cli.demo.population;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;

class PopulationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Population PEOPLE = Population.of(Population.SEED, TODAY);

    @Test
    void two_departments_know_at_least_two_hundred_people_in_eighty_households() {
        assertThat(PEOPLE.households()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(members(PEOPLE.households())).hasSizeGreaterThanOrEqualTo(200);
        assertThat(PEOPLE.in(Population.D35)).hasSizeGreaterThanOrEqualTo(40);
        assertThat(PEOPLE.in(Population.D44)).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void the_same_seed_and_day_make_the_same_people_and_another_seed_others() {
        assertThat(Population.of(Population.SEED, TODAY)).isEqualTo(PEOPLE);
        assertThat(Population.of(Population.SEED + 1, TODAY)).isNotEqualTo(PEOPLE);
    }

    @Test
    void every_registration_number_has_its_key_in_corsica_too() {
        assertThat(members(PEOPLE.households())).allMatch(member -> Nir.isValid(member.identity().nir()));
        assertThat(members(PEOPLE.households())).anyMatch(member -> member.identity().nir().startsWith("2A", 5));
        assertThat(Nir.isValid("255081416802538")).isTrue();
        assertThat(Nir.isValid("255081416802539")).isFalse();
    }

    @Test
    void the_key_counts_2a_as_19_and_2b_as_18() {
        var body = 2_90_01_19_004_951L;
        assertThat(Nir.of(Words.FEMALE, LocalDate.of(1990, 1, 5), "2A004", 1))
                .isEqualTo("290012A004951" + "%02d".formatted(97 - body % 97));
        assertThat(Nir.of(Words.FEMALE, LocalDate.of(1990, 1, 5), "2B033", 1))
                .isEqualTo("290012B033951" + "%02d".formatted(97 - 2_90_01_18_033_951L % 97));
    }

    @Test
    void every_defect_of_real_files_is_there_more_than_once() {
        for (var defect : Defect.values()) {
            assertThat(PEOPLE.defects().getOrDefault(defect, List.of())).as(defect.name()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void a_swapped_birth_shows_in_the_month_of_the_number() {
        for (var member : having(Defect.SWAPPED_BIRTH)) {
            assertThat(member.identity().nir().substring(3, 5))
                    .isEqualTo("%02d".formatted(member.identity().born().getDayOfMonth()))
                    .isNotEqualTo("%02d".formatted(member.identity().born().getMonthValue()));
        }
    }

    @Test
    void a_childs_number_may_be_the_parents() {
        for (var child : having(Defect.PARENTS_NIR_ON_CHILD)) {
            assertThat(PEOPLE.households().stream().filter(household -> household.members().contains(child)))
                    .allMatch(household -> household.members().getFirst().identity().nir()
                            .equals(child.identity().nir()));
        }
    }

    @Test
    void nobody_has_the_number_or_the_five_traits_of_another_in_the_same_department() {
        for (var department : List.of(Population.D35, Population.D44)) {
            var numbers = new HashSet<String>();
            var traits = new HashSet<List<Object>>();
            assertThat(members(PEOPLE.in(department))).allMatch(member -> numbers.add(member.number()));
            assertThat(members(PEOPLE.in(department))).allMatch(member -> traits.add(fiveTraits(member)));
        }
    }

    @Test
    void the_namesake_of_the_story_has_the_same_five_traits_at_the_host_and_no_checked_identity() {
        var mover = inStory("homonyme");
        var namesakes = members(PEOPLE.in(Population.D44)).stream()
                .filter(member -> fiveTraits(member).equals(fiveTraits(mover))).toList();
        assertThat(namesakes).hasSize(1);
        assertThat(namesakes.getFirst().qualified()).isFalse();
    }

    @Test
    void every_story_family_is_known_where_it_starts_and_only_they_move() {
        for (var story : StoryFamilies.all()) {
            assertThat(members(PEOPLE.in(story.from()))).as(story.key())
                    .anyMatch(member -> member.number().equals(story.person()));
        }
        assertThat(members(PEOPLE.households()).stream().filter(PopulationTest::moved).map(Member::number))
                .containsExactlyInAnyOrderElementsOf(
                        StoryFamilies.all().stream().map(StoryFamily::person).toList());
    }

    @Test
    void solidor_can_write_every_name() {
        var windows = Charset.forName("windows-1252").newEncoder();
        assertThat(members(PEOPLE.in(new Department("D35"))))
                .allMatch(member -> windows.canEncode(member.identity().birthName()
                        + member.identity().givenNamesText()));
    }

    private static List<Member> members(List<Household> households) {
        return households.stream().flatMap(household -> household.members().stream()).toList();
    }

    private static List<Member> having(Defect defect) {
        return members(PEOPLE.households()).stream()
                .filter(member -> PEOPLE.defects().get(defect).contains(member.number())).toList();
    }

    private static Member inStory(String key) {
        var person = StoryFamilies.all().stream().filter(story -> story.key().equals(key)).findFirst().orElseThrow()
                .person();
        return members(PEOPLE.households()).stream().filter(member -> member.number().equals(person)).findFirst()
                .orElseThrow();
    }

    private static boolean moved(Member member) {
        return member.items().stream()
                .anyMatch(item -> item instanceof Item.Happening it && it.code().equals(Words.MOVED));
    }

    private static List<Object> fiveTraits(Member member) {
        var who = member.identity();
        return Stream.<Object>of(who.birthName(), who.givenNames(), who.sex(), who.born(), who.birthPlaceCog())
                .toList();
    }
}
