package org.viaduc.mapping.local;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalBatch.Fault;

/**
 * The units of a flow that could not be read, as a flow: its head, then each unit byte for byte under a comment with its
 * place and the reason. Mended, it can be handed in like the flow itself. It says no number of records.
 */
public final class FlowRejects implements FlowFormat.Rejected, Closeable {
    private final Wire.Flow wire;
    private Optional<Path> target = Optional.empty();
    private Optional<OutputStream> out = Optional.empty();

    FlowRejects(Wire.Flow wire) {
        this.wire = wire;
    }

    /** The file that it will be, whole or not at all; nothing is written while nothing is rejected. */
    public FlowRejects to(Path file) {
        target = Optional.of(file);
        return this;
    }

    @Override
    public void unit(byte[] unit, Charset charset, Fault fault, Map<String, String> head) throws IOException {
        if (out.isEmpty()) {
            out = Optional.of(begin(charset, head));
        }
        var comment = "\n<!-- " + (fault.place() + " : " + fault.reason()).replace("--", "- -") + " -->\n";
        out.get().write(comment.getBytes(charset));
        out.get().write(unit);
    }

    private OutputStream begin(Charset charset, Map<String, String> head) throws IOException {
        var file = target.orElseThrow(() -> new IllegalStateException("the rejects have no file"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        var opened = new BufferedOutputStream(Files.newOutputStream(part(file)));
        opened.write(("<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>\n<" + wire.root() + ">")
                .getBytes(StandardCharsets.US_ASCII));
        opened.write(FlowWriting.leaves(head, wire.count()).getBytes(charset));
        return opened;
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Ends the file and gives it its name. @return the file; empty when nothing was rejected */
    public Optional<Path> finish() throws IOException {
        if (out.isEmpty()) {
            return Optional.empty();
        }
        out.get().write(("\n</" + wire.root() + ">\n").getBytes(StandardCharsets.US_ASCII));
        close();
        return Optional.of(Files.move(part(target.orElseThrow()), target.orElseThrow(),
                StandardCopyOption.REPLACE_EXISTING));
    }

    /** Without {@link #finish}, leaves no more than an unnamed part behind, which the next try replaces. */
    @Override
    public void close() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        }
    }
}
