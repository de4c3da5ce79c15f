package org.viaduc.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another program of this gateway in a process of its own. It says one line that begins with {@code READY}. */
public final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * @param log  where the program's own words go
     * @param jvm  options of the virtual machine; where no {@code -cp} is among them, the class path is this program's own
     * @param args the command and its arguments
     */
    public static Child start(String name, Path log, List<String> jvm, Map<String, String> environment,
            List<String> args)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        if (!jvm.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add("org.viaduc.App");
        command.addAll(args);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var child = new Child(name, builder.start(), log);
        // Reading a process blocks its carrier: four children would leave no virtual thread to run on a small machine.
        Thread.ofPlatform().daemon().name("words of " + name).start(child::listen);
        return child;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var out = Files.newBufferedWriter(log, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("READY")) {
                    ready.complete(line);
                }
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException(name + " ended before it was ready; its words are in " + log));
    }

    /** The values of the READY line, as {@code port → 2222}. */
    public Map<String, String> awaitReady() throws IOException {
        try {
            var values = new java.util.LinkedHashMap<String, String>();
            for (var word : ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).split(" ")) {
                var equals = word.indexOf('=');
                if (equals > 0) {
                    values.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            return values;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    name + " was not ready within " + PATIENCE.toSeconds() + " s; its words are in " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was starting", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended; 137 for one that was killed. @throws IllegalThreadStateException while it runs */
    public int exitStatus() {
        return process.exitValue();
    }

    /** Kills the process as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(20));
    }

    /** Waits until the process has ended by itself. @return whether it did in time */
    public boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks the process to end, and kills it if it has not within 15 s. */
    @Override
    public void close() {
        process.destroy();
        if (!await(Duration.ofSeconds(15))) {
            kill();
        }
    }
}
