package org.viaduc.mapping;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;

/** A field for which the common terms have no element yet: its text travels beside the others, under the field's name. */
final class KeptLine extends FieldLine {
    KeptLine(int local, String field, String system) {
        super(local, FieldPath.of("extension(url=urn:viaduc:kept:" + system + ":" + field + ").valueString"));
    }

    @Override
    Fate write(String value, Out out) {
        out.resource.set(path, value);
        return Fate.KEPT;
    }

    @Override
    void back(Back back) {
        var found = back.reading.take(path);
        if (!found.isEmpty()) {
            var whole = back.put(local, found.getFirst());
            back.count(leaf(path), found.size(), whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
        }
    }
}
