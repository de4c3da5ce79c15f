package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

import org.viaduc.cli.demo.local.Credentials;

/**
 * The SFTP server: one user, who comes with the password of {@code credentials.properties} or a key of
 * {@code authorized_keys}, and sees nothing but the shared folder. No shell, no forwarding.
 */
final class SftpDoor implements AutoCloseable {
    private final SshServer server;

    private SftpDoor(SshServer server) {
        this.server = server;
    }

    /** @param arrived called after a file has got a new name, which is when a delivery is whole */
    static SftpDoor open(Path folder, Path shared, String host, int port, Runnable arrived) throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost(host);
        server.setPort(port);
        server.setKeyPairProvider(hostKey(folder.resolve("host-key")));
        var credentials = Credentials.in(folder);
        server.setPasswordAuthenticator((user, password, session) -> credentials.admit(user, password));
        server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(folder.resolve("authorized_keys")));
        server.setFileSystemFactory(new VirtualFileSystemFactory(shared));
        server.setSubsystemFactories(List.of(sftp(arrived)));
        server.start();
        return new SftpDoor(server);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** The key that proves who the server is; its public half stands beside it, for those who are to recognise it. */
    private static KeyPairProvider hostKey(Path file) throws IOException {
        var provider = new SimpleGeneratorHostKeyProvider(file);
        provider.setAlgorithm("EC");
        provider.setKeySize(256);
        var published = new StringBuilder();
        for (var pair : provider.loadKeys(null)) {
            published.append(PublicKeyEntry.toString(pair.getPublic())).append('\n');
        }
        Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), published);
        return provider;
    }

    private static SftpSubsystemFactory sftp(Runnable arrived) {
        var factory = new SftpSubsystemFactory.Builder().build();
        factory.addSftpEventListener(new SftpEventListener() {
            @Override
            public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options,
                    Throwable thrown) {
                if (Files.exists(to)) {
                    arrived.run();
                }
            }
        });
        return factory;
    }
}
