package org.viaduc.exchange.proof;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
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

/** A syslog collector on this machine: reads framed messages over TLS, and can die when it is told to. */
final class PlayedCollector implements AutoCloseable {
    private final ServerSocket server;
    private final SSLContext tls;
    private final X509Certificate certificate;
    private final List<String> taken = new ArrayList<>();
    private int breakOffAfter = Integer.MAX_VALUE;

    PlayedCollector() throws IOException {
        var named = ServerTls.of("127.0.0.1");
        certificate = named.certificate();
        tls = named.context();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** From now on it breaks each connection off after so many messages. */
    synchronized void breaksOffAfter(int messages) {
        breakOffAfter = messages;
    }

    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var line = server.accept();
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
