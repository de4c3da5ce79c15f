package org.viaduc.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.viaduc.trust.KeyRing;
import org.viaduc.trust.container.EvidenceContainer;
import org.viaduc.web.Problems.BadRequest;

/** Sends evidence in the form that was asked for: its lines as they are written, or in a container that this node signs. */
final class EvidenceFiles {
    private final KeyRing ring;
    private final Clock clock;

    EvidenceFiles(KeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /** In what form. */
    enum Format {
        NDJSON("application/x-ndjson"),
        ASICE("application/vnd.etsi.asic-e+zip");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        static Format of(Optional<String> word) {
            return switch (word.orElse("ndjson")) {
                case "ndjson" -> NDJSON;
                case "asice" -> ASICE;
                default -> throw new BadRequest(List.of("`format` is `ndjson` or `asice`"));
            };
        }
    }

    /** Writes the lines of the evidence. */
    @FunctionalInterface
    interface Lines {
        void into(OutputStream out) throws IOException;
    }

    void send(Format format, Lines lines, HttpServletResponse response) throws IOException {
        switch (format) {
            case NDJSON -> {
                response.setContentType(format.mediaType);
                lines.into(response.getOutputStream());
            }
            case ASICE -> container(lines, response);
        }
    }

    /** The signature stands in the container before the lines, so all of it is made first, in a folder that goes afterwards. */
    private void container(Lines lines, HttpServletResponse response) throws IOException {
        var folder = Files.createTempDirectory("viaduc-evidence");
        try {
            var container = EvidenceContainer.write(file -> {
                try (var out = Files.newOutputStream(file)) {
                    lines.into(out);
                }
            }, ring.documentSigner(), clock.instant(), folder);
            response.setContentType(Format.ASICE.mediaType);
            response.setContentLengthLong(Files.size(container));
            Files.copy(container, response.getOutputStream());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
