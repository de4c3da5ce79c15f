package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.Wire;

/**
 * What is left of a household where the local system deletes by a flag. A deleted row is no part of the file any more; a
 * deleted person has no file, and a deleted household has none for anybody. A flag that says neither is a hole.
 *
 * @param unread the line of a row of which nobody can say whether it is deleted; 0 without
 */
record Living(List<Placed> rows, int unread) {

    /** @param faults gets the line and the reason */
    static Living of(List<Placed> rows, SystemDescription system, BiConsumer<Integer, String> faults) {
        var flag = system.wire() instanceof Wire.Views views ? views.deleted() : Optional.<Wire.Deleted>empty();
        if (flag.isEmpty()) {
            return new Living(rows, 0);
        }
        var left = new ArrayList<Placed>();
        var buried = new HashSet<String>();
        var unread = 0;
        for (var row : rows) {
            var word = row.type().fields().contains(flag.get().field())
                    ? row.value(flag.map(Wire.Deleted::field))
                    : flag.get().live();
            if (word.equals(flag.get().live())) {
                left.add(row);
            } else if (!word.equals(flag.get().when())) {
                faults.accept(row.row().line(),
                        "nobody can say whether the row is deleted: its flag holds another word");
                unread = unread == 0 ? row.row().line() : unread;
                left.add(row);
            } else if (system.opening().filter(row.type().type()::equals).isPresent()) {
                faults.accept(row.row().line(),
                        "the household is deleted in the local system: its files are not collected");
                return new Living(List.of(), 0);
            } else if (row.type().type().equals(system.person())) {
                faults.accept(row.row().line(), "the file is deleted in the local system: it is not collected");
                buried.add(row.person());
            }
        }
        left.removeIf(row -> row.isSomebodys() && buried.contains(row.person()));
        return new Living(left, unread);
    }
}
