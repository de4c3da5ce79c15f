package org.viaduc.cli.demo.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A few JSON acts over HTTP by which the demonstration and the tests move a local system on: on the loopback address
 * only, no part of what a real system would offer.
 */
public final class Control implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private Control(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** One act: what is asked, and what it answers. */
    @FunctionalInterface
    public interface Act {
        JsonNode answer(JsonNode asked) throws Exception;
    }

    /** The asked thing cannot be done as it was asked; the message tells why and names no person. */
    public static final class Refusal extends Exception {
        public Refusal(String message) {
            super(message);
        }
    }

    /** @param acts by method and path, as {@code POST /drop} */
    public static Control open(int port, Map<String, Act> acts) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, acts));
        server.start();
        return new Control(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void serve(HttpExchange exchange, Map<String, Act> acts) throws IOException {
        try (exchange) {
            var name = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (!acts.containsKey(name)) {
                answer(exchange, 404, problem("no such act; there are " + acts.keySet().stream().sorted().toList()));
                return;
            }
            try {
                answer(exchange, 200, acts.get(name).answer(asked(exchange)));
            } catch (Refusal e) {
                answer(exchange, 400, problem(e.getMessage()));
            } catch (JsonProcessingException e) {
                answer(exchange, 400, problem("the body is no JSON"));
            } catch (DateTimeException e) {
                answer(exchange, 400, problem("a day is written as 2026-11-21"));
            } catch (Exception e) {
                answer(exchange, 500, problem(e.getClass().getSimpleName()));
            }
        }
    }

    private static JsonNode asked(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private static JsonNode problem(String text) {
        return JSON.createObjectNode().put("error", text);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        var bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
