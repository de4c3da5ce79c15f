package org.viaduc.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.viaduc.model.Department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsMaterialTest {
    private final Nodes nodes = new Nodes();

    @Test
    void two_nodes_that_know_each_other_connect_and_each_knows_who_calls() throws Exception {
        assertThat(caller(client(Nodes.D44), server())).isEqualTo(Nodes.D35);
    }

    @Test
    void a_stranger_is_not_let_in(@TempDir Path folder) throws IOException {
        var stranger = nodes.ring(folder, Nodes.D56);
        var client = new TlsMaterial(stranger, nodes.knownHere).client(Nodes.D44);

        assertThatThrownBy(() -> caller(client, server())).isInstanceOf(Exception.class);
    }

    @Test
    void a_server_that_is_another_peer_is_not_spoken_to(@TempDir Path folder) throws IOException {
        var third = nodes.ring(folder, Nodes.D56);
        nodes.knownHere = PeerDirectory.of(nodes.toThere(), Nodes.peer(third));

        assertThatThrownBy(() -> caller(client(Nodes.D56), server())).isInstanceOf(Exception.class);
    }

    @Test
    void a_rotation_and_a_reload_need_no_restart() throws Exception {
        var server = server();
        var client = client(Nodes.D44);
        nodes.clock.pass(Duration.ofDays(1));
        nodes.there.rotate(Duration.ofDays(7));
        assertThat(caller(client, server)).isEqualTo(Nodes.D35);

        nodes.meet();
        nodes.clock.pass(Duration.ofDays(8));

        assertThat(caller(client(Nodes.D44), server)).isEqualTo(Nodes.D35);
        assertThatThrownBy(() -> caller(client, server)).isInstanceOf(Exception.class);
    }

    @Test
    void servers_that_want_key_stores_get_them() throws Exception {
        var material = new TlsMaterial(nodes.here, nodes.knownHere);

        assertThat(material.keyStore("x".toCharArray()).size()).isEqualTo(1);
        assertThat(material.trustStore().size()).isEqualTo(1);
    }

    private SSLContext client(Department peer) {
        return new TlsMaterial(nodes.here, nodes.knownHere).client(peer);
    }

    private SSLContext server() {
        return new TlsMaterial(nodes.there, nodes.knownThere).server();
    }

    private Department caller(SSLContext client, SSLContext server) throws Exception {
        try (var listening = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
            listening.setNeedClientAuth(true);
            listening.setSoTimeout(5000);
            var seen = CompletableFuture.supplyAsync(() -> accept(listening));
            try (var socket = (SSLSocket) client.getSocketFactory().createSocket("localhost",
                    listening.getLocalPort())) {
                socket.setSoTimeout(5000);
                socket.getOutputStream().write(1);
                assertThat(socket.getInputStream().read()).isEqualTo(2);
            }
            return seen.get();
        }
    }

    private Department accept(SSLServerSocket listening) {
        try (var socket = (SSLSocket) listening.accept()) {
            socket.setSoTimeout(5000);
            socket.getInputStream().read();
            socket.getOutputStream().write(2);
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new TlsMaterial(nodes.there, nodes.knownThere).peerOf(certificate).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
