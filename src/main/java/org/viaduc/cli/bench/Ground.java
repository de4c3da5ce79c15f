package org.viaduc.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.viaduc.cli.demo.Child;
import org.viaduc.cli.demo.Federation;
import org.viaduc.model.Department;

/** Two running nodes: D35 collects from a folder, D44 delivers to a folder, which is all that its department does. */
final class Ground implements AutoCloseable {
    private static final Department FROM = new Department("D35");
    private static final Department TO = new Department("D44");

    private final Path inbox;
    private final Path delivered;
    private final Child sender;
    private final Child receiver;
    private final Exchanges sent;
    private final Exchanges received;

    private Ground(Federation federation, Child sender, Child receiver) throws IOException, SQLException {
        this.inbox = federation.site(FROM).folder().resolve("local/out");
        this.delivered = federation.site(TO).folder().resolve("local/in");
        this.sender = sender;
        this.receiver = receiver;
        this.sent = Exchanges.of(federation.site(FROM).folder().resolve("data"));
        this.received = Exchanges.of(federation.site(TO).folder().resolve("data"));
    }

    /** @param folder empty; everything that the two nodes have is written below it */
    static Ground open(Path folder) throws IOException, SQLException {
        var federation = Federation.write(folder, FROM, TO);
        federation.configure(FROM, """
                  bench: { system: solidor, collect: true, deliver: false, folder: "${folder}/local/out" }
                """);
        federation.configure(TO,
                """
                          bench: { system: solidor, collect: false, deliver: true, recognises-repeats: true, folder: "${folder}/local/in" }
                        """);
        route(federation.site(FROM), "collect", """
                      - { name: pattern, value: "DOSSIERS_.*[.]csv" }
                      - { name: every, value: "5" }
                """);
        route(federation.site(TO), "deliver", "");
        var receiver = federation.startNode(TO, Map.of(), List.of());
        try {
            var sender = federation.startNode(FROM, Map.of(), List.of());
            try {
                receiver.awaitReady();
                sender.awaitReady();
                return new Ground(federation, sender, receiver);
            } catch (IOException | SQLException e) {
                sender.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            receiver.close();
            throw e;
        }
    }

    private static void route(Federation.Site site, String direction, String further) throws IOException {
        var routes = Files.createDirectories(site.folder().resolve("routes"));
        Files.writeString(routes.resolve("bench-" + direction + ".yaml"), """
                # The benchmark's folder and node %1$s: a local system that only acknowledges.
                # Questions: the maintainers of the gateway.
                - templatedRoute:
                    routeTemplateRef: csv-folder-%2$s
                    routeId: bench-%2$s
                    parameters:
                      - { name: connector, value: bench }
                      - { name: folder, value: "{{bench.folder}}" }
                %3$s""".formatted(site.department(), direction, further.indent(0)));
    }

    /** Where drops arrive. */
    Path inbox() {
        return inbox;
    }

    Exchanges sent() {
        return sent;
    }

    Exchanges received() {
        return received;
    }

    /** How many files stand in the folder of the department that receives. */
    long deliveredFiles() throws IOException {
        if (!Files.isDirectory(delivered)) {
            return 0;
        }
        try (var files = Files.list(delivered)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".csv")).count();
        }
    }

    /** Processor time of both node processes. */
    Duration nodesCpu() throws IOException {
        return Usage.cpu(sender.pid()).plus(Usage.cpu(receiver.pid()));
    }

    /** Processor time of both databases. */
    Duration databasesCpu() throws IOException {
        return sent.cpu().plus(received.cpu());
    }

    /** The most memory that the two node processes held. */
    long peakMegabytes() throws IOException {
        return Usage.peakMegabytes(List.of(sender.pid(), receiver.pid()));
    }

    List<Long> nodes() {
        return List.of(sender.pid(), receiver.pid());
    }

    @Override
    public void close() throws SQLException {
        sent.close();
        received.close();
        sender.close();
        receiver.close();
    }
}
