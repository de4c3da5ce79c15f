package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Gathers the rows of one household after the other and splits each into one record per person. A household of which a
 * line cannot be read is held back as a whole: nobody can say whose line it was.
 */
final class Households {
    private static final int MOST_ROWS = 50_000;

    private final SystemDescription system;
    private final Splitting splitting;
    private final BiConsumer<Integer, String> faults;

    private List<Placed> rows = new ArrayList<>();
    private Optional<String> household = Optional.empty();
    private boolean open;
    private int hole;
    private long size;

    /** @param faults gets the line and the reason */
    Households(SystemDescription system, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {
        this.system = system;
        this.splitting = new Splitting(system, records, faults);
        this.faults = faults;
    }

    /** A line that could not be read stands here. */
    void hole(int line) {
        if (open && hole == 0) {
            hole = line;
        }
    }

    void take(RowType type, LocalRow row, Optional<Document> document) {
        var placed = new Placed(type, row, document, Optional.empty());
        var of = placed.value(type.household());
        var opens = system.opening().map(type.type()::equals).orElse(type.type().equals(system.person()));
        if (opens) {
            close();
            open = true;
            household = Optional.of(of);
        } else if (type.household().isPresent() && household.filter(of::equals).isEmpty()) {
            if (type.type().equals(system.person())) {
                close();
                open = true;
                household = Optional.of(of);
                faults.accept(row.line(), "the household of this person has no `" + system.opening().orElse("")
                        + "` line that can be read");
                hole(row.line());
            } else {
                faults.accept(row.line(), "the line belongs to another household than the lines above");
                hole(row.line());
                return;
            }
        } else if (!open) {
            faults.accept(row.line(), "the line stands before the first household");
            return;
        }
        size += row.fields().values().stream().mapToLong(String::length).sum();
        if (rows.size() < MOST_ROWS && size <= LimitedStream.LONGEST) {
            rows.add(placed);
        } else if (hole == 0) {
            faults.accept(row.line(), size > LimitedStream.LONGEST
                    ? "the household is larger than " + (LimitedStream.LONGEST >> 20) + " MB"
                    : "the household has more than " + MOST_ROWS + " lines");
            hole(row.line());
        }
    }

    /** Ends the household that is open, if one is. */
    void close() {
        var members = rows;
        var unread = hole;
        rows = new ArrayList<>();
        hole = 0;
        size = 0;
        if (open) {
            open = false;
            if (unread == 0 && members.stream().noneMatch(each -> each.type().type().equals(system.person()))) {
                faults.accept(members.getFirst().row().line(), "the household has no `" + system.person()
                        + "` line: nobody can say whose file this is");
            }
            splitting.split(members, household.orElse(""), unread);
        }
    }
}
