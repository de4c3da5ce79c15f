package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.connectors.RouteBook;
import org.viaduc.connectors.versions.Versions;
import org.viaduc.mapping.MappingBook;
import org.viaduc.policy.RuleBook;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.PeerDirectory;

/** Runs one node until it is asked to stop. Whatever is wrong in any of its files is said before anything is opened. */
@Command(name = "serve", description = "Runs one node.")
final class ServeCommand implements Callable<Integer> {
    private static final int MISCONFIGURED = 78;

    @Option(names = "--config", required = true, paramLabel = "DIR", description = "The node's folder, with node.yaml.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var faults = new ArrayList<String>();
        var node = assembled(folder, Clock.systemUTC(), faults);
        if (!faults.isEmpty()) {
            spec.commandLine().getErr().println("viaduc: the node does not start, because of "
                    + faults.size() + (faults.size() == 1 ? " fault:" : " faults:"));
            faults.forEach(fault -> spec.commandLine().getErr().println("  " + fault));
            return MISCONFIGURED;
        }
        try (var running = node.orElseThrow().start()) {
            spec.commandLine().getOut().println(running.ready());
            if (running.node().peers().peers().isEmpty()) {
                spec.commandLine().getOut().println("Aucun voisin : peers/ ne contient aucune fiche, rien ne part ni n'arrive. "
                        + "/ No neighbour: peers/ holds no file, nothing leaves or arrives.");
            }
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** The node of a folder; empty when something is wrong in any of its files, and then the faults say what. */
    static Optional<Node> assembled(Path folder, Clock clock, List<String> faults) {
        var content = NodeFile.read(folder, faults);
        var settings = content.map(NodeFile.Content::settings);
        var register = HabilitationFile.read(folder, faults);
        Versions.mend(folder);
        var mappings = read(() -> Files.isDirectory(folder.resolve("mappings"))
                ? MappingBook.bundledWith(folder.resolve("mappings"))
                : MappingBook.bundled(), faults);
        var rules = read(RuleBook::bundled, faults);
        var peers = read(() -> peers(folder.resolve("peers")), faults);
        var routes = RouteBook.load(folder.resolve("routes"));
        settings.ifPresent(node -> faults.addAll(routes.faults(node)));
        settings.ifPresent(node -> peers.ifPresent(known -> faults.addAll(LoginFaults.of(node, known))));
        settings.ifPresent(node -> mappings.ifPresent(book -> node.connectors().values().stream()
                .filter(connector -> !book.systems().contains(connector.system()))
                .forEach(connector -> faults.add(NodeLines.of(folder).placed("node.yaml: connectors: "
                        + connector.name() + ": there are no mappings for the system `" + connector.system()
                        + "`; known: " + String.join(", ", book.systems()))))));
        var ring = settings.flatMap(
                node -> read(() -> keys(node.data().resolve("keys"), node.department(), clock), faults));
        return faults.isEmpty()
                ? Optional.of(new Node(settings.orElseThrow(), content.orElseThrow().entrance(), register,
                        mappings.orElseThrow(), rules.orElseThrow(), peers.orElseThrow(), routes, ring.orElseThrow(),
                        clock))
                : Optional.empty();
    }

    private static PeerDirectory peers(Path folder) {
        try {
            return PeerDirectory.load(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder `peers` cannot be read", e);
        }
    }

    private static KeyRing keys(Path folder, org.viaduc.model.Department department, Clock clock) {
        try {
            return KeyRing.open(folder, department, clock);
        } catch (IOException e) {
            throw new IllegalArgumentException("the node's keys cannot be read or made in `" + folder + "`", e);
        }
    }

    private static <T> Optional<T> read(Supplier<T> reading, List<String> faults) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException | IllegalStateException e) {
            e.getMessage().lines().forEach(faults::add);
            return Optional.empty();
        }
    }
}
