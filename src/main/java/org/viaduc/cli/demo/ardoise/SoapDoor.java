package org.viaduc.cli.demo.ardoise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;

import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;

import org.viaduc.cli.demo.local.Credentials;

/** The web service on {@code http://<host>:<port>/ardoise}, its WSDL at {@code ?wsdl}. */
final class SoapDoor implements AutoCloseable {
    private final Bus bus;
    private final EndpointImpl endpoint;
    private final int port;

    private SoapDoor(Bus bus, EndpointImpl endpoint, int port) {
        this.bus = bus;
        this.endpoint = endpoint;
        this.port = port;
    }

    static SoapDoor open(ArdoiseService service, Credentials credentials, String host, int wantedPort)
            throws IOException, GeneralSecurityException {
        var bus = new CXFBusFactory().createBus();
        var port = wantedPort == 0 ? freePort() : wantedPort;
        bus.getExtension(JettyHTTPServerEngineFactory.class).createJettyHTTPServerEngine(host, port, "http");
        var endpoint = new EndpointImpl(bus, service);
        endpoint.getInInterceptors().add(new BasicLogin(credentials));
        endpoint.publish("http://" + host + ":" + port + "/ardoise");
        return new SoapDoor(bus, endpoint, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        endpoint.stop();
        bus.shutdown(true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
