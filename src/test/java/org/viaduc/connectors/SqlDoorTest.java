package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.mapping.LossLedger;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.mapping.Translator;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The door to Cordée's database, look by look. */
class SqlDoorTest {
    private static final String CONNECTOR = "d38-cordee";

    @TempDir
    private Path folder;
    private PlayedCordee cordee;
    private RunningRoutes routes;
    private SqlPools pools;
    private SqlDoor door;

    @BeforeEach
    void open() throws SQLException, IOException {
        cordee = new PlayedCordee();
        routes = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "cordee", cordee.values()));
        reopen();
    }

    private void reopen() {
        pools = new SqlPools(routes.settings);
        door = new SqlDoor(routes.intake, routes.node, new MappingsInForce(RunningRoutes.BOOK), routes.settings, pools);
    }

    @AfterEach
    void close() {
        pools.close();
        routes.close();
    }

    @Test
    void a_file_is_read_from_all_its_views_with_days_amounts_and_documents() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.sql.update(
                "insert into usager (num_usager, num_foyer, nom_naissance, prenoms) values (2, '38-1', 'Roux', 'Léo')");
        cordee.sql.update("insert into ressource values (1, 'SALAIRE', 1412.50, '2026-10')");
        cordee.sql.update(
                "insert into document values (1, 'EVAL', date '2026-10-12', 'CRIP', 'Vu – à revoir', 'application/pdf', ?)",
                "%PDF-1.4".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        cordee.sql.update("insert into evenement values ('38-1', null, 'DEPART', date '2026-11-15', '35', 'REF-ASE')");
        cordee.sql.update("insert into note values (1, 'ne pas extraire')");

        look();

        assertThat(routes.node.ids()).containsExactly("1", "2");
        var record = routes.node.taken().getFirst();
        assertThat(record.household()).isEqualTo("38-1");
        assertThat(record.rows()).extracting(LocalRow::type).containsExactly("v_usager", "v_foyer", "v_membre",
                "v_ressource",
                "v_document", "v_evenement");
        assertThat(record.rows().getFirst().fields()).containsEntry("nom_naissance", "Mérindol–Œuvray")
                .containsEntry("ne_le", "1990-02-03").containsEntry("ne_a", "2B033").doesNotContainKey("nir");
        assertThat(record.rows().get(3).fields()).containsEntry("montant", "1412.50");
        assertThat(record.attachments()).hasSize(1).allMatch(each -> each.length() == 8);
    }

    @Test
    void of_a_column_that_no_mapping_names_it_is_only_read_that_it_holds_something() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.sql.execute("alter table usager add column \"Médecin traitant\" text");
        cordee.sql.execute("create or replace view v_usager as select * from usager");
        cordee.sql.update("update usager set \"Médecin traitant\" = 'Dr Œuvrard'");
        cordee.sql.update(
                "insert into usager (num_usager, num_foyer, nom_naissance, prenoms) values (2, '38-1', 'Roux', 'Léo')");

        look();

        assertThat(routes.node.taken()).extracting(each -> each.rows().getFirst().fields().get("Médecin traitant"))
                .containsExactly("1", null);
        assertThat(new Translator(RunningRoutes.BOOK).translate(routes.node.taken().getFirst()).ledger().lines())
                .contains(new LossLedger.Line("v_usager", "Médecin traitant", LossLedger.Outcome.DROPPED,
                        "unknown-field", 1));
    }

    @Test
    void only_what_changed_since_the_last_look_is_read_again_and_the_overlap() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.household("38-2", 2, "2026-11-20 09:00:00+01");
        look();
        assertThat(routes.node.mark(CONNECTOR)).contains("2026-11-20T08:00Z");

        cordee.sql.update("insert into ressource select num_usager, 'SALAIRE', 900, '2026-11' from usager");
        look();

        // 38-1 was not touched as far as the database tells; 38-2 lies within the overlap.
        assertThat(routes.node.ids()).containsExactly("1", "2", "2");
    }

    @Test
    void what_was_committed_late_is_not_missed() throws Exception {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        try (var late = cordee.connect()) {
            late.setAutoCommit(false);
            late.createStatement()
                    .executeUpdate("insert into foyer (num_foyer, confidentielle, maj) values ('38-2', 'N',"
                            + " timestamptz '2026-11-20 07:59:00+01')");
            late.createStatement().executeUpdate(
                    "insert into usager (num_usager, num_foyer, nom_naissance, prenoms) values (2, '38-2', 'Tard', 'Éva')");
            look();
            assertThat(routes.node.ids()).containsExactly("1");
            late.commit();
        }

        look();

        assertThat(routes.node.ids()).containsExactly("1", "2");
    }

    @Test
    void how_far_it_came_survives_a_restart_and_an_unchanged_file_opens_nothing() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        look();
        pools.close();
        reopen();

        look();

        assertThat(routes.node.ids()).containsExactly("1");
        assertThat(routes.node.mark(CONNECTOR)).contains("2026-11-20T07:00Z");
    }

    @Test
    void changes_are_tracked_by_a_number_that_only_grows_as_well() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.household("38-2", 2, "2026-11-20 08:00:00+01");
        cordee.sql.update("insert into journal_modif (num_foyer) values ('38-2'), ('38-2'), ('38-1')");

        door.collect(CONNECTOR, "v_journal", "num_foyer", "num_modif", "2");

        assertThat(routes.node.ids()).containsExactly("2", "1");
        assertThat(routes.node.mark(CONNECTOR)).contains("3");
        // A transaction that took its number before and commits after is met again within the overlap.
        cordee.sql.update("insert into ressource values (2, 'SALAIRE', 900, '2026-11')");
        door.collect(CONNECTOR, "v_journal", "num_foyer", "num_modif", "2");
        assertThat(routes.node.ids()).containsExactly("2", "1", "2");
    }

    @Test
    void more_changes_of_one_moment_than_a_page_holds_are_all_read() throws IOException {
        cordee.sql.update("insert into foyer (num_foyer, confidentielle, maj) select 'F' || n, 'N',"
                + " timestamptz '2026-11-20 08:00:00+01' from generate_series(1, 1203) n");
        cordee.sql.update("insert into usager (num_usager, num_foyer, nom_naissance, prenoms)"
                + " select n, 'F' || n, 'Nom', 'Prénom' from generate_series(1, 1203) n");

        look();

        assertThat(routes.node.ids()).hasSize(1203).doesNotHaveDuplicates();
    }

    @Test
    void deleted_rows_are_left_out_deleted_files_are_not_collected_and_that_is_said_once() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.sql.update(
                "insert into usager (num_usager, num_foyer, nom_naissance, supprime) values (2, '38-1', 'Roux', 'O')");
        cordee.sql
                .update("insert into droit (num_usager, prestation, supprime) values (1, 'RSA', 'O'), (1, 'PPA', 'N')");

        look();
        look();

        assertThat(routes.node.ids()).containsExactly("1");
        assertThat(routes.node.taken().getFirst().rows()).extracting(LocalRow::type)
                .containsExactly("v_usager", "v_foyer", "v_droit");
        assertThat(routes.node.refused()).isEqualTo(1);
    }

    @Test
    void a_flag_that_says_neither_holds_the_household_back() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.sql.update("insert into droit (num_usager, prestation, supprime) values (1, 'RSA', null)");

        look();

        assertThat(routes.node.ids()).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(2);
    }

    @Test
    void a_file_that_no_view_has_any_more_is_said_once_and_the_others_are_read() throws IOException {
        cordee.household("38-2", 2, "2026-11-20 08:00:00+01");
        cordee.sql.update("insert into journal_modif (num_foyer) values ('38-1'), ('38-2')");

        door.collect(CONNECTOR, "v_journal", "num_foyer", "num_modif", "10");
        door.collect(CONNECTOR, "v_journal", "num_foyer", "num_modif", "10");

        assertThat(routes.node.ids()).containsExactly("2");
        assertThat(routes.node.refused()).isEqualTo(1);
    }

    @Test
    void a_file_on_which_the_database_fails_is_asked_for_again_and_the_others_are_read() throws IOException {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.household("38-2", 2, "2026-11-20 09:00:00+01");
        cordee.sql.execute("create or replace view v_ressource as select num_usager, nature,"
                + " (montant / (case when num_usager = 1 then 0 else 1 end))::numeric(9,2) as montant, mois, supprime from ressource");
        cordee.sql.update("insert into ressource select num_usager, 'SALAIRE', 900, '2026-11' from usager");

        look();
        assertThat(routes.node.ids()).containsExactly("2");
        assertThat(routes.node.mark(CONNECTOR)).isEmpty();
        assertThat(routes.node.refused()).isEqualTo(1);

        cordee.sql.execute("create or replace view v_ressource as select * from ressource");
        look();
        assertThat(routes.node.ids()).containsExactly("2", "1");
        assertThat(routes.node.mark(CONNECTOR)).isPresent();
    }

    @Test
    void all_views_of_a_file_show_the_same_moment() throws Exception {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        // The view of rights waits until someone else has changed what was read before it.
        cordee.sql.execute("create or replace view v_droit as select d.* from droit d, (select pg_sleep(0.4)) s");
        var other = Thread.ofVirtual().start(() -> {
            awaitReader();
            cordee.sql.update("update usager set nom_naissance = 'Autre' where num_usager = 1");
            cordee.sql.update("insert into contrat (num_usager, num_contrat) values (1, 'C-1')");
        });

        look();
        other.join();

        var types = routes.node.taken().getFirst().rows().stream().map(LocalRow::type).toList();
        assertThat(types).doesNotContain("v_contrat");
    }

    private void awaitReader() {
        org.viaduc.federation.Eventually.is("read", () -> cordee.sql.queryForObject(
                "select count(*) from pg_stat_activity where query like '%v_droit%' and query not like '%pg_stat%'"
                        + " and state = 'active'",
                Integer.class) > 0);
    }

    @Test
    void a_database_that_is_down_breaks_the_look_and_not_the_node() {
        var broken = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "cordee",
                java.util.Map.of("url", "jdbc:postgresql://127.0.0.1:1/nowhere?connectTimeout=1", "user", "x",
                        "password", "y")));
        try (var nowhere = new SqlPools(broken.settings, Duration.ofMillis(500))) {
            var unreachable = new SqlDoor(broken.intake, broken.node, new MappingsInForce(RunningRoutes.BOOK),
                    broken.settings, nowhere);

            assertThatThrownBy(() -> unreachable.collect(CONNECTOR, "v_changement", "num_foyer", "modifie_le", "PT15M"))
                    .isInstanceOf(org.springframework.dao.DataAccessException.class);
            assertThat(broken.node.refused()).isZero();
        }
    }

    @Test
    void a_delivery_is_one_transaction_and_a_repeat_changes_nothing() {
        var exchange = ExchangeId.next(Clock.systemUTC());
        var record = record("alert-about-a-girl-born-in-corsica", exchange);

        var reference = door.stage(record, CONNECTOR, "depot_", "call integrer_depot(?)");
        var again = door.stage(record, CONNECTOR, "depot_", "call integrer_depot(?)");

        assertThat(reference).startsWith("CORDEE-").isEqualTo(again);
        assertThat(count("depot_livraison")).isEqualTo(1);
        assertThat(cordee.sql.queryForList("select nom_naissance from depot_usager", String.class))
                .containsExactly("L'Hostis");
        assertThat(count("depot_membre")).isEqualTo(3);
        assertThat(cordee.sql.queryForList("select distinct id_echange from depot_mesure", String.class))
                .containsExactly(exchange.toString());
    }

    @Test
    void two_deliveries_of_one_exchange_at_once_have_the_effect_of_one() throws Exception {
        var record = record("alert-about-a-girl-born-in-corsica", ExchangeId.next(Clock.systemUTC()));
        var references = java.util.Collections.synchronizedSet(new java.util.HashSet<String>());
        var threads = List.of(1, 2, 3, 4).stream().map(each -> Thread.ofVirtual().start(
                () -> references.add(door.stage(record, CONNECTOR, "depot_", "call integrer_depot(?)")))).toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(references).hasSize(1);
        assertThat(count("depot_usager")).isEqualTo(1);
    }

    @Test
    void what_the_procedure_refuses_leaves_nothing_behind_and_is_no_reason_to_try_again() {
        var refused = record("applicant-born-in-corsica-with-a-soft-deleted-right", ExchangeId.next(Clock.systemUTC()));
        cordee.sql.execute(
                "create function refuser() returns trigger language plpgsql as $$ begin new.nom_naissance := 'REFUS';"
                        + " return new; end $$");
        cordee.sql.execute(
                "create trigger refuser before insert on depot_usager for each row execute function refuser()");

        assertThatThrownBy(() -> door.stage(refused, CONNECTOR, "depot_", "call integrer_depot(?)"))
                .isInstanceOf(DepartmentRefuses.class).hasMessage("the local system refuses the record: sql-P0001");
        assertThat(count("depot_livraison")).isZero();
        assertThat(count("depot_foyer")).isZero();
    }

    @Test
    void a_value_too_long_for_its_column_is_refused_and_a_missing_table_is_tried_again() {
        var record = record("alert-about-a-girl-born-in-corsica", ExchangeId.next(Clock.systemUTC()));
        cordee.sql.execute("alter table depot_usager alter nom_naissance type varchar(3)");

        assertThatThrownBy(() -> door.stage(record, CONNECTOR, "depot_", "none")).isInstanceOf(DepartmentRefuses.class)
                .hasMessageNotContaining("Hostis");
        assertThatThrownBy(() -> door.stage(record, CONNECTOR, "autre_", "none"))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void names_in_a_route_that_are_no_names_reach_no_database() {
        assertThatThrownBy(
                () -> door.collect(CONNECTOR, "v_changement; drop table foyer", "num_foyer", "modifie_le", "PT15M"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                () -> door.stage(record("alert-about-a-girl-born-in-corsica", ExchangeId.next(Clock.systemUTC())),
                        CONNECTOR, "depot_ ", "none"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void look() throws IOException {
        door.collect(CONNECTOR, "v_changement", "num_foyer", "modifie_le", "PT15M");
    }

    private int count(String table) {
        return cordee.sql.queryForObject("select count(*) from " + table, Integer.class);
    }

    private static DeliverableRecord record(String example, ExchangeId exchange) {
        CommonRecord common = Deliverables.example(RunningRoutes.BOOK, example);
        return Deliverables.of(common, RunningRoutes.BOOK, "cordee", exchange);
    }
}
