package org.viaduc.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.viaduc.cli.NodeClient;
import org.viaduc.cli.demo.population.Population;
import org.viaduc.model.Department;

/**
 * Everything that runs in the demonstration: for each department a local system and a node, four processes. Closing it
 * ends them all; whatever starts afterwards is ended at once.
 */
final class Stage implements AutoCloseable {
    /** Short-lived programs: start fast rather than run fast. */
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    private static final List<String> LOCAL = List.of("-Xmx160m", "-Xss768k");

    private final Path folder;
    private final Federation federation;
    private final Map<Department, LocalSystem> locals = new ConcurrentHashMap<>();
    private final Map<Department, Child> nodes = new ConcurrentHashMap<>();
    private final List<Child> children = new ArrayList<>();
    private boolean isClosed;

    private Stage(Path folder, Federation federation) {
        this.folder = folder;
        this.federation = federation;
    }

    /** Writes both departments into the folder. Nothing runs yet. */
    static Stage write(Path folder) throws IOException {
        return new Stage(folder, Federation.write(folder, Population.D35, Population.D44));
    }

    /**
     * Starts the four processes, as much as possible side by side, and returns when all are ready.
     *
     * @param told called with the name of each and how long it took
     */
    void start(BiConsumer<String, Duration> told) throws IOException {
        var began = Instant.now();
        var failure = new AtomicReference<IOException>();
        try (var threads = Executors.newCachedThreadPool()) {
            threads.execute(trying(failure,
                    () -> department(Population.D35, List.of("solidor", "--with-pdf"), this::solidor, told, began)));
            threads.execute(trying(failure,
                    () -> department(Population.D44, List.of("ardoise"), this::ardoise, told, began)));
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private interface Work {
        void done() throws IOException;
    }

    /** What fails first ends the others' waiting as well. */
    private Runnable trying(AtomicReference<IOException> failure, Work work) {
        return () -> {
            try {
                work.done();
            } catch (IOException | UncheckedIOException e) {
                failure.compareAndSet(null, new IOException(e.getMessage(), e));
                close();
            }
        };
    }

    private interface Connectors {
        String of(LocalSystem local, Path node) throws IOException;
    }

    private void department(Department department, List<String> program, Connectors connectors,
            BiConsumer<String, Duration> told, Instant began) throws IOException {
        var system = program.getFirst();
        var home = Files.createDirectories(federation.site(department).folder().resolve(system));
        var options = new ArrayList<>(BRIEF);
        options.addAll(LOCAL);
        var line = new ArrayList<>(List.of("local"));
        line.addAll(program);
        line.addAll(List.of("--folder", home.toString(), "--end-with-parent"));
        var child = started(Child.start(system, home.resolve(system + ".log"), options, Map.of(), line));
        var local = LocalSystem.of(system, home, child.awaitReady());
        locals.put(department, local);
        var name = system.substring(0, 1).toUpperCase(Locale.ROOT) + system.substring(1);
        told.accept(name + " (" + department + ")", Duration.between(began, Instant.now()));
        federation.configure(department, connectors.of(local, federation.site(department).folder()));
        var node = started(federation.startNode(department, Map.of(), BRIEF));
        nodes.put(department, node);
        node.awaitReady();
        told.accept("node " + department, Duration.between(began, Instant.now()));
    }

    private synchronized Child started(Child child) throws IOException {
        children.add(child);
        ProcessHandle.of(child.pid()).ifPresent(this::note);
        if (isClosed) {
            child.close();
            throw new IOException("the demonstration was stopped");
        }
        return child;
    }

    private void note(ProcessHandle process) {
        try {
            LeftBehind.note(folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException("`" + folder + "` cannot be written", e);
        }
    }

    private String solidor(LocalSystem local, Path node) throws IOException {
        Files.writeString(node.resolve("known_hosts"), "[127.0.0.1]:" + local.port() + " "
                + Files.readString(local.folder().resolve("host-key.pub")), StandardCharsets.US_ASCII);
        secret(node.resolve("solidor-password"), login(local).getProperty("password"));
        return """
                  d35-solidor:
                    system: solidor
                    recognises-repeats: true
                    host: 127.0.0.1
                    port: %d
                    user: %s
                    password: "${file:solidor-password}"
                    known-hosts: "${folder}/known_hosts"
                    every: 500
                """.formatted(local.port(), login(local).getProperty("user"));
    }

    private String ardoise(LocalSystem local, Path node) throws IOException {
        secret(node.resolve("ardoise-password"), login(local).getProperty("password"));
        return """
                  d44-ardoise:
                    system: ardoise
                    recognises-repeats: true
                    address: http://127.0.0.1:%d/ardoise
                    user: %s
                    password: "${file:ardoise-password}"
                    every: 500
                """.formatted(local.port(), login(local).getProperty("user"));
    }

    private static Properties login(LocalSystem local) throws IOException {
        var found = new Properties();
        try (var reader = Files.newBufferedReader(local.folder().resolve("credentials.properties"))) {
            found.load(reader);
        }
        return found;
    }

    /** Readable by the owner only, as a node's secrets are kept. */
    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    Federation federation() {
        return federation;
    }

    NodeClient node(Department department) {
        return federation.client(department);
    }

    LocalSystem local(Department department) {
        return locals.get(department);
    }

    /** Whose node, as it was started here, has ended; somebody may have started it again. */
    List<Department> deadNodes() {
        return nodes.entrySet().stream().filter(each -> !each.getValue().isAlive()).map(Map.Entry::getKey).toList();
    }

    /** Where the two processes of a department write what went wrong. */
    List<Path> logs(Department department) {
        var home = federation.site(department).folder();
        return List.of(home.resolve("node.log"),
                locals.get(department).folder()
                        .resolve(department.equals(Population.D35) ? "solidor.log" : "ardoise.log"));
    }

    /** Ends all processes, side by side. A second call does nothing. */
    @Override
    public void close() {
        List<Child> all;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            all = List.copyOf(children);
        }
        try (var threads = Executors.newCachedThreadPool()) {
            all.forEach(child -> threads.execute(child::close));
        }
    }
}
