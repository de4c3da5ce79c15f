package org.viaduc.exchange.proof;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A syslog collector on this machine: reads framed messages over TLS, and can die, or go away and come back, when it is told to. */
public final class PlayedCollector implements AutoCloseable {
    private final int port;
    private volatile ServerSocket server;
    private final SSLContext tls;
    private final X509Certificate certificate;
    private final List<String> taken = new ArrayList<>();
    private int breakOffAfter = Integer.MAX_VALUE;

    public PlayedCollector() throws IOException {
        var named = ServerTls.of("127.0.0.1");
        certificate = named.certificate();
        tls = named.context();
        server = listening(0);
        port = server.getLocalPort();
        Thread.ofVirtual().start(() -> serve(server));
    }

    private static ServerSocket listening(int port) throws IOException {
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return listening;
    }

    /** Listens again where it did, after it was closed. */
    public void comesBack() throws IOException {
        server = listening(port);
        Thread.ofVirtual().start(() -> serve(server));
    }

    public int port() {
        return port;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** From now on it breaks each connection off after so many messages. */
    synchronized void breaksOffAfter(int messages) {
        breakOffAfter = messages;
    }

    public synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    private void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (var line = listening.accept();
                    var socket = (SSLSocket) tls.getSocketFactory().createSocket(line, null, true)) {
                read(line, socket);
            } catch (SocketException closed) {
                continue;
            } catch (SSLException notTls) {
                continue;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void read(Socket line, SSLSocket socket) throws IOException {
        var in = socket.getInputStream();
        for (var count = 0;; count++) {
            synchronized (this) {
                if (count >= breakOffAfter) {
                    line.setSoLinger(true, 0);
                    line.close();
                    return;
                }
            }
            var length = length(in);
            if (length < 0) {
                return;
            }
            var message = in.readNBytes(length);
            if (message.length < length) {
                throw new EOFException("a message was cut off");
            }
            synchronized (this) {
                taken.add(new String(message, StandardCharsets.UTF_8));
            }
        }
    }

    private static int length(InputStream in) throws IOException {
        var digits = new ByteArrayOutputStream();
        for (var next = in.read(); next != ' '; next = in.read()) {
            if (next < 0) {
                return -1;
            }
            digits.write(next);
        }
        return Integer.parseInt(digits.toString(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
