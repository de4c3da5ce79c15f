package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server with one user, on this machine's own address. */
public final class PlayedSftp implements PlayedFiles {
    private static final String USER = "kit";
    private static final String PASSWORD = "rehearsal+1";
    private static final Duration SLOW = Duration.ofMillis(40);

    private final Path folder;
    private final Path shared;
    private final AtomicLong served = new AtomicLong();
    private final AtomicBoolean breaking = new AtomicBoolean();
    private volatile boolean slow;
    private SshServer server;
    private int port;

    /** @param folder for its keys and files; whoever made it deletes it. @param folders that a user of it sees */
    public PlayedSftp(Path folder, List<String> folders) throws IOException {
        this.folder = folder;
        this.shared = PlayedFiles.folders(folder.resolve("shared"), folders);
        comeUp();
    }

    @Override
    public Path shared() {
        return shared;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("host", "127.0.0.1", "port", Integer.toString(port), "user", USER, "password", PASSWORD,
                "knownHosts", folder.resolve("known_hosts").toString());
    }

    @Override
    public String folder(String name) {
        return name;
    }

    @Override
    public void goDown() throws IOException {
        server.stop(true);
    }

    @Override
    public void comeUp() throws IOException {
        var keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        keys.setAlgorithm("EC");
        keys.setKeySize(256);
        server = SshServer.setUpDefaultServer();
        // Post-quantum agreements take a tenth of a second for each connection, and nobody listens here.
        server.setKeyExchangeFactories(server.getKeyExchangeFactories().stream()
                .filter(each -> each.getName().startsWith("ecdh-")).toList());
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setFileSystemFactory(new VirtualFileSystemFactory(shared));
        server.setSubsystemFactories(List.of(sftp()));
        server.start();
        port = server.getPort();
        var key = keys.loadKeys(null).iterator().next().getPublic();
        Files.writeString(folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key) + "\n");
    }

    private SftpSubsystemFactory sftp() {
        var factory = new SftpSubsystemFactory.Builder().build();
        factory.addSftpEventListener(new SftpEventListener() {
            @Override
            public void read(ServerSession session, String handle, FileHandle file, long offset, byte[] data,
                    int dataOffset, int asked, int read, Throwable thrown) {
                served.addAndGet(Math.max(read, 0));
                if (breaking.getAndSet(false)) {
                    session.close(true);
                }
                if (slow) {
                    Waiting.pause(SLOW);
                }
            }
        });
        return factory;
    }

    @Override
    public void beSlow(boolean slow) {
        this.slow = slow;
    }

    @Override
    public boolean breakOffNext() {
        breaking.set(true);
        return true;
    }

    @Override
    public long served() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
