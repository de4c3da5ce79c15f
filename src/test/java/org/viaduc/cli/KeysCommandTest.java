package org.viaduc.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.viaduc.model.Department;
import org.viaduc.trust.KeyRing;

import static org.assertj.core.api.Assertions.assertThat;

class KeysCommandTest {
    @Test
    void the_certificate_that_other_commands_take_is_the_one_that_neighbours_know(@TempDir Path node)
            throws IOException, CertificateException {
        Files.writeString(node.resolve("node.yaml"), """
                department: D64
                listen: { api: 8064, peers: 9064 }
                issuer: { uri: "https://login.example/realms/d64", audience: viaduc, keys: keys.json }
                """);
        Files.writeString(node.resolve("keys.json"), "{\"keys\":[]}");
        Files.writeString(node.resolve("habilitations.yaml"),
                "- { id: d64-rsa-01, role: GEST-RSA, missions: [RSA] }\n");
        var out = new StringWriter();

        var status = new CommandLine(new KeysCommand()).setOut(new PrintWriter(out)).execute("certificate", "--config",
                node.toString());

        assertThat(status).isZero();
        var told = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.US_ASCII)));
        var ring = KeyRing.open(node.resolve("data/keys"), new Department("D64"), Clock.systemUTC());
        assertThat(ring.ownPeer(URI.create("https://localhost"), Map.of()).tlsCertificates()).singleElement()
                .isEqualTo(told);
    }
}
