package org.viaduc.mapping.local;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.mapping.SystemDescription.Wire;
import org.viaduc.model.LocalRow;

/** Whether a row still counts where the local system deletes by a flag. A flag that says neither is unclear, never live. */
enum RowLife {
    LIVE,
    DELETED,
    UNCLEAR;

    static RowLife of(LocalRow row, RowType type, SystemDescription system) {
        var said = system.wire() instanceof Wire.Views views ? views.deleted() : java.util.Optional.<Wire.Deleted>empty();
        if (said.isEmpty() || !type.fields().contains(said.get().field())) {
            return LIVE;
        }
        var word = row.fields().getOrDefault(said.get().field(), "").strip();
        return word.equals(said.get().live()) ? LIVE : word.equals(said.get().when()) ? DELETED : UNCLEAR;
    }
}
