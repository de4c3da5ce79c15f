package org.viaduc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.viaduc.cli.demo.Federation;
import org.viaduc.exchange.Counter;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.journal.Actor;
import org.viaduc.model.Department;

/** Two nodes of a demonstration in this process, whose local systems are folders; started once, ended with the JVM. */
final class TwoNodes {
    static final Department D35 = new Department("D35");
    static final Department D44 = new Department("D44");
    /** A neighbour that nobody plays, and whose keys have run out: what goes there is parked. */
    static final Department D29 = new Department("D29");
    /** A program that D35 is to tell what waits, where no program is. */
    static final String NOBODY_THERE = "http://localhost:1/agenda";
    private static final Charset SOLIDOR = Charset.forName("windows-1252");
    private static final Path EXAMPLES = Path.of("mappings/solidor/examples");

    private final Federation federation;
    private final Node.Running origin;
    private final Node.Running host;

    private TwoNodes(Federation federation, Node.Running origin, Node.Running host) {
        this.federation = federation;
        this.origin = origin;
        this.host = host;
    }

    private static final class Started {
        private static final TwoNodes NODES = start();
    }

    static TwoNodes running() {
        return Started.NODES;
    }

    private static TwoNodes start() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "pages")), "two-");
            var federation = Federation.write(folder, D35, D44, D29);
            for (var department : java.util.List.of(D35, D44)) {
                expire(federation.site(department).folder().resolve("peers/D29.yaml"));
            }
            return new TwoNodes(federation, start(federation, D35), start(federation, D44));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expire(Path peer) throws IOException {
        Files.writeString(peer, Files.readString(peer)
                .replaceAll("validFrom: \"[^\"]+\"", "validFrom: \"2025-01-01T00:00:00Z\"")
                .replaceAll("validTo: \"[^\"]+\"", "validTo: \"2026-01-01T00:00:00Z\""));
    }

    private static Node.Running start(Federation federation, Department department) throws IOException {
        var home = federation.site(department).folder();
        var name = department.code().toLowerCase(Locale.ROOT) + "-depot";
        Files.createDirectories(home.resolve("in"));
        Files.createDirectories(home.resolve("routes"));
        for (var way : new String[]{"collect", "deliver"}) {
            Files.writeString(home.resolve("routes").resolve(name + "-" + way + ".yaml"), """
                    # A folder of a local system that is played in tests.
                    # Questions: nobody.
                    - templatedRoute:
                        routeTemplateRef: csv-folder-%1$s
                        routeId: %2$s-%1$s
                        parameters:
                          - { name: connector, value: %2$s }
                          - { name: folder, value: "%3$s" }
                    """.formatted(way, name, home.resolve(way.equals("collect") ? "in" : "out"))
                    + (way.equals("collect") ? """
                                  - { name: pattern, value: ".*[.]csv" }
                                  - { name: every, value: 300 }
                            """ : ""));
        }
        register(home, department);
        federation.configure(department, "  " + name + ": { system: solidor, recognises-repeats: true }"
                + (department.equals(D35) ? tellsNobody(home) : ""));
        var faults = new ArrayList<String>();
        var node = ServeCommand.assembled(home, Clock.systemUTC(), faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("\n", faults));
        }
        return node.orElseThrow().start();
    }

    private static String tellsNobody(Path home) throws IOException {
        Files.writeString(home.resolve("hook-secret"), "un-secret-de-trente-deux-lettres-ou-plus");
        return "\nnotifications: { pages: \"https://localhost\", every: PT1M, to: [{ webhook: \"" + NOBODY_THERE
                + "\", secret: \"${file:hook-secret}\" }] }";
    }

    /** The invented case worker pays income support at D35, and is on call for children in danger at D44. */
    private static void register(Path home, Department department) throws IOException {
        Files.writeString(home.resolve("habilitations.yaml"), department.equals(D35)
                ? "- { id: d35-rsa-02, role: GEST-RSA, missions: [RSA], login: d.lefevre }\n"
                : "- { id: d44-pe-02, role: CADRE-CRIP, missions: [PE], login: d.lefevre }\n",
                StandardOpenOption.APPEND);
    }

    /** Lays an example of Solidor's into the folder of D35. */
    void collect(String example) throws IOException {
        var drop = federation.site(D35).folder().resolve("in");
        var part = Files.copy(EXAMPLES.resolve(example + ".local.csv"), drop.resolve(example + ".part"));
        Files.move(part, drop.resolve(example + ".csv"));
    }

    /** The same file once more, as a nightly drop repeats it. */
    void collectAgain(String example) throws IOException {
        collect(example, "again", text -> text);
    }

    /** An example of which something is otherwise. @param name of the drop, as no other is called */
    void collect(String example, String name, UnaryOperator<String> change) throws IOException {
        var drop = federation.site(D35).folder().resolve("in");
        var text = Files.readString(EXAMPLES.resolve(example + ".local.csv"), SOLIDOR);
        var part = Files.writeString(drop.resolve(example + "-" + name + ".part"), change.apply(text), SOLIDOR);
        Files.move(part, drop.resolve(example + "-" + name + ".csv"));
    }

    <T> T bean(Department department, Class<T> type) {
        return (department.equals(D35) ? origin : host).context().getBean(type);
    }

    /** The latest exchange about a local file at D35, once there is one that fits. */
    Journey journey(String localId, java.util.function.Predicate<Journey> fitting) {
        var found = new ArrayList<Journey>();
        until(() -> bean(D35, Counter.class).latest(100, Actor.user("d.lefevre")).stream()
                .filter(each -> each.localId().equals(localId)).filter(fitting).findFirst()
                .map(found::add).isPresent());
        return found.getFirst();
    }

    void until(BooleanSupplier holds) {
        var end = System.nanoTime() + 40_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was waited for has not come within 40 s; there are "
                        + bean(D35, Counter.class).latest(100, Actor.user("d.lefevre")).stream()
                                .map(each -> each + " " + each.localId() + " " + each.awaits() + each.reason())
                                .toList());
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    /** Where a node's settings stand. */
    Path folder(Department department) {
        return federation.site(department).folder();
    }

    Path certificate(Department department) {
        return federation.site(department).certificate();
    }

    /** A client's token for a user with that role. */
    String token(String user, String role) {
        return federation.tokens().token(user, java.util.List.of(role));
    }

    URI at(Department department, String path) {
        return URI.create(federation.site(department).address() + path);
    }
}
