package org.viaduc.connectors.versions;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;

import org.viaduc.exchange.node.NodeSettings.Password;

/** A folder of the department's SFTP server, asked as the connector's route asks it: with its login, and only that server's key. */
final class SftpArchive implements Archive {
    private static final int PATIENCE = (int) Duration.ofSeconds(10).toMillis();

    private final Session session;
    private final ChannelSftp channel;
    private final String folder;

    private SftpArchive(Session session, ChannelSftp channel, String folder) {
        this.session = session;
        this.channel = channel;
        this.folder = folder;
    }

    /**
     * How the server is reached.
     *
     * @param knownHosts a file with the server's key
     * @param folder     of the drops, seen from where the login begins
     */
    record Place(String host, int port, String user, Password password, String knownHosts, String folder) {}

    /** @throws IOException when the server is not reached, is another one, or does not take the login */
    static SftpArchive at(Place place) throws IOException {
        try {
            var ssh = new JSch();
            ssh.setKnownHosts(place.knownHosts);
            var session = ssh.getSession(place.user, place.host, place.port);
            session.setPassword(place.password.value());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "password");
            session.setTimeout(PATIENCE);
            session.connect(PATIENCE);
            return new SftpArchive(session, channel(session), place.folder + "/archive");
        } catch (JSchException e) {
            throw new IOException("the SFTP server cannot be asked", e);
        }
    }

    private static ChannelSftp channel(Session session) throws JSchException {
        try {
            var channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(PATIENCE);
            return channel;
        } catch (JSchException e) {
            session.disconnect();
            throw e;
        }
    }

    @Override
    public List<Drop> drops() throws IOException {
        try {
            var drops = new ArrayList<Drop>();
            for (var entry : channel.ls(folder)) {
                if (!entry.getAttrs().isDir()) {
                    drops.add(new Drop(entry.getFilename(), Instant.ofEpochSecond(entry.getAttrs().getMTime())));
                }
            }
            return drops;
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return List.of();
            }
            throw new IOException("the SFTP server does not show its archive", e);
        }
    }

    @Override
    public InputStream open(Drop drop) throws IOException {
        try {
            return channel.get(folder + "/" + drop.name());
        } catch (SftpException e) {
            throw new IOException("the SFTP server does not give a drop", e);
        }
    }

    @Override
    public void close() {
        channel.disconnect();
        session.disconnect();
    }
}
