package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;

/** Given names in columns of their own, in their order: the last column takes those for which there is no other. */
final class ColumnNames extends FieldLine {
    private final List<Integer> locals;

    ColumnNames(List<Integer> locals, FieldPath path) {
        super(locals.getFirst(), path);
        this.locals = List.copyOf(locals);
    }

    @Override
    List<Integer> locals() {
        return locals;
    }

    @Override
    boolean out(Out out) {
        var wrote = false;
        for (var each : locals) {
            var value = out.values[each];
            if (!value.isEmpty()) {
                out.became(each, write(value, out));
                wrote = true;
            }
        }
        return wrote;
    }

    @Override
    Fate write(String value, Out out) {
        out.resource.set(path, value);
        return Fate.MAPPED;
    }

    @Override
    void back(Back back) {
        var found = new ArrayList<>(back.reading.take(path));
        if (found.isEmpty()) {
            return;
        }
        var whole = found.size() <= locals.size();
        for (var i = 0; i < Math.min(found.size(), locals.size()); i++) {
            whole &= i < locals.size() - 1
                    ? back.put(locals.get(i), found.get(i))
                    : back.put(locals.get(i), String.join(" ", found.subList(i, found.size())));
        }
        back.count(leaf(path), found.size(), whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
    }
}
