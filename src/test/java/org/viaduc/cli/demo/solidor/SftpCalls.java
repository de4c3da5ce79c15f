package org.viaduc.cli.demo.solidor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A gateway's side of the SFTP line. */
final class SftpCalls implements AutoCloseable {
    private final SshClient client;
    private final ClientSession session;
    private final SftpClient sftp;

    private SftpCalls(SshClient client, ClientSession session, SftpClient sftp) {
        this.client = client;
        this.session = session;
        this.sftp = sftp;
    }

    static SftpCalls open(int port, String password) throws IOException {
        var client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        var session = client.connect("viaduc", "127.0.0.1", port).verify(10_000).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(10_000);
        return new SftpCalls(client, session, SftpClientFactory.instance().createSftpClient(session));
    }

    byte[] read(String path) throws IOException {
        try (InputStream in = sftp.read(path)) {
            return in.readAllBytes();
        }
    }

    /** As the gateway delivers: under another name first, then by its own. */
    void deliver(String path, byte[] content) throws IOException {
        try (var out = sftp.write(path + ".part")) {
            out.write(content);
        }
        sftp.rename(path + ".part", path);
    }

    List<String> names(String folder) throws IOException {
        var names = new ArrayList<String>();
        sftp.readDir(folder).forEach(entry -> names.add(entry.getFilename()));
        return names.stream().filter(name -> !name.startsWith(".")).sorted().toList();
    }

    boolean sees(String path) {
        try {
            return sftp.stat(path) != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        sftp.close();
        session.close();
        client.stop();
    }
}
