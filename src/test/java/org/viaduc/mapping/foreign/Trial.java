package org.viaduc.mapping.foreign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.viaduc.mapping.Fixture;
import org.viaduc.mapping.Forms;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;
import org.viaduc.model.LocalBatch;
import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** A system's reader, tried with files that nobody foresaw: whatever they are, it keeps the same promises. */
final class Trial {
    static final MappingBook DEPARTMENTS = MappingBook.load(Path.of("mappings"));
    private static final MappingBook LISTS = MappingBook.load(folder());
    private static final Duration FOREVER = Duration.ofSeconds(30);
    private static final Pattern PLACE = Pattern.compile("drop:[1-9]\\d*");

    /** What only a library, or this program speaking of itself, would say. */
    private static final Pattern NOT_OURS = Pattern
            .compile("Exception|java\\.|com\\.|org\\.|javax|[Jj]ackson|StAX|ParseError|\\bnull\\b|Unexpected|token");

    private final MappingBook book;
    private final LocalFormat format;
    final String system;

    private Trial(MappingBook book, String system) {
        this.book = book;
        this.system = system;
        this.format = LocalFormat.of(book.system(system));
    }

    /** Of a department's system, or of an invented one that has a form which no department's has. */
    static Trial of(String system) {
        return List.of(DEPARTMENTS, Forms.BOOK, Fixture.BOOK, LISTS).stream()
                .filter(book -> book.systems().contains(system)).findFirst().map(book -> new Trial(book, system))
                .orElseThrow();
    }

    private static Path folder() {
        try {
            return Path.of(Trial.class.getResource("").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file of that name of {@code mappings/<system>/examples}. */
    byte[] example(String name) {
        try {
            return Files.readAllBytes(Path.of("mappings", system, "examples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file and holds the reader to its promises: it ends and throws nothing, every fault has a line and says in
     * our own words what is wrong, there is a record or a fault, and of every record each field that holds something is
     * counted once, on the way out and in the words of every system.
     */
    LocalBatch read(byte[] file) {
        var batch = assertTimeoutPreemptively(FOREVER, () -> format.read(new ByteArrayInputStream(file), "drop"));

        assertThat(batch.faults()).allSatisfy(Trial::isOurs);
        batch.records().forEach(this::isAccountedFor);
        return batch;
    }

    /** What the file says and nothing that was read of it; for a file that was read without a fault. */
    Set<String> lost(byte[] file, LocalBatch batch) {
        var words = new Words(book.system(system));
        return words.in(file).map(all -> words.lost(all, batch))
                .orElse(Set.of("(another reader cannot read this file at all)"));
    }

    private static void isOurs(Fault fault) {
        assertThat(fault.place()).matches(PLACE);
        assertThat(fault.reason()).isNotBlank().hasSizeLessThan(300).doesNotContainPattern(NOT_OURS)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    private void isAccountedFor(LocalRecord record) {
        var translator = new Translator(book, Fixture.CLOCK);
        var translation = translator.translate(record);

        assertThat(translation.ledger().total()).isEqualTo(Fixture.filled(record));
        var back = translator.back(translation.record(), system);
        assertThat(back.ledger().total()).isEqualTo(Fixture.leaves(translation.record()));
        assertThat(format.write(back)).isNotEmpty();
    }
}
