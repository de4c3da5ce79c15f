package org.viaduc.connectors.kit.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.connectors.kit.guess.Guesser;
import org.viaduc.connectors.kit.sample.DatabaseSample;
import org.viaduc.connectors.kit.sample.DatabaseSample.Access;
import org.viaduc.journal.TestDatabase;
import org.viaduc.mapping.MappingBook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connectors guessed from real databases. */
class DatabaseScaffoldTest {
    private static final String TABLES = """
            create table logement (id integer primary key, adresse1 text, code_postal text, commune text, maj timestamptz);
            create table individu (id integer primary key, logement_id integer references logement, nom_naissance text,
                prenoms text, sexe text, date_naissance date, archive boolean not null default false);
            create table mesure (id integer primary key, individu_id integer references individu, type_mesure text,
                date_debut date, piece bytea, "Remarque" text);
            create table ref_couleur (code text, libelle text);
            insert into logement values (7, '3, rue des Lilas', '56100', 'Lorient', now());
            insert into individu values (1, 7, 'Le Goff', 'Anne', 'F', '1996-02-29'), (2, 7, 'Le Goff', 'Yann', 'M', '2015-01-01');
            insert into mesure values (1, 2, 'AED', '2026-09-01');
            """;

    @TempDir
    private Path folder;

    @Test
    void the_views_that_a_department_shows_become_rows_of_one_household() throws Exception {
        var database = database(
                cordee() + """
                        insert into foyer (num_foyer, adresse1, code_postal, commune, confidentielle, maj) values ('38-1', '12, montée', '38450', 'Vif', 'N', now());
                        insert into usager (num_usager, num_foyer, role, nom_naissance, prenoms, sexe, ne_le)
                            values (381, '38-1', 'TITUL', 'Mérindol', 'Zoé', '2', '1990-02-03'), (382, '38-1', 'ENFANT', 'Mérindol', 'Ida', '2', '2019-02-03');
                        """);

        scaffold(database);

        var system = MappingBook.ofSystem("crue", folder.resolve("mappings/crue")).system("crue");
        assertThat(system.opening()).contains("v_foyer");
        assertThat(system.person()).isEqualTo("v_usager");
        assertThat(route("collect")).contains("changes, value: v_changement", "id, value: num_foyer",
                "changed, value: modifie_le", "overlap, value: PT15M");
        assertThat(route("deliver")).contains("tables, value: depot_");
        assertThat(read("mappings/crue/system.yaml"))
                .contains("deleted: { field: supprime, when: O, live: N }", "v_document.contenu");
        assertThat(folder.resolve("sql")).doesNotExist();
    }

    @Test
    void where_there_are_no_views_foreign_keys_say_whose_a_row_is() throws Exception {
        scaffold(database(TABLES));

        var system = MappingBook.ofSystem("crue", folder.resolve("mappings/crue")).system("crue");
        assertThat(system.opening()).contains("logement");
        assertThat(system.row("logement").orElseThrow().household()).contains("id");
        assertThat(system.row("individu").orElseThrow().household()).contains("logement_id");
        assertThat(system.row("mesure").orElseThrow().person()).contains("individu_id");
        assertThat(system.row("ref_couleur")).isEmpty();
        assertThat(read("mappings/crue/system.yaml")).contains("when: \"true\", live: \"false\"");
        assertThat(read("sql/crue-depot.sql")).contains("create table depot_mesure", "individu_id text");
    }

    @Test
    void what_is_not_read_of_a_database_is_left_to_decide_with_its_place() throws Exception {
        scaffold(database(TABLES));

        assertThat(Undecided.of("d56-crue", folder.resolve("mappings/crue"))).extracting(Undecided::what)
                .contains("ref_couleur", "mesure.piece", "mesure.Remarque", "tables", "finish");
    }

    @Test
    void a_connector_guessed_from_a_database_writes_nothing_there_and_no_one_of_it_into_files() throws Exception {
        var database = database(TABLES);

        scaffold(database);

        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("Le Goff", "Lilas", "Yann");
            }
        }
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement
                        .executeQuery("select count(*) from information_schema.tables where table_schema = 'metier'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(4);
        }
    }

    @Test
    void an_address_with_a_password_is_refused_without_repeating_it() {
        for (var url : List.of("jdbc:postgresql://bdd/x?password=secret", "jdbc:postgresql://me:secret@bdd/x")) {
            assertThatThrownBy(() -> new Access(url, "me", "", Optional.empty()))
                    .hasMessageContaining("--password-file")
                    .message().doesNotContain("secret");
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_with_the_reason() {
        var nobody = new Access("jdbc:postgresql://127.0.0.1:1/x", "me", "", Optional.empty());

        assertThatThrownBy(() -> DatabaseSample.read(nobody)).hasMessageContaining("nothing answers at this address");
    }

    private TestDatabase database(String script) throws SQLException, IOException {
        var database = TestDatabase.fresh();
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute("create schema metier; set search_path to metier; " + script);
        }
        return database;
    }

    private static String cordee() throws IOException {
        try (var script = DatabaseScaffoldTest.class.getResourceAsStream("/org/viaduc/connectors/cordee.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void scaffold(TestDatabase database) throws IOException {
        var access = new Access(database.url(), "postgres", "", Optional.of("metier"));
        var plan = new Plan("d56-crue", "crue", "D56", "pôle numérique, D56", "sql", LocalDate.of(2026, 11, 22));
        Scaffold.of(plan, DatabaseSample.read(access), access, new Guesser(Optional.empty())).write(folder);
    }

    private String route(String direction) throws IOException {
        return read("routes/d56-crue-" + direction + ".yaml");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
