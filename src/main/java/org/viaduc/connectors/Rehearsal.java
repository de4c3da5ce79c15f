package org.viaduc.connectors;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.exchange.way.Posting;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.model.Department;
import org.viaduc.model.LocalRecord;

/**
 * One connector's routes and doors as a node runs them, without a node: what they collect is counted, and what they deliver
 * goes to a system that is played.
 */
public final class Rehearsal implements AutoCloseable {
    /** A database that is played is there at once, or down. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final AnnotationConfigApplicationContext doors = new AnnotationConfigApplicationContext();
    private final DefaultCamelContext camel;
    private final NodeSettings settings;
    private final Connector connector;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private Rehearsal(Connector connector, MappingBook mappings, Path folder, Consumer<LocalRecord> taken) {
        this.connector = connector;
        this.settings = settings(connector, folder);
        doors.registerBean("acceptance", Acceptance.class, () -> new Counting(taken));
        doors.registerBean("wholePosts", WholePosts.class, () -> (records, from, name) -> {
            records.forEach(taken);
            return Posting.Outcome.TAKEN;
        });
        doors.registerBean(ProducerTemplate.class, this::producer);
        doors.registerBean(MappingsInForce.class, () -> new MappingsInForce(mappings));
        doors.registerBean(NodeSettings.class, () -> settings);
        doors.registerBean(Clock.class, Clock::systemUTC);
        doors.registerBean("sqlPools", SqlPools.class, () -> new SqlPools(settings, AT_ONCE));
        doors.registerBean(LazyInitializationBeanFactoryPostProcessor.class);
        doors.register(ConnectorBeans.class);
        doors.refresh();
        this.camel = new DefaultCamelContext(new DefaultRegistry(new ApplicationContextBeanRepository(doors)));
    }

    /**
     * Starts the routes.
     *
     * @param values  what the routes ask of node.yaml
     * @param instead by the directions that are rehearsed, values for parameters of the routes' templates in the place of the routes' own
     * @param folder  for what the doors keep; anything may be deleted in it afterwards
     * @param taken   gets every record that is collected; what it throws is a node that breaks
     * @throws Exception when Camel does not take them
     */
    public static Rehearsal start(RouteBook routes, MappingBook mappings, Connector connector,
            Map<String, Map<String, String>> instead, Path folder, Consumer<LocalRecord> taken) throws Exception {
        var rehearsal = new Rehearsal(connector, mappings, folder, taken);
        try {
            rehearsal.start(routes, instead);
            return rehearsal;
        } catch (Exception e) {
            rehearsal.close();
            throw e;
        }
    }

    private ProducerTemplate producer() {
        return camel.createProducerTemplate();
    }

    private void start(RouteBook routes, Map<String, Map<String, String>> instead) throws Exception {
        camel.setStreamCaching(false);
        camel.getShutdownStrategy().setTimeout(1);
        camel.getShutdownStrategy().setShutdownNowOnTimeout(true);
        doors.getBean(ConnectorParts.class).bind(camel);
        for (var file : routes.toLoad(settings)) {
            if (file.template().isPresent()) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(file.stem() + ".yaml", file.text()));
            }
        }
        instead.forEach((direction, parameters) -> routes.built(connector.name(), direction)
                .map(route -> route.with(parameters)).ifPresent(this::add));
        camel.getManagementStrategy().addEventNotifier(new Failures(failed));
        camel.start();
    }

    private void add(BuiltRoute route) {
        var builder = TemplatedRouteBuilder.builder(camel, route.template()).routeId(route.id());
        route.parameters().forEach(builder::parameter);
        builder.add();
    }

    private static NodeSettings settings(Connector connector, Path folder) {
        return new NodeSettings(folder, Department.UNKNOWN, ZoneId.of("Europe/Paris"),
                new NodeSettings.Listen("127.0.0.1", 1, 2),
                new NodeSettings.Database(Optional.empty(), "", new NodeSettings.Password("")), folder,
                new LinkedHashMap<>(Map.of(connector.name(), connector)), Map.of(), Optional.empty(), List.of());
    }

    /** Hands an example over through the connector's deliver route. @return the system's reference, or an empty text */
    public String deliver(DeliverableRecord example) {
        return new Doors(camel.createProducerTemplate()).handOver(connector, example, example.exchange());
    }

    /**
     * Posts what a department's system would, past the address at which a node takes it.
     *
     * @throws IllegalStateException when the node behind the door breaks
     */
    public FhirPosts.Answer post(byte[] bundle) {
        return doors.getBean(FhirPosts.class).post(connector.name(), bundle);
    }

    /** How often a route failed, which a node says in its log and in {@code connector list}. */
    public int failed() {
        return failed.get();
    }

    /** How much could not be read at the door. */
    public int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        camel.stop();
        doors.close();
    }

    /** Counts what makes a route fail. */
    private static final class Failures extends EventNotifierSupport {
        private final AtomicInteger failed;

        Failures(AtomicInteger failed) {
            this.failed = failed;
            setIgnoreCamelContextEvents(true);
            setIgnoreRouteEvents(true);
            setIgnoreServiceEvents(true);
        }

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeFailedEvent) {
                failed.incrementAndGet();
            }
        }
    }

    /** Counts what is refused, passes on what is taken, and remembers how far doors came. */
    private final class Counting implements Acceptance {
        private final Consumer<LocalRecord> taken;
        private final Map<String, String> marks = new ConcurrentHashMap<>();

        Counting(Consumer<LocalRecord> taken) {
            this.taken = taken;
        }

        @Override
        public void accept(LocalRecord record, String from) {
            taken.accept(record);
        }

        @Override
        public void refusedAtDoor(String from, int faults) {
            refused.addAndGet(faults);
        }

        @Override
        public Optional<String> mark(String from) {
            return Optional.ofNullable(marks.get(from));
        }

        @Override
        public void mark(String from, String mark) {
            marks.put(from, mark);
        }
    }
}
