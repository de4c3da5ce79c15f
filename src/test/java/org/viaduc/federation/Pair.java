package org.viaduc.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.cli.NodeClient;
import org.viaduc.cli.demo.Child;
import org.viaduc.cli.demo.Federation;
import org.viaduc.model.Department;

/** Two departments whose nodes run in processes of their own, each with a depot as its local system. */
final class Pair implements AutoCloseable {
    static final Department D35 = new Department("D35");
    static final Department D44 = new Department("D44");

    private final Federation federation;
    private final Map<Department, Depot> depots = new HashMap<>();
    private final Map<Department, Child> nodes = new HashMap<>();
    private boolean isClosed;

    private Pair(Federation federation) {
        this.federation = federation;
    }

    /** Writes both into a fresh folder under {@code target}; nothing runs yet. @param guests known to both, and not run */
    static Pair write(Department... guests) throws IOException {
        var all = new java.util.ArrayList<>(List.of(D35, D44));
        all.addAll(List.of(guests));
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "federation")), "pair-");
        var pair = new Pair(Federation.write(folder, all.toArray(Department[]::new)));
        for (var department : List.of(D35, D44)) {
            pair.depots.put(department, new Depot(pair.folder(department).resolve("depot")));
            pair.connect(department, "depot-" + number(department), "csv-folder-collect", "collect", """
                          - { name: folder, value: "{{NAME.folder}}/out" }
                          - { name: pattern, value: "DOSSIERS_.*[.]csv" }
                          - { name: every, value: "{{NAME.every}}" }
                    """);
            pair.connect(department, "depot-" + number(department), "csv-folder-deliver", "deliver", """
                          - { name: folder, value: "{{NAME.folder}}/in" }
                    """);
            pair.configure(department, depot(department, true));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(pair::close, "end the nodes"));
        return pair;
    }

    /** The lines of {@code node.yaml} for a depot. */
    static String depot(Department department, boolean delivers) {
        return """
                  depot-%s:
                    system: solidor
                    recognises-repeats: true
                    deliver: %s
                    folder: "${folder}/depot"
                    every: 100
                """.formatted(number(department), delivers);
    }

    void configure(Department department, String connectors) throws IOException {
        federation.configure(department, connectors);
    }

    private void connect(Department department, String name, String template, String direction, String parameters)
            throws IOException {
        route(department, name + "-" + direction, """
                # The depot of a test and the node of %s.
                # Questions: nobody.
                - templatedRoute:
                    routeTemplateRef: %s
                    routeId: %s
                    parameters:
                      - { name: connector, value: NAME }
                %s""".formatted(department, template, name + "-" + direction, parameters).replace("NAME", name));
    }

    /** Adds a route file to a node's own. */
    void route(Department department, String stem, String text) throws IOException {
        var routes = Files.createDirectories(folder(department).resolve("routes"));
        Files.writeString(routes.resolve(stem + ".yaml"), text, StandardCharsets.UTF_8);
    }

    private static String number(Department department) {
        return department.code().substring(1).toLowerCase(Locale.ROOT);
    }

    Path folder(Department department) {
        return federation.site(department).folder();
    }

    Federation federation() {
        return federation;
    }

    Depot depot(Department department) {
        return depots.get(department);
    }

    NodeTables tables(Department department) {
        return new NodeTables(folder(department).resolve("data"));
    }

    NodeClient client(Department department) {
        return federation.client(department);
    }

    /** Starts a node, with the serve line that is always the same. */
    Child start(Department department, Map<String, String> environment) throws IOException {
        var node = federation.startNode(department, environment, NodeProgram.jvm());
        synchronized (nodes) {
            nodes.put(department, node);
            if (isClosed) {
                node.kill();
                throw new IOException("the tests are over");
            }
        }
        return node;
    }

    Child node(Department department) {
        synchronized (nodes) {
            return nodes.get(department);
        }
    }

    /** Starts both side by side and returns when both are ready. */
    void startBoth() throws IOException {
        var one = start(D44, Map.of());
        var other = start(D35, Map.of());
        one.awaitReady();
        other.awaitReady();
    }

    /** An exchange as a node tells it. */
    JsonNode exchange(Department department, String id) throws IOException {
        return client(department).get("/api/exchanges/" + id);
    }

    /** All exchanges of a node, newest first. */
    List<JsonNode> exchanges(Department department) throws IOException {
        return StreamSupport.stream(client(department).get("/api/exchanges?limit=1000").spliterator(), false).toList();
    }

    /** The id of the exchange that carries a family's file away from a department. */
    Optional<String> exchangeOf(Department from, Family family) throws IOException {
        return exchanges(from).stream().filter(each -> each.path("direction").asText().equals("out")
                && each.path("localId").asText().equals(family.person())).map(each -> each.path("id").asText())
                .findFirst();
    }

    String state(Department department, String id) throws IOException {
        return exchange(department, id).path("exchange").path("state").asText();
    }

    /** Waits until a family's exchange stands in a state at the department that it leaves. @return the exchange's id */
    String until(Department from, Family family, String state) {
        Eventually.is(family.person() + " is " + state + " at " + from,
                () -> state(from, exchangeOf(from, family).orElseThrow()).equals(state));
        try {
            return exchangeOf(from, family).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log(Department department) {
        return folder(department).resolve("node.log");
    }

    /** Ends both nodes, and the database of one that was killed and did not come back. */
    @Override
    public void close() {
        List<Child> running;
        synchronized (nodes) {
            isClosed = true;
            running = List.copyOf(nodes.values());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running.forEach(node -> threads.execute(node::close));
        }
        for (var department : List.of(D35, D44)) {
            tables(department).server().ifPresent(ProcessHandle::destroy);
        }
    }
}
