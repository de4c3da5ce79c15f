package org.viaduc.connectors;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.viaduc.exchange.node.LineBroken;
import org.viaduc.federation.Eventually;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingsInForce;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connector of each door is replaced in the middle of a look and in the middle of a delivery: what is under way ends, or is cut
 * off and taken up again; nothing comes twice, nothing is lost.
 */
class LiveReplacementTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(600);

    @TempDir
    private Path folder;
    private LiveSystem local;
    private RunningRoutes routes;
    private SqlPools pools;
    private RouteSwap swap;

    @AfterEach
    void close() throws Exception {
        routes.close();
        pools.close();
        local.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_look_that_is_under_way_ends_before_its_connector_is_replaced(LiveSystem.Door door) throws Exception {
        start(door, LONG);
        var first = local.file(1);
        local.holdReading();
        routes.start();
        local.awaitHeld();

        var swapped = replaced();
        awaitWaiting(swapped);
        assertThat(swapped.isDone()).isFalse();
        local.letGo();

        assertThat(swapped.get(30, TimeUnit.SECONDS)).contains(local.connector + "-collect");
        Eventually.is("the first", () -> routes.node.ids().contains(first));
        var second = local.file(2);
        Eventually.is("the second", () -> routes.node.ids().contains(second));
        assertThat(routes.node.ids()).containsExactlyInAnyOrder(first, second);
        assertThat(routes.settings.connectors().get(local.connector).values()).containsEntry("every", "150");
    }

    @ParameterizedTest
    @EnumSource
    void a_look_that_takes_too_long_is_cut_off_and_the_new_connector_takes_the_file(LiveSystem.Door door)
            throws Exception {
        start(door, SHORT);
        var first = local.file(1);
        local.holdReading();
        routes.start();
        local.awaitHeld();

        replaced().get(30, TimeUnit.SECONDS);
        local.letGo();

        Eventually.is("the first", () -> routes.node.ids().contains(first));
        var second = local.file(2);
        Eventually.is("the second", () -> routes.node.ids().contains(second));
        assertThat(routes.node.ids()).containsExactlyInAnyOrder(first, second);
    }

    @ParameterizedTest
    @EnumSource
    void a_delivery_that_is_under_way_ends_before_its_connector_is_replaced(LiveSystem.Door door) throws Exception {
        start(door, LONG);
        routes.start();
        var record = local.record();
        local.holdTaking();
        var delivered = delivering(record);
        local.awaitHeld();

        var swapped = replaced();
        awaitWaiting(swapped);
        local.letGo();

        var reference = delivered.get(30, TimeUnit.SECONDS);
        assertThat(swapped.get(30, TimeUnit.SECONDS)).contains(local.connector + "-deliver");
        assertThat(reference).isNotEmpty();
        assertThat(routes.deliver(local.connector, record)).as("a repeat, by the new connector").isEqualTo(reference);
        assertThat(local.deliveries()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_delivery_that_is_cut_off_is_a_broken_line_and_made_once_by_the_next_try(LiveSystem.Door door)
            throws Exception {
        start(door, SHORT);
        routes.start();
        var record = local.record();
        local.holdTaking();
        var cut = delivering(record);
        local.awaitHeld();

        replaced().get(30, TimeUnit.SECONDS);
        local.letGo();

        var first = cut.handle((reference, failure) -> failure == null ? reference : failure.getCause())
                .get(60, TimeUnit.SECONDS);
        assertThat(first).isInstanceOfAny(String.class, LineBroken.class);
        var reference = routes.deliver(local.connector, record);
        assertThat(reference).isNotEmpty();
        if (first instanceof String known) {
            assertThat(known).isEqualTo(reference);
        }
        assertThat(local.deliveries()).isEqualTo(1);
    }

    /** In a thread of its own, as an errand runs: none that others share may wait in it. */
    private CompletableFuture<String> delivering(DeliverableRecord record) {
        return CompletableFuture.supplyAsync(() -> routes.deliver(local.connector, record),
                act -> Thread.ofVirtual().start(act));
    }

    /** The connector's lines change in node.yaml. */
    private Swapping replaced() {
        var values = new HashMap<>(local.values());
        values.put("every", "150");
        var swapping = new Swapping(() -> swap.swap(RouteBook.load(Path.of("none")),
                Map.of(local.connector, RunningRoutes.connector(local.connector, local.system, values))));
        swapping.thread.start();
        return swapping;
    }

    private static final class Swapping extends FutureTask<List<String>> {
        private final Thread thread = new Thread(this, "swap");

        Swapping(Callable<List<String>> act) {
            super(act);
        }
    }

    private static void awaitWaiting(Swapping swapping) {
        Eventually.is("the swap waits", () -> swapping.thread.getState() == Thread.State.TIMED_WAITING
                || swapping.thread.getState() == Thread.State.WAITING);
    }

    private void start(LiveSystem.Door door, Duration patience) throws Exception {
        local = door.open(folder);
        routes = new RunningRoutes(folder.resolve("data"),
                RunningRoutes.connector(local.connector, local.system, local.values()));
        var mappings = new MappingsInForce(RunningRoutes.BOOK);
        pools = new SqlPools(routes.settings);
        var services = new RestDoor(routes.intake, routes.node, routes.settings, Clock.systemUTC(), Thread::sleep);
        var soap = new SoapDoor(routes.intake, routes.node, mappings, routes.settings);
        routes.bind("restDoor", services).bind("soapDoor", soap).bind("compartmentDoor", new CompartmentDoor(soap))
                .bind("sqlDoor", new SqlDoor(routes.intake, routes.node, mappings, routes.settings, pools));
        var parts = new ConnectorParts(routes.settings, pools, services);
        parts.bind(routes.camel);
        swap = new RouteSwap(routes.camel, routes.settings, RouteBook.load(Path.of("none")), parts, patience);
    }
}
