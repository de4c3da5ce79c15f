package org.viaduc.mapping.foreign;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.viaduc.model.LocalBatch.Fault;
import org.viaduc.model.LocalRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file from somewhere else, and what is to become of it.
 *
 * @param system whose reader gets it
 * @param ids    of the records that are read
 * @param said   how the first faults begin, with their line, as {@code 7: the line …}; others may follow from them
 */
record Foreign(String name, String system, byte[] file, List<String> ids, List<String> said) {
    static Foreign read(String name, String system, byte[] file, String... ids) {
        return new Foreign(name, system, file, List.of(ids), List.of());
    }

    static Foreign refused(String name, String system, byte[] file, String... said) {
        return new Foreign(name, system, file, List.of(), List.of(said));
    }

    Foreign but(String... faults) {
        return new Foreign(name, system, file, ids, List.of(faults));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    void becomesWhatIsSaid() {
        var batch = Trial.of(system).read(file);

        assertThat(batch.records()).extracting(LocalRecord::localId).containsExactlyElementsOf(ids);
        var faults = batch.faults().stream().map(Foreign::text).toList();
        if (said.isEmpty()) {
            assertThat(faults).isEmpty();
        }
        for (var i = 0; i < said.size(); i++) {
            assertThat(faults).hasSizeGreaterThan(i);
            assertThat(faults.get(i)).startsWith(said.get(i));
        }
    }

    private static String text(Fault fault) {
        return fault.place().substring("drop:".length()) + ": " + fault.reason();
    }

    @Override
    public String toString() {
        return system + ": " + name;
    }
}
