package org.viaduc.connectors.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.MappingBook;
import org.viaduc.mapping.Translator;
import org.viaduc.mapping.local.LocalFormat;

/**
 * What becomes of a whole file in common terms: counts, and never a value.
 *
 * @param faults what could not be read
 * @param facts  that the records state
 */
public record FileRun(int records, int faults, int pieces, int facts, Map<Outcome, Integer> fields) {
    public FileRun {
        fields = Map.copyOf(fields);
    }

    /** Reads and translates the file record by record, without keeping any. */
    public static FileRun of(MappingBook book, String system, InputStream in, String source) throws IOException {
        var translator = new Translator(book);
        var counts = new int[4];
        var fields = new EnumMap<Outcome, Integer>(Outcome.class);
        LocalFormat.of(book.system(system)).read(in, source, record -> {
            var translation = translator.translate(record);
            counts[0]++;
            counts[2] += translation.record().pieces().size();
            counts[3] += translation.facts().size();
            for (var outcome : Outcome.values()) {
                fields.merge(outcome, translation.ledger().count(outcome), Integer::sum);
            }
        }, fault -> counts[1]++);
        return new FileRun(counts[0], counts[1], counts[2], counts[3], fields);
    }

    public int count(Outcome outcome) {
        return fields.getOrDefault(outcome, 0);
    }
}
