package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.Deliverables;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connector of D38 as it is packed, against a PostgreSQL that keeps its texts in windows-1252. */
class SqlRouteTest {
    private static final String CONNECTOR = "d38-cordee";

    @TempDir
    private Path folder;
    private PlayedCordee cordee;
    private RunningRoutes routes;
    private SqlPools pools;

    @BeforeEach
    void open() throws SQLException, IOException {
        cordee = new PlayedCordee();
        routes = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "cordee", cordee.values()));
        pools = new SqlPools(routes.settings);
        routes.bind("sqlDoor", new SqlDoor(routes.intake, routes.node, new MappingsInForce(RunningRoutes.BOOK),
                routes.settings, pools));
        pools.all().forEach((name, pool) -> routes.bind(SqlPools.NAME + name, pool));
    }

    @AfterEach
    void close() {
        routes.close();
        pools.close();
    }

    @Test
    void files_that_change_are_collected_again_and_again() throws Exception {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        routes.start();
        Eventually.is("first", () -> routes.node.ids().contains("1"));

        cordee.household("38-2", 2, "2026-11-20 08:05:00+01");

        Eventually.is("second", () -> routes.node.ids().contains("2"));
        assertThat(routes.node.ids()).containsExactly("1", "2");
    }

    @Test
    void a_look_that_breaks_is_followed_by_the_next() throws Exception {
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
        cordee.sql.execute("alter view v_changement rename to v_changement_en_travaux");
        routes.start();
        cordee.sql.execute("alter view v_changement_en_travaux rename to v_changement");

        Eventually.is("collected", () -> routes.node.ids().contains("1"));
    }

    @Test
    void a_delivery_is_staged_once_and_its_reference_comes_back() throws Exception {
        routes.start();
        var record = record();

        var reference = routes.deliver(CONNECTOR, record);

        assertThat(reference).startsWith("CORDEE-");
        assertThat(routes.deliver(CONNECTOR, record)).isEqualTo(reference);
        assertThat(cordee.sql.queryForObject("select count(*) from depot_usager", Integer.class)).isEqualTo(1);
    }

    @Test
    void a_refusal_goes_to_a_person_and_a_broken_line_is_tried_again() throws Exception {
        routes.start();
        cordee.sql.execute("alter table depot_usager add constraint sans_nom check (nom_naissance is null)");
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(DepartmentRefuses.class);

        cordee.sql.execute("alter table depot_usager rename to depot_usager_en_travaux");
        assertThatThrownBy(() -> routes.deliver(CONNECTOR, record())).isInstanceOf(LineBroken.class);
    }

    @Test
    void a_department_with_a_procedure_takes_the_record_whole() throws Exception {
        routes.start(Map.of("d38-cordee-deliver", """
                # Node of D38 → Cordée, through its procedure.
                # Questions: nobody, it is a test.
                - templatedRoute:
                    routeTemplateRef: sql-procedure-deliver
                    routeId: d38-cordee-deliver
                    parameters:
                      - { name: connector, value: d38-cordee }
                      - { name: procedure, value: deposer }
                """));
        var record = record();

        var reference = routes.deliver(CONNECTOR, record);

        assertThat(reference).startsWith("PROC-");
        assertThat(routes.deliver(CONNECTOR, record)).isEqualTo(reference);
    }

    @Test
    void a_connector_without_its_database_is_a_fault_before_anything_starts() {
        var bare = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "cordee", Map.of("every", "200")));

        assertThat(RouteBook.load(Path.of("none")).faults(bare.settings)).contains(
                "routes/d38-cordee-collect.yaml:1: node.yaml gives no value for `{{d38-cordee.url}}`",
                "routes/d38-cordee-deliver.yaml:1: node.yaml gives no value for `{{d38-cordee.password}}`");
    }

    private static DeliverableRecord record() {
        return Deliverables.of(Deliverables.example(RunningRoutes.BOOK, "alert-about-a-girl-born-in-corsica"),
                RunningRoutes.BOOK, "cordee", ExchangeId.next(Clock.systemUTC()));
    }
}
