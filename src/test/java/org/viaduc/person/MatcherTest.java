package org.viaduc.person;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.journal.TestDatabase;
import org.viaduc.model.Language;
import org.viaduc.person.Match.Found;
import org.viaduc.person.Match.Method;
import org.viaduc.person.Match.None;
import org.viaduc.person.Match.Several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.viaduc.person.PersonFile.aPerson;

class MatcherTest {
    private static final Optional<LocalId> LOCAL = Optional.of(new LocalId("D35/solidor", "351234"));
    private static final Optional<LocalId> OTHER_LOCAL = Optional.of(new LocalId("D35/solidor", "351235"));
    private static final String INS = "114033528801234";

    private final PersonIndex index = new PersonIndex(new byte[32]);
    private final Matcher matcher = new Matcher(index);
    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void aFreshDatabase() throws SQLException {
        database = TestDatabase.fresh();
        connection = database.connect();
    }

    @AfterEach
    void closeTheDatabase() throws SQLException {
        connection.close();
    }

    @Test
    void who_is_not_known_is_no_one_and_nothing_is_opened() throws SQLException {
        assertThat(match(aPerson(), LOCAL)).isInstanceOf(None.class);
        assertThat(match(aPerson(), LOCAL)).isInstanceOf(None.class);
    }

    @Test
    void the_same_traits_under_the_same_local_id_are_found() throws SQLException {
        var opened = open(aPerson(), LOCAL);

        var found = found(match(aPerson(), LOCAL));

        assertThat(found.record().pseudonym()).isEqualTo(opened.pseudonym());
        assertThat(found.method()).isEqualTo(Method.TRAITS_AND_LOCAL_ID);
        assertThat(found.record().birthDate()).contains(LocalDate.of(2014, 3, 7));
    }

    @Test
    void the_same_traits_under_the_same_qualified_ins_are_found() throws SQLException {
        open(aPerson().ins(INS), Optional.empty());

        assertThat(found(match(aPerson().ins("1 14 03 35 288 012 34"), OTHER_LOCAL)).method())
                .isEqualTo(Method.TRAITS_AND_INS);
    }

    @Test
    void an_identifier_seen_beside_another_that_was_known_is_learnt() throws SQLException {
        open(aPerson().ins(INS), Optional.empty());
        found(match(aPerson().ins(INS), LOCAL));

        assertThat(found(match(aPerson(), LOCAL)).method()).isEqualTo(Method.TRAITS_AND_LOCAL_ID);
        assertThat(found(match(aPerson().ins(INS), LOCAL)).method()).isEqualTo(Method.TRAITS_AND_BOTH);
    }

    @ParameterizedTest
    @CsvSource({"LE GOFF ETIENNE, MAELYS, ANNE", "le goff-etienne, maëlys, anne", "LeGoff Etienne, Maelys, Anne",
            "Le Goff–Étienne, MAËLYS, Anne"})
    void case_accents_hyphens_and_spaces_make_no_difference(String family, String first, String second)
            throws SQLException {
        open(aPerson(), LOCAL);

        found(match(aPerson().family(family).given(first, second), LOCAL));
    }

    @Test
    void five_traits_alone_are_for_a_person_to_decide() throws SQLException {
        open(aPerson(), LOCAL);

        assertThat(several(match(aPerson(), Optional.empty())).reasons()).containsExactly("no-second-factor");
        assertThat(several(match(aPerson(), OTHER_LOCAL)).reasons()).containsExactly("no-second-factor");
    }

    @Test
    void a_local_id_with_other_traits_is_for_a_person_to_decide() throws SQLException {
        open(aPerson(), LOCAL);

        assertThat(several(match(aPerson().family("Quéré").given("Loïc").gender("male"), LOCAL)).reasons())
                .containsExactly("local-id-with-other-traits", "family-name-differs", "given-names-differ",
                        "sex-differs");
    }

    @Test
    void an_ins_with_other_traits_is_for_a_person_to_decide() throws SQLException {
        open(aPerson().ins(INS), LOCAL);

        assertThat(several(match(aPerson().at("44109").ins(INS), Optional.empty())).reasons())
                .containsExactly("ins-with-other-traits", "birth-place-differs");
    }

    @Test
    void another_qualified_ins_speaks_against_a_match() throws SQLException {
        open(aPerson().ins(INS), LOCAL);

        assertThat(several(match(aPerson().ins("214033528805678"), LOCAL)).reasons()).containsExactly("ins-differs");
    }

    @Test
    void identifiers_of_two_persons_are_for_a_person_to_decide() throws SQLException {
        open(aPerson().ins(INS), OTHER_LOCAL);
        open(aPerson().given("Yann").gender("male"), LOCAL);

        var several = several(match(aPerson().ins(INS), LOCAL));

        assertThat(several.candidates()).hasSize(2);
        assertThat(several.reasons()).contains("identifiers-disagree");
    }

    @Test
    void swapped_day_and_month_are_a_near_miss() throws SQLException {
        open(aPerson(), LOCAL);

        assertThat(several(match(aPerson().born("2014-07-03"), OTHER_LOCAL)).reasons())
                .containsExactly("day-and-month-swapped");
        assertThat(several(match(aPerson().born("2014-07-03"), LOCAL)).reasons())
                .containsExactly("local-id-with-other-traits", "day-and-month-swapped");
    }

    @Test
    void maiden_and_usual_name_exchanged_are_a_near_miss() throws SQLException {
        open(aPerson().family("Morvan").usual("Tanguy"), LOCAL);

        assertThat(several(match(aPerson().family("Tanguy").usual("Morvan"), OTHER_LOCAL)).reasons())
                .containsExactly("family-name-differs");
        assertThat(several(match(aPerson().family("Tanguy"), OTHER_LOCAL)).reasons())
                .containsExactly("family-name-differs");
    }

    @Test
    void half_of_a_double_name_is_a_near_miss() throws SQLException {
        open(aPerson(), LOCAL);

        assertThat(several(match(aPerson().family("Étienne"), OTHER_LOCAL)).reasons())
                .containsExactly("family-name-differs");
        assertThat(several(match(aPerson().family("Goff"), OTHER_LOCAL)).reasons())
                .containsExactly("family-name-differs");
    }

    @Test
    void a_name_without_its_particle_is_a_near_miss() throws SQLException {
        open(aPerson().family("de La Villéon"), LOCAL);

        assertThat(several(match(aPerson().family("Villéon"), OTHER_LOCAL)).reasons())
                .containsExactly("family-name-differs");
    }

    @ParameterizedTest
    @CsvSource({"Alexandrine, Alexandr", "Alexandr, Alexandrine", "Alexandrine, A.", "Jean-Pierre, Jean"})
    void a_given_name_cut_short_is_a_near_miss_on_either_side(String known, String seen) throws SQLException {
        open(aPerson().given(known), LOCAL);

        assertThat(several(match(aPerson().given(seen), OTHER_LOCAL)).reasons())
                .containsExactly("given-name-truncated");
    }

    @Test
    void missing_further_given_names_are_a_near_miss() throws SQLException {
        open(aPerson(), LOCAL);

        assertThat(several(match(aPerson().given("Maëlys"), OTHER_LOCAL)).reasons())
                .containsExactly("given-names-differ");
        assertThat(several(match(aPerson().given("Anne", "Maëlys"), OTHER_LOCAL)).reasons())
                .containsExactly("given-names-differ");
    }

    @Test
    void family_and_given_name_exchanged_are_a_near_miss() throws SQLException {
        open(aPerson().family("Martin").given("Hervé"), LOCAL);

        assertThat(several(match(aPerson().family("Hervé").given("Martin"), OTHER_LOCAL)).reasons())
                .containsExactly("names-swapped");
    }

    @Test
    void twins_with_the_same_initials_are_two_persons() throws SQLException {
        open(aPerson().given("Léa", "Anne"), LOCAL);

        assertThat(match(aPerson().given("Léo", "Anne").gender("male"), OTHER_LOCAL)).isInstanceOf(None.class);
        assertThat(match(aPerson().given("Lia", "Anne"), OTHER_LOCAL)).isInstanceOf(None.class);
        assertThat(several(match(aPerson().given("L."), OTHER_LOCAL)).reasons()).contains("given-name-truncated");
        assertThat(several(match(aPerson().given("Léo").gender("male"), LOCAL)).reasons())
                .contains("local-id-with-other-traits");
    }

    @Test
    void a_near_miss_with_another_qualified_ins_is_another_person() throws SQLException {
        open(aPerson().given("Lou").ins(INS), LOCAL);

        assertThat(match(aPerson().given("Louis").ins("114033528805678"), OTHER_LOCAL)).isInstanceOf(None.class);
    }

    @Test
    void without_all_five_traits_nothing_is_certain() throws SQLException {
        open(aPerson().at(""), LOCAL);

        assertThat(several(match(aPerson().at(""), LOCAL)).reasons()).containsExactly("traits-incomplete",
                "birth-place-missing");
        assertThat(several(match(aPerson(), LOCAL)).reasons())
                .containsExactly("local-id-with-other-traits", "birth-place-differs");
    }

    @Test
    void a_homonym_of_the_same_day_and_town_stays_apart_once_someone_said_so() throws SQLException {
        var first = open(aPerson(), LOCAL);
        several(match(aPerson(), OTHER_LOCAL));
        var second = open(aPerson(), OTHER_LOCAL);

        assertThat(second.pseudonym()).isNotEqualTo(first.pseudonym());
        assertThat(found(match(aPerson(), LOCAL)).record().pseudonym()).isEqualTo(first.pseudonym());
        assertThat(found(match(aPerson(), OTHER_LOCAL)).record().pseudonym()).isEqualTo(second.pseudonym());
    }

    @Test
    void what_a_person_decided_is_found_the_next_time() throws SQLException {
        var married = aPerson().family("Tanguy");
        var opened = open(aPerson(), LOCAL);
        several(match(married, LOCAL));

        var decided = index.resolve(connection, married.record(), opened.pseudonym(), LOCAL);

        assertThat(decided.method()).isEqualTo(Method.DECIDED);
        assertThat(found(match(married, LOCAL)).record().pseudonym()).isEqualTo(opened.pseudonym());
        assertThat(found(match(aPerson(), LOCAL)).record().pseudonym()).isEqualTo(opened.pseudonym());
    }

    @Test
    void a_local_id_decided_for_another_person_leaves_the_first() throws SQLException {
        var first = open(aPerson(), LOCAL);
        var second = open(aPerson().given("Yann").gender("male"), OTHER_LOCAL);

        index.resolve(connection, aPerson().record(), second.pseudonym(), LOCAL);

        assertThat(found(match(aPerson(), LOCAL)).record().pseudonym()).isEqualTo(second.pseudonym())
                .isNotEqualTo(first.pseudonym());
    }

    @Test
    void a_kept_record_is_restored_only_for_a_person_of_this_index() throws SQLException {
        var opened = open(aPerson(), LOCAL);

        assertThat(index.restore(connection, aPerson().record(), opened.pseudonym()).pseudonym())
                .isEqualTo(opened.pseudonym());
        assertThatThrownBy(() -> index.restore(connection, aPerson().record(), new Pseudonym(UUID.randomUUID())))
                .isInstanceOf(UnknownPerson.class);
    }

    @Test
    void two_who_open_the_same_identity_at_once_open_one_person() throws Exception {
        Callable<Pseudonym> opening = () -> {
            try (var own = database.connect()) {
                own.setAutoCommit(false);
                var opened = index.open(own, aPerson().record(), LOCAL);
                own.commit();
                return opened.pseudonym();
            }
        };
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var opened = workers.invokeAll(IntStream.range(0, 8).mapToObj(any -> opening).toList());

            assertThat(opened).extracting(java.util.concurrent.Future::get).containsOnly(opened.getFirst().get());
        }
    }

    @Test
    void no_name_date_or_number_stands_in_the_database() throws SQLException {
        open(aPerson().family("Zyxwvut").ins(INS), LOCAL);

        var dump = List.of("person", "person_face", "person_key").stream().map(this::text)
                .collect(Collectors.joining("\n"));

        assertThat(dump).isNotEmpty().doesNotContainIgnoringCase("zyxw", "maelys", "2014", INS, "351234", "35288",
                java.util.HexFormat.of().formatHex("ZYXWVUT".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void two_nodes_blind_the_same_traits_differently() {
        var here = new Face(Identity.of(aPerson().record()), LOCAL, new Blinding(new byte[32]));
        var there = new Face(Identity.of(aPerson().record()), LOCAL,
                new Blinding("another".getBytes(StandardCharsets.UTF_8)));

        assertThat(here.strictKey().orElseThrow()).isNotEqualTo(there.strictKey().orElseThrow());
    }

    @Test
    void every_doubt_has_its_sentence_in_both_languages() {
        assertThat(Arrays.asList(Doubt.values())).allSatisfy(doubt -> {
            assertThat(Doubt.of(doubt.word())).isEqualTo(doubt);
            assertThat(doubt.sentence(Language.FR)).isNotEqualTo(doubt.sentence(Language.EN));
        });
    }

    @Test
    void nothing_of_a_person_is_printed() throws SQLException {
        var opened = open(aPerson().ins(INS), LOCAL);
        var printed = opened + " " + Traits.of(aPerson().record()) + " " + Identity.of(aPerson().ins(INS).record())
                + " " + LOCAL + " " + match(aPerson(), LOCAL) + " " + match(aPerson(), OTHER_LOCAL) + " " + index;

        assertThat(printed).doesNotContainIgnoringCase("goff", "maëlys", "2014", INS, "351234", "35288");
    }

    private Match match(PersonFile person, Optional<LocalId> known) throws SQLException {
        return matcher.match(connection, person.record(), known);
    }

    private MatchedRecord open(PersonFile person, Optional<LocalId> known) throws SQLException {
        return index.open(connection, person.record(), known);
    }

    private static Found found(Match match) {
        assertThat(match).isInstanceOf(Found.class);
        return (Found) match;
    }

    private static Several several(Match match) {
        assertThat(match).isInstanceOf(Several.class);
        return (Several) match;
    }

    private String text(String table) {
        try (var rows = connection.createStatement()
                .executeQuery("select string_agg(t::text, ' ') from " + table + " t")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
