package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Resource;

/** Where the local word stays beside an element that could not take it whole. */
final class Original {
    private final FieldPath path;
    private final List<FieldPath> conditions;
    private final String leaf;
    private final FieldPath any;
    private final FieldPath anyWord;

    Original(FieldPath element, String system) {
        any = element.beside().then("extension");
        anyWord = any.then("valueString");
        path = element.beside().then("extension(url=urn:viaduc:original:" + system + ").valueString");
        conditions = path.conditions().subList(0, 1);
        leaf = FieldLine.leaf(path);
    }

    void keep(String value, Resource.Builder resource) {
        resource.set(path, value);
    }

    /** The local word, if this very system once wrote it; another system's word becomes text, where there is room. */
    Optional<String> restore(Back back, int local) {
        var found = back.reading.take(path);
        if (found.isEmpty()) {
            var foreign = back.reading.look(anyWord);
            if (!foreign.isEmpty()) {
                var leaves = back.reading.takeWhole(any).stream().map(name -> FieldLine.leaf(any) + "." + name)
                        .toList();
                back.unsaid(leaves, local, foreign.getFirst(), "unreadable");
            }
            return Optional.empty();
        }
        back.count(leaf, found.size(), Outcome.MAPPED, "");
        back.mapped(conditions);
        return Optional.of(found.getFirst());
    }
}
