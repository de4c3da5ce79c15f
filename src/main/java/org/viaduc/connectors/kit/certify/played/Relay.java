package org.viaduc.connectors.kit.certify.played;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a system on this machine that can be cut with everything on it, mended, and slowed down. */
final class Relay implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(40);

    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean slow;
    private volatile ServerSocket door;
    private int port;

    /** @param to the port of the system */
    Relay(int to) throws IOException {
        this.to = to;
        mend();
    }

    int port() {
        return port;
    }

    void beSlow(boolean now) {
        slow = now;
    }

    void mend() throws IOException {
        var opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = opened.getLocalPort();
        door = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    void cut() {
        close(door);
        open.forEach(Relay::close);
        open.clear();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                var here = opened.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(here);
                open.add(there);
                Thread.ofVirtual().start(() -> carry(here, there));
                Thread.ofVirtual().start(() -> carry(there, here));
            }
        } catch (IOException e) {
            // The line was cut, or the system behind it has ended: nobody comes through any more.
            close(opened);
        }
    }

    private void carry(Socket from, Socket on) {
        try (from; on; InputStream in = from.getInputStream(); OutputStream out = on.getOutputStream()) {
            var buffer = new byte[8192];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (slow) {
                    Waiting.pause(SLOW);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One end has hung up: so does the other, when the two are closed.
            close(from);
        } finally {
            open.remove(from);
            open.remove(on);
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a line on this machine cannot be closed", e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
