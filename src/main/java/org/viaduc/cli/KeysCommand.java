package org.viaduc.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.viaduc.exchange.node.Habilitations;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;
import org.viaduc.trust.KeyRing;
import org.viaduc.trust.NamedAgent;
import org.viaduc.trust.PeerFile;

/** A node's own keys: what neighbours need of them, and new ones. */
@Command(name = "keys", description = "Publishes a node's public keys and certificate, and makes new ones.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        KeysCommand.Publish.class, KeysCommand.Certificate.class, KeysCommand.Rotate.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The node of a folder. */
    private record Own(NodeSettings settings, Habilitations register, KeyRing ring) {
        static Own of(Path folder) throws IOException {
            var faults = new ArrayList<String>();
            var settings = NodeFile.read(folder, faults);
            var register = HabilitationFile.read(folder, faults);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n  ", faults));
            }
            var node = settings.orElseThrow().settings();
            return new Own(node, register,
                    KeyRing.open(node.data().resolve("keys"), node.department(), Clock.systemUTC()));
        }

        /** Of each mission, the first agent of each role in the register. */
        Map<Mission, List<NamedAgent>> recipients() {
            var recipients = new EnumMap<Mission, List<NamedAgent>>(Mission.class);
            register.agents().forEach(agent -> agent.missions().forEach(word -> {
                var named = recipients.computeIfAbsent(Mission.of(word), mission -> new ArrayList<>());
                var role = Role.of(agent.role());
                if (named.stream().noneMatch(each -> each.role() == role)) {
                    named.add(new NamedAgent(agent.id(), role));
                }
            }));
            return recipients;
        }
    }

    @Command(name = "publish", mixinStandardHelpOptions = true, description = "Prints the peer file that neighbours put into their folder peers/.")
    static final class Publish implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "DIR", description = "the node's folder")
        private Path folder;
        @Option(names = "--url", required = true, description = "where neighbours reach the node, as https://node.example:9443")
        private URI url;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var own = Own.of(folder);
            spec.commandLine().getOut().print(PeerFile.write(own.ring().ownPeer(url, own.recipients())));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(name = "certificate", mixinStandardHelpOptions = true, description = "Prints the certificate that the node shows (PEM): the file that --ca of the other commands takes. During a rotation, all that it may show.")
    static final class Certificate implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "DIR", description = "the node's folder")
        private Path folder;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            Own.of(folder).ring().ownPeer(URI.create("https://localhost"), Map.of()).tlsCertificates()
                    .forEach(each -> spec.commandLine().getOut().print(PeerFile.pem(each)));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true, description = "Makes new keys; the old ones stay valid for the overlap. Publish the new peer file, then restart.")
    static final class Rotate implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "DIR", description = "the node's folder")
        private Path folder;
        @Option(names = "--overlap", defaultValue = "P30D", paramLabel = "PERIOD", description = "how long the old keys stay valid, ISO 8601 (P30D); PT0S for a key that became known")
        private Duration overlap;
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            Own.of(folder).ring().rotate(overlap).forEach(id -> spec.commandLine().getOut().println(id));
            return 0;
        }
    }
}
