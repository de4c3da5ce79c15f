package org.viaduc.connectors.kit.guess;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.viaduc.connectors.kit.guess.Guess.Line;
import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;

import static org.assertj.core.api.Assertions.assertThat;

class GuesserTest {
    private static final Column KEY = column("num_usager", "1", "2", "3");

    @ParameterizedTest
    @CsvSource({
            "nom_nais,            Le Goff|Bâ,                     name(use=official).family",
            "NOMNAI,              Le Goff|Bâ,                     name(use=official).family",
            "nomNaissance,        Le Goff|Bâ,                     name(use=official).family",
            "Nom de naissance,    Le Goff|Bâ,                     name(use=official).family",
            "naam,                Le Goff|Bâ,                     name(use=official).family",
            "nom_marital,         Le Goff|Bâ,                     name(use=usual).family",
            "PRENOMS_USAGER,      Anne Marie|Yann,                name(use=official).given[*]",
            "voornaam,            Anne Marie|Yann,                name(use=official).given[*]",
            "date_naissance,      1994-03-02|2001-01-31,          birthDate",
            "dtnaiss,             02/03/1994|31/01/2001,          birthDate",
            "ne_le,               02031994|31012001,              birthDate",
            "geboortedatum,       02/03/1994|31/01/2001,          birthDate",
            "sexe,                M|F,                            gender",
            "civilité,            M.|Mme,                         gender",
            "code_postal,         35000|56000,                    address[0].postalCode",
            "Commune,             Rennes|Vannes,                  address[0].city",
            "tel_port,            06 11 22 33 44|0611223355,      telecom(system=phone).value",
            "tel_portable,        06 11 22 33 44|0611223355,      telecom(system=phone).value",
            "adresse_mail,        a@exemple.fr|b@exemple.fr,      telecom(system=email).value",
            "situation_familiale, Célibataire|Marié(e),           maritalStatus",
            "MNT_RSA,             '1 234,50|607,75',              valueQuantity.value"})
    void a_field_is_placed_by_what_its_name_says_and_its_values_look_like(String name, String values, String path) {
        assertThat(lines(column(name, values.split("\\|")))).extracting(Line::path).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
            "date_naissance_conjoint, 02/03/1994|31/01/2001",
            "nom_ecole,               Jean Moulin|Pasteur",
            "date_naissance,          hier|demain|jamais",
            "sexe,                    Z|Q",
            "commentaire,             vu ce jour|absente",
            "XG_42,                   A|B"})
    void what_is_not_certain_is_left_with_a_hint(String name, String values) {
        var guess = guess(column(name, values.split("\\|")));

        assertThat(guess.blocks()).isEmpty();
        assertThat(guess.left().get(name).decided()).isFalse();
        assertThat(guess.left().get(name).why().english()).isNotBlank();
    }

    @Test
    void what_offices_of_the_south_write_is_recognised() {
        placed("birth-date", "date dd/MM/yyyy", column("Né(e) le", "02/03/1994", "31/01/2001"));
        placed("birth-town", "", column("Ville de naissance", "TULLE", "AJACCIO"));
        placed("nir", "nir", column("N° Sécurité sociale", "2 94 03 2A 004 118 23", "1 79 06 2B 033 040 91"));
        placed("amount", "amount fr €", column("Montant RSA", "1 234,56\u00A0€", "607,75 €"));
        placed("amount", "amount fr", column("Montant RSA", "1 234,56", "607,75"));
    }

    @Test
    void the_month_of_a_payment_stands_beside_its_amount() {
        var guess = guess(column("Code aide", "RSAM", "APAD"), column("Montant mensuel", "607,75 €", "12,00 €"),
                column("Mois du versement", "09/2026", "10/2026"));

        assertThat(guess.left()).isEmpty();
        assertThat(guess.blocks().getLast().lines()).extracting(line -> line.element().name())
                .containsExactly("benefit", "amount", "month");
        assertThat(guess.blocks().getLast().lines().getFirst().codes().orElseThrow().words())
                .containsEntry("RSAM", Optional.of("rsa")).containsEntry("APAD", Optional.of("apa"));
    }

    @Test
    void each_telephone_makes_a_piece_of_its_own() {
        var guess = guess(column("Tél. fixe", "05 59 00 00 17"), column("Tél. portable", "06 12 34 56 01"));

        assertThat(guess.blocks()).extracting(Guess.Block::piece).containsExactly("S02.contact", "S02.contact");
        assertThat(guess.left()).isEmpty();
    }

    @Test
    void numbered_columns_about_others_are_told_to_be_repeated() {
        var guess = guess(column("Enfant 1 Nom", "Vialle"), column("Enfant 2 Nom", "Bœuf"));

        assertThat(guess.blocks()).isEmpty();
        assertThat(guess.left().get("Enfant 2 Nom").why().english()).contains("`repeat:`", "`Enfant {n} Nom`");
    }

    @Test
    void what_stands_in_the_way_of_a_field_is_named() {
        var guess = guess(column("nom_naissance", "Le Goff", "Bâ"), column("nom", "Le Goff", "Diallo"),
                column("statut_droit", "OUVERT", "CLOS"));

        assertThat(guess.left().get("nom").why().english()).contains("where `nom_naissance` stands already");
        assertThat(guess.left().get("statut_droit").why().english()).contains("lacks a field for `benefit`");
    }

    @Test
    void a_contact_without_a_name_is_the_person_and_one_with_a_name_is_not() {
        var own = guess(column("Contact.TelPortable", "06 11 22 33 01"), column("Contact.Mel", "a@exemple.fr"));
        var other = guess(column("Contact.TelPortable", "06 11 22 33 01"), column("Contact.Nom", "Vialle"));

        assertThat(own.left()).isEmpty();
        assertThat(other.blocks()).isEmpty();
    }

    @Test
    void the_code_of_a_benefit_says_which() {
        var table = new Table("Droit", List.of(column("@code", "RSA", "APA"), column("@statut", "DEM", "RAD"),
                column("DateDebut", "2026-02-01", "2026-03-01")), 2);

        var guess = new Guesser(Optional.empty()).other(table, Set.of());

        assertThat(guess.left()).isEmpty();
        assertThat(guess.blocks()).extracting(Guess.Block::piece).containsExactly("S12.decision");
    }

    @Test
    void an_event_is_told_to_be_a_move_perhaps() {
        var guess = guess(column("Evenement.@type", "DEMENAGEMENT", "DECES"), column("Evenement.@date", "2026-11-16"));

        assertThat(guess.left().get("Evenement.@type").why().english()).contains("`family-moved`");
        assertThat(guess.left().get("Evenement.@date").why().english()).contains("`family-moved`");
    }

    @Test
    void a_file_s_own_number_may_be_called_like_the_file() {
        var table = new Table("dossier", List.of(column("nom", "Quéméner", "Riou", "Abgrall"),
                column("dossier", "BR-1", "BR-2", "BR-3")), 3);

        assertThat(new Guesser(Optional.empty()).person(table).person()).contains("dossier");
    }

    @Test
    void a_country_is_told_with_where_its_codes_stand() {
        assertThat(guess(column("pays_naissance", "FR", "DZ")).left().get("pays_naissance").why().english())
                .contains("codes/birth-country.csv", "INSEE");
    }

    @Test
    void where_a_table_has_nothing_to_say_of_a_code_its_word_stays_open() {
        var codes = lines(column("sit_fam", "CEL", "MAR", "CEL", "QQQ")).getFirst().codes().orElseThrow();

        assertThat(codes.table()).isEqualTo("marital-status");
        assertThat(codes.words()).containsEntry("CEL", Optional.of("single")).containsEntry("QQQ", Optional.empty());
    }

    @Test
    void what_its_name_alone_says_is_told_with_the_common_codes() {
        var guess = guess(column("sit_fam", "C", "M", "C"));

        assertThat(guess.blocks()).isEmpty();
        assertThat(guess.left().get("sit_fam").why().english())
                .contains("`marital-status` of S01.identity", "codes/marital-status.csv (single, married");
    }

    @Test
    void days_and_amounts_are_about_what_the_columns_before_them_are_about() {
        var guess = guess(column("typ_prest", "RSA", "APA"), column("mt", "607,75", "12,00"),
                column("dt_deb", "01/02/2026", "01/03/2026"), column("dt_fin", "31/12/2026"));

        assertThat(guess.blocks()).extracting(Guess.Block::piece).containsExactly("S12.decision", "S12.payments");
        assertThat(guess.left()).isEmpty();
    }

    @Test
    void a_day_behind_a_word_that_nobody_knows_is_about_nothing() {
        var guess = guess(column("typ_prest", "RSA", "APA"), column("xg_42", "a", "b"),
                column("dt_deb", "01/02/2026", "01/03/2026"));

        assertThat(guess.left()).containsOnlyKeys("xg_42", "dt_deb");
    }

    @Test
    void the_key_of_a_number_in_its_own_column_and_a_wrong_one_are_named() {
        var cut = guess(column("nir13", "2940335238001"), column("cle", "60"));
        var wrong = guess(column("nir", "294033523800161", "294033523800261"));

        assertThat(cut.left().get("cle").why().english()).contains("the key of the NIR");
        assertThat(wrong.left().get("nir").why().english()).contains("its key is wrong");
    }

    @Test
    void two_columns_do_not_share_an_element() {
        var guess = guess(column("nom_naissance", "Le Goff", "Bâ"), column("nom", "Le Goff", "Diallo"));

        assertThat(guess.blocks().getFirst().lines()).extracting(Line::column).containsExactly("nom_naissance");
        assertThat(guess.left()).containsOnlyKeys("nom");
    }

    @Test
    void a_move_is_a_fact_when_its_day_and_the_department_are_there() {
        var guess = guess(column("date_depart", "15/11/2026", "01/10/2026"), column("dept_accueil", "44", "2A"));

        var moved = guess.moved().orElseThrow();
        assertThat(moved.on()).isEqualTo("date_depart");
        assertThat(moved.codes().orElseThrow().words()).containsEntry("2A", Optional.of("D2A"));
        assertThat(guess(column("dt_depart", "15/11/2026"), column("dpt_arr", "44")).moved()).isPresent();
    }

    @Test
    void an_address_is_hidden_by_the_word_for_yes() {
        assertThat(guess(column("adresse_confidentielle", "non", "non", "oui")).hidden())
                .contains(new Guess.Hidden("adresse_confidentielle", "oui", "non"));
        assertThat(guess(column("top_conf", "N", "O")).hidden()).contains(new Guess.Hidden("top_conf", "O", "N"));
        assertThat(guess(column("adr_secret", "N", "N")).hidden())
                .contains(new Guess.Hidden("adr_secret", "O", "N"));
    }

    @Test
    void the_number_of_a_person_is_never_there_twice() {
        var twice = new Table("usager",
                List.of(column("num_usager", "1", "1", "2"), column("id_dossier", "7", "8", "9")),
                3);

        assertThat(new Guesser(Optional.empty()).person(twice).person()).contains("id_dossier");
        assertThat(new Guesser(Optional.of("num_usager")).person(twice).person()).contains("num_usager");
    }

    @Test
    void rows_are_about_what_they_number() {
        var table = new Table("A", List.of(column("num_usager", "1", "1"), column("num_mesure", "M1", "M2"),
                column("type", "AEMO", "AED"), column("dt_deb", "01/01/2026", "01/02/2026")), 2);

        var guess = new Guesser(Optional.empty()).other(table, Set.of("num_usager"));

        assertThat(guess.blocks()).extracting(Guess.Block::piece).containsExactly("S10.ase-decision");
        assertThat(guess.blocks().getFirst().lines()).extracting(Line::column)
                .containsExactly("num_mesure", "type", "dt_deb");
    }

    @Test
    void a_relative_s_name_is_never_taken_for_the_person_s() {
        var table = new Table("proche", List.of(column("nom", "Le Goff"), column("prenoms", "Yann"),
                column("date_naissance", "01/01/1980")), 1);

        assertThat(new Guesser(Optional.empty()).other(table, Set.of()).blocks()).isEmpty();
    }

    @Test
    void rows_of_personal_notes_are_not_even_read() {
        var notes = new Table("N",
                List.of(column("num_usager", "1", "2"), column("dt_note", "01/01/2026", "02/01/2026"),
                        column("texte", "a", "b")),
                2);

        assertThat(new Guesser(Optional.empty()).other(notes, Set.of("num_usager")).never()).isTrue();
    }

    private static void placed(String element, String format, Column column) {
        assertThat(lines(column)).as(column.name()).singleElement().satisfies(line -> {
            assertThat(line.element().name()).isEqualTo(element);
            assertThat(line.format()).isEqualTo(format);
        });
    }

    private static List<Line> lines(Column column) {
        return guess(column).blocks().stream().flatMap(block -> block.lines().stream()).toList();
    }

    private static Guess guess(Column... columns) {
        var all = java.util.stream.Stream.concat(java.util.stream.Stream.of(KEY), Arrays.stream(columns)).toList();
        return new Guesser(Optional.empty()).person(new Table("usager", all, 3));
    }

    private static Column column(String name, String... values) {
        return new Column(name, List.of(values));
    }
}
