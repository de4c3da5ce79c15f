package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.MappingsInForce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The lines of a connector change while its routes run: its database stands elsewhere. */
class RouteSwapTest {
    private static final String CONNECTOR = "d38-cordee";

    @TempDir
    private Path folder;
    private PlayedCordee cordee;
    private RunningRoutes routes;
    private SqlPools pools;
    private RouteSwap swap;
    private final RouteBook book = RouteBook.load(Path.of("none"));

    @BeforeEach
    void open() throws SQLException, IOException {
        cordee = new PlayedCordee();
        cordee.household("38-1", 1, "2026-11-20 08:00:00+01");
    }

    @AfterEach
    void close() {
        routes.close();
        pools.close();
    }

    @Test
    void a_database_that_stands_elsewhere_is_read_there_without_a_restart() throws Exception {
        start(elsewhere());

        assertThat(swap.swap(book, named(cordee.values()))).containsExactly(CONNECTOR + "-collect",
                CONNECTOR + "-deliver");

        Eventually.is("collected from where it stands now", () -> routes.node.ids().contains("1"));
    }

    @Test
    void what_nothing_can_be_made_of_leaves_the_old_database_in_place() throws Exception {
        start(cordee.values());
        Eventually.is("first", () -> routes.node.ids().contains("1"));
        var wrong = elsewhere();
        wrong.putAll(Map.of("address", "no address", "token", "t", "client", "c", "secret", "s"));

        assertThatThrownBy(() -> swap.swap(book, named(wrong))).isInstanceOf(RouteSwap.NotTaken.class)
                .hasMessageContaining(CONNECTOR);

        cordee.household("38-2", 2, "2026-11-20 08:05:00+01");
        Eventually.is("the old one is read again", () -> routes.node.ids().contains("2"));
        assertThat(routes.settings.connectors().get(CONNECTOR).values()).isEqualTo(cordee.values());
    }

    @Test
    void the_routes_of_a_connector_that_is_gone_end() throws Exception {
        start(cordee.values());

        assertThat(swap.swap(book, Map.of())).isEmpty();

        assertThat(routes.camel.getRoutes()).isEmpty();
        assertThat(pools.all()).isEmpty();
        assertThat(routes.camel.getRegistry().lookupByName(SqlPools.NAME + CONNECTOR)).isNull();
    }

    private Map<String, String> elsewhere() {
        var values = new HashMap<>(cordee.values());
        values.put("url", "jdbc:postgresql://127.0.0.1:1/nowhere?connectTimeout=1");
        return values;
    }

    private static Map<String, Connector> named(Map<String, String> values) {
        return Map.of(CONNECTOR, RunningRoutes.connector(CONNECTOR, "cordee", values));
    }

    private void start(Map<String, String> values) throws Exception {
        routes = new RunningRoutes(folder, RunningRoutes.connector(CONNECTOR, "cordee", values));
        pools = new SqlPools(routes.settings);
        var services = new RestDoor(routes.intake, routes.node, routes.settings, Clock.systemUTC(), Thread::sleep);
        routes.bind("sqlDoor", new SqlDoor(routes.intake, routes.node, new MappingsInForce(RunningRoutes.BOOK),
                routes.settings, pools));
        var parts = new ConnectorParts(routes.settings, pools, services);
        parts.bind(routes.camel);
        routes.start();
        swap = new RouteSwap(routes.camel, routes.settings, book, parts);
    }
}
