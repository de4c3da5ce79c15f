package org.viaduc.exchange.proof;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.viaduc.exchange.node.Outlets.Collector;

/**
 * Carries messages to a collector over TLS (RFC 5425). Syslog has no receipts: so each load goes over a connection of its own
 * that we end first, and it has arrived when the collector then ends its side and the connection was not reset, as it is when a
 * program that has left anything unread goes away. Whatever else happens, it may not have arrived. What a collector has read
 * and loses then is out of reach of this protocol.
 */
final class SyslogLine {
    /** TLS ignores what comes after the end; but a connection that was reset, even unnoticed, does not take it. */
    private static final int AFTER_THE_END = 0;
    private static final Duration SILENCE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Collector collector;
    private final SSLContext tls;

    SyslogLine(Collector collector, SSLContext tls) {
        this.collector = collector;
        this.tls = tls;
    }

    /** @throws IOException when it is not certain that all of them arrived */
    void carry(List<byte[]> frames) throws IOException {
        try (var line = new Socket()) {
            line.connect(new InetSocketAddress(collector.host(), collector.port()), (int) PATIENCE.toMillis());
            line.setSoTimeout((int) PATIENCE.toMillis());
            try (var secured = (SSLSocket) tls.getSocketFactory().createSocket(line, collector.host(),
                    collector.port(), false)) {
                var parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                var out = new BufferedOutputStream(secured.getOutputStream());
                for (var frame : frames) {
                    out.write(frame);
                }
                out.flush();
                requireSilence(secured);
                secured.shutdownOutput();
                awaitLastWord(secured);
                awaitEnd(line.getInputStream());
                line.getOutputStream().write(AFTER_THE_END);
            }
        }
    }

    /** A collector never speaks: one that ends before we do has not read all. */
    private static void requireSilence(SSLSocket secured) throws IOException {
        secured.setSoTimeout((int) SILENCE.toMillis());
        try {
            throw new IOException("the collector ends the connection before all was said: " + secured.getInputStream()
                    .read());
        } catch (SocketTimeoutException silent) {
            secured.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /** A collector that closes without a word of TLS may have read to the end too: how the connection ends tells. */
    private static void awaitLastWord(SSLSocket secured) throws IOException {
        try {
            awaitEnd(secured.getInputStream());
        } catch (SSLException e) {
            if (!(e.getCause() instanceof EOFException)) {
                throw e;
            }
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            continue;
        }
    }
}
