package org.viaduc.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.viaduc.model.Digest;

/**
 * The digests of the books whose laws the build has proven, with the deciding code that it packed. A test proves the
 * packed book again at each build and refuses a record that is not so.
 */
final class ProvenBooks {
    private static final String RECORD = "/policy/proven.txt";

    private static final class Recorded {
        private static final Set<String> DIGESTS = read();
    }

    private ProvenBooks() {
    }

    static boolean has(Digest book) {
        return Recorded.DIGESTS.contains(book.hex());
    }

    static Set<String> all() {
        return Recorded.DIGESTS;
    }

    private static Set<String> read() {
        try (InputStream in = ProvenBooks.class.getResourceAsStream(RECORD)) {
            return in == null
                    ? Set.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#")).map(String::strip)
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the record of proven books cannot be read", e);
        }
    }
}
