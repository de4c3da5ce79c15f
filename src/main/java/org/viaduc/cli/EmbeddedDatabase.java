package org.viaduc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A node's own PostgreSQL, a real server in the node's data folder, with {@code fsync} on. A server that a killed node
 * left behind on the same folder is stopped first. It stays until it is closed: whoever starts it sees to that.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @throws IOException when the server cannot be started, or the one left behind does not stop within 20 s */
    static EmbeddedDatabase start(Path folder) throws IOException {
        Files.createDirectories(folder);
        stopTheOneLeftBehind(folder);
        return new EmbeddedDatabase(EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("jit", "off")
                .setServerConfig("max_connections", "60")
                .setServerConfig("autovacuum_naptime", "30s")
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void stopTheOneLeftBehind(Path folder) throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var process = ProcessHandle.of(pid)
                .filter(it -> it.info().command().map(command -> command.contains("postgres")).orElse(false));
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the PostgreSQL server left behind in the data folder (process " + pid
                    + ") does not stop: stop it, then start the node again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the PostgreSQL server left behind was stopping", e);
        }
    }
}
