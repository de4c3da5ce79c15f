package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * The rows of one household, split into one record per person. A household of which something cannot be read is held back
 * as a whole: nobody can say whose file has the hole.
 *
 * @param faults gets the line and the reason
 */
record Splitting(SystemDescription system, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {

    /** @param unread the line that could not be read; 0 when all could */
    void split(List<Placed> all, String household, int unread) {
        var rows = withoutRepeats(all);
        var persons = rows.stream().filter(each -> each.type().type().equals(system.person())).toList();
        var hole = unread > 0 ? unread : stranger(rows, persons);
        if (hole == 0) {
            persons.forEach(person -> records.accept(record(person, rows, household)));
        } else if (!persons.isEmpty()) {
            faults.accept(persons.getFirst().row().line(), persons.size() + " files are held back: line " + hole
                    + " of the household cannot be read");
        }
    }

    /** A view that joins a person to other rows shows the person once for each: the same again says nothing more. */
    private List<Placed> withoutRepeats(List<Placed> rows) {
        if (rows.stream().filter(each -> each.type().type().equals(system.person())).limit(2).count() < 2) {
            return rows;
        }
        var seen = new HashSet<Map<String, String>>();
        var kept = new ArrayList<Placed>(rows.size());
        for (var each : rows) {
            if (!each.type().type().equals(system.person()) || each.person().isEmpty()
                    || each.document().isPresent() || seen.add(each.row().fields())) {
                kept.add(each);
            }
        }
        return kept;
    }

    /** The line of a row that belongs to nobody here, or of a person who is there twice; 0 when all is well. */
    private int stranger(List<Placed> rows, List<Placed> persons) {
        var ids = new HashSet<String>();
        for (var person : persons) {
            if (!ids.add(person.person())) {
                faults.accept(person.row().line(), "two persons of the household have the same number");
                return person.row().line();
            }
        }
        for (var each : rows) {
            if (each.isSomebodys() && !ids.contains(each.person())) {
                faults.accept(each.row().line(), "the line is about nobody of the household above");
                return each.row().line();
            }
        }
        return 0;
    }

    private LocalRecord record(Placed person, List<Placed> rows, String household) {
        var id = person.person();
        var documents = new ArrayList<Attachment>();
        var found = new ArrayList<LocalRow>();
        found.add(person.withDocument(documents));
        for (var each : rows) {
            if (each.type().type().equals(system.person())) {
                if (each != person) {
                    system.members().ifPresent(
                            type -> found.add(new LocalRow(type, each.row().fields(), each.row().line())));
                }
            } else if (!each.isSomebodys() || each.person().equals(id)) {
                found.add(each.withDocument(documents));
            }
        }
        return new LocalRecord(system.name(), id, household, found, documents);
    }
}
