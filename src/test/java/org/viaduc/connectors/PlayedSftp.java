package org.viaduc.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A department's SFTP server. */
public final class PlayedSftp implements AutoCloseable {
    private static final String PASSWORD = "s3cret+1";

    public final Path shared;
    private final Path known;
    private final SshServer server = SshServer.setUpDefaultServer();

    public PlayedSftp(Path folder, String... shown) throws IOException, GeneralSecurityException {
        shared = folder.resolve("shared");
        for (var each : shown) {
            Files.createDirectories(shared.resolve(each));
        }
        known = folder.resolve("known_hosts");
        server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                .filter(each -> each.getName().startsWith("ecdh-")).toList());
        server.setHost("127.0.0.1");
        server.setPort(0);
        var keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        keys.setAlgorithm("EC");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals("node") && password.equals(PASSWORD));
        server.setFileSystemFactory(new VirtualFileSystemFactory(shared));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        Files.writeString(known, "[127.0.0.1]:" + server.getPort() + " "
                + PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic()) + "\n");
    }

    /** What node.yaml says of a connector to this server. */
    public Map<String, String> values() {
        return Map.of("host", "127.0.0.1", "port", Integer.toString(server.getPort()), "user", "node", "password",
                PASSWORD, "known-hosts", known.toString(), "every", "200");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
