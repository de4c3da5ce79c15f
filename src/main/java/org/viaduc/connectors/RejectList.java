package org.viaduc.connectors;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.viaduc.model.LocalBatch.Fault;

/**
 * What of a drop could not be read, line by line, for whoever mends it: the place and the reason, and nothing of what stands
 * there. It is written only when there is something to say, and has its name only when it is whole.
 */
final class RejectList implements Closeable {
    private static final int LONGEST = 10_000;

    private final Path file;
    private Optional<BufferedWriter> out = Optional.empty();
    private int lines;

    RejectList(Path file) {
        this.file = file;
    }

    void add(Fault fault) {
        try {
            if (out.isEmpty()) {
                out = Optional.of(begin());
            }
            lines++;
            if (lines <= LONGEST) {
                out.get().write(fault.place() + ";" + fault.reason().replace(';', ',') + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the list of what could not be read cannot be written", e);
        }
    }

    private BufferedWriter begin() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var writer = Files.newBufferedWriter(part());
        writer.write(
                "# Ce qui n'a pas pu être lu ; le reste a été pris. / What could not be read; the rest was taken.\n");
        writer.write("place;reason\n");
        return writer;
    }

    private Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Ends the list. @return the file; empty when everything could be read */
    Optional<Path> finish() throws IOException {
        if (out.isEmpty()) {
            return Optional.empty();
        }
        if (lines > LONGEST) {
            out.get().write("# + " + (lines - LONGEST) + "\n");
        }
        close();
        return Optional.of(Files.move(part(), file, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Without {@link #finish}, leaves no more than an unnamed part behind, which the next try replaces. */
    @Override
    public void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }
}
