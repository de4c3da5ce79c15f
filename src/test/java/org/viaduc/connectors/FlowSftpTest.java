package org.viaduc.connectors;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.federation.Eventually;
import org.viaduc.mapping.Deliverables;
import org.viaduc.model.ExchangeId;

import static org.assertj.core.api.Assertions.assertThat;

/** The connector of D22 as it is packed, against an SFTP server. */
class FlowSftpTest {
    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final Path EXAMPLE = Path
            .of("mappings/cnaf-vrsb/examples/family-whose-paying-body-changes.local.xml");
    private static final String CONNECTOR = "d22-cnaf-vrsb";

    @TempDir
    private Path temporary;
    private Path shared;
    private SshServer server;
    private RunningRoutes routes;

    @BeforeEach
    void start() throws Exception {
        shared = temporary.resolve("shared");
        for (var folder : List.of("in/archive", "in/reject", "neighbours")) {
            Files.createDirectories(shared.resolve(folder));
        }
        server = SshServer.setUpDefaultServer();
        server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                .filter(each -> each.getName().startsWith("ecdh-")).toList());
        server.setHost("127.0.0.1");
        server.setPort(0);
        var keys = new SimpleGeneratorHostKeyProvider(temporary.resolve("host-key"));
        keys.setAlgorithm("EC");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals("caf") && password.equals("s3cret+1"));
        server.setFileSystemFactory(new VirtualFileSystemFactory(shared));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        var known = temporary.resolve("known_hosts");
        Files.writeString(known, "[127.0.0.1]:" + server.getPort() + " "
                + PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic()) + "\n");
        routes = new RunningRoutes(temporary.resolve("data"), RunningRoutes.connector(CONNECTOR, "cnaf-vrsb",
                Map.of("host", "127.0.0.1", "port", Integer.toString(server.getPort()), "user", "caf", "password",
                        "s3cret+1", "known-hosts", known.toString(), "every", "200")))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        routes.close();
        server.stop(true);
    }

    @Test
    void a_flow_is_taken_from_the_server_and_what_cannot_be_read_goes_back_there() throws IOException {
        var good = Files.readString(EXAMPLE, LATIN_9);
        Files.writeString(shared.resolve("in/VRSB_20261121.xml"),
                good.replace("<InfoFoyerRSA>", "<InfoFoyerRSA><Personne/></InfoFoyerRSA><InfoFoyerRSA>")
                        .replace(">1</NBTOT", ">2</NBTOT"),
                LATIN_9);

        Eventually.is("archived", () -> Files.exists(shared.resolve("in/archive/VRSB_20261121.xml")));

        assertThat(routes.node.ids()).hasSize(3);
        assertThat(Files.readString(shared.resolve("in/reject/VRSB_20261121.xml.ERR"), LATIN_9))
                .contains("VRSB_20261121.xml:7", "DemandeRSA.NUMDEMRSA", "<InfoFoyerRSA><Personne/></InfoFoyerRSA>");
    }

    @Test
    void a_delivery_lands_in_the_department_under_its_exchange() throws IOException {
        var exchange = ExchangeId.next(Clock.systemUTC());
        var example = Deliverables.example(RunningRoutes.BOOK, "applicant-with-contract-actions-and-obstacles");

        routes.deliver(CONNECTOR, Deliverables.of(example, RunningRoutes.BOOK, "cnaf-vrsb", exchange));

        assertThat(shared.resolve("neighbours/LIVRAISON_" + exchange + ".xml")).exists();
    }
}
