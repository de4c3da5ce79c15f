package org.viaduc.mapping.foreign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** An address and a file that nothing should open: says how often something did, as the virtual machine itself saw it. */
final class Trap implements AutoCloseable {
    private final ServerSocket server;
    private final Path file;
    private final Recording recording = new Recording();
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread waiting;

    Trap(Path folder) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        file = Files.writeString(folder.resolve("trap.dtd"), "<!ENTITY kept \"TRAPPED\">");
        recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
        recording.start();
        waiting = Thread.ofVirtual().start(this::count);
    }

    private void count() {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                calls.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/trap.dtd";
    }

    String fileUrl() {
        return file.toUri().toString();
    }

    /** Ends the watch. */
    int opened() throws IOException, InterruptedException {
        recording.stop();
        server.close();
        waiting.join();
        var dump = file.resolveSibling("trap.jfr");
        recording.dump(dump);
        var reads = RecordingFile.readAllEvents(dump).stream()
                .filter(event -> file.toString().equals(event.getString("path")))
                .count();
        return calls.get() + (int) reads;
    }

    /** That the watch sees what it is there for. */
    void tread() throws IOException {
        try (var in = new java.io.FileInputStream(file.toFile())) {
            in.read();
        }
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.getInputStream().read();
        }
    }

    @Override
    public void close() throws IOException {
        recording.close();
        server.close();
    }
}
