package org.viaduc.connectors;

import java.io.IOException;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultConsumer;

/** A node's port as its routes see it, on a plain HTTP server. */
final class PlayedPort implements PlatformHttpEngine, AutoCloseable {
    private final HttpServer server;

    PlayedPort() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
    }

    @Override
    public int getServerPort() {
        return server.getAddress().getPort();
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Served(endpoint, processor);
    }

    private final class Served extends DefaultConsumer implements PlatformHttpConsumer, Consumer {
        Served(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            server.createContext(getEndpoint().getPath(), this::serve);
        }

        private void serve(HttpExchange call) throws IOException {
            var exchange = createExchange(true);
            call.getRequestHeaders()
                    .forEach((name, values) -> exchange.getMessage().setHeader(name, values.getFirst()));
            exchange.getMessage().setBody(call.getRequestBody());
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            call.sendResponseHeaders(exchange.getException() == null
                    ? exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class)
                    : 500, -1);
            call.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
