package org.viaduc.mapping;

import java.util.List;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;

/** One element out of the first of several fields that holds something; coming back it goes into the first of them. */
final class FirstFilled extends FieldLine {
    private final List<Integer> locals;

    FirstFilled(List<Integer> locals, FieldPath path) {
        super(locals.getFirst(), path);
        this.locals = List.copyOf(locals);
    }

    @Override
    List<Integer> locals() {
        return locals;
    }

    @Override
    boolean out(Out out) {
        for (var each : locals) {
            var value = out.values[each];
            if (!value.isEmpty()) {
                out.became(each, write(value, out));
                return true;
            }
        }
        return false;
    }

    @Override
    Fate write(String value, Out out) {
        out.resource.set(path, value);
        return Fate.MAPPED;
    }

    @Override
    void back(Back back) {
        var found = back.reading.take(path);
        if (!found.isEmpty()) {
            back.count(leaf(path), found.size() - 1, Outcome.DROPPED, "no-field");
            back.count(leaf(path), 1, back.put(local, found.getFirst()) ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
        }
    }
}
