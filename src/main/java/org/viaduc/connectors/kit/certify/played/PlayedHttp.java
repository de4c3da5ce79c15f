package org.viaduc.connectors.kit.certify.played;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** What all services over HTTP have in common: files with the time of their last change, deliveries, and being down, slow or refusing. */
abstract class PlayedHttp implements PlayedService {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Instant> changes = new LinkedHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean slow;
    private volatile boolean refusing;
    private volatile Drift drift = Drift.NONE;
    private HttpServer server;
    private int port;
    private Instant last = Instant.parse("2026-11-20T00:00:00Z");

    /** Answers one request. @param request its body */
    abstract void answer(HttpExchange call, String request) throws IOException;

    @Override
    public final void comeUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", call -> {
            try (call) {
                var request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (slow) {
                    Waiting.pause(SLOW);
                }
                answer(call, request);
            }
        });
        server.start();
    }

    @Override
    public final void goDown() {
        server.stop(0);
    }

    @Override
    public final void beSlow(boolean now) {
        slow = now;
    }

    @Override
    public final void refuse(boolean now) {
        refusing = now;
    }

    @Override
    public final void drift(Drift now) {
        drift = now;
    }

    @Override
    public final List<String> delivered() {
        return List.copyOf(delivered);
    }

    @Override
    public synchronized void changed(String id, String answer) {
        last = last.plusSeconds(60);
        files.put(id, answer);
        changes.put(id, last);
    }

    @Override
    public final void close() {
        server.stop(0);
    }

    final boolean isRefusing() {
        return refusing;
    }

    final boolean speaks(Drift asked) {
        return drift == asked;
    }

    final String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** @return how many there are now */
    final int took(String delivery) {
        delivered.add(delivery);
        return delivered.size();
    }

    /** What whoever asks for the file gets; empty for a file that nobody changed. */
    final synchronized String file(String id) {
        return files.getOrDefault(id, "");
    }

    /** When each file changed last, in the order in which they came. */
    final synchronized Map<String, Instant> changes() {
        return new LinkedHashMap<>(changes);
    }

    static void send(HttpExchange call, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }
}
