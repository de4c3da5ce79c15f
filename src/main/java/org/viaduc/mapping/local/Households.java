package org.viaduc.mapping.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.viaduc.mapping.SystemDescription;
import org.viaduc.mapping.SystemDescription.RowType;
import org.viaduc.model.Attachment;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;

/**
 * Gathers the rows of one household after the other and splits each into one record per person. A household of which a
 * line cannot be read is held back as a whole: nobody can say whose line it was.
 */
final class Households {
    private static final int MOST_ROWS = 50_000;

    private final SystemDescription system;
    private final Consumer<LocalRecord> records;
    private final BiConsumer<Integer, String> faults;

    private List<Placed> rows = new ArrayList<>();
    private Optional<String> household = Optional.empty();
    private boolean open;
    private boolean opened;
    private int hole;
    /** The line of an opening row that is deleted; 0 when it is not. */
    private int gone;
    private final Set<String> deleted = new HashSet<>();

    private record Placed(RowType type, LocalRow row, Optional<Document> document) {
        String value(Optional<String> field) {
            return field.map(name -> row.fields().getOrDefault(name, "").strip()).orElse("");
        }

        String person() {
            return value(type.person());
        }
    }

    /** @param faults gets the line and the reason */
    Households(SystemDescription system, Consumer<LocalRecord> records, BiConsumer<Integer, String> faults) {
        this.system = system;
        this.records = records;
        this.faults = faults;
    }

    /** A line that could not be read stands here. */
    void hole(int line) {
        if (open && hole == 0) {
            hole = line;
        }
    }

    void take(RowType type, LocalRow row, Optional<Document> document) {
        var placed = new Placed(type, row, document);
        var of = placed.value(type.household());
        var opens = system.opening().map(type.type()::equals).orElse(type.type().equals(system.person()));
        if (opens) {
            close();
            open = true;
            opened = true;
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
        var life = RowLife.of(row, type, system);
        if (life == RowLife.UNCLEAR) {
            faults.accept(row.line(), "nobody can say whether the row is deleted: its flag holds another word");
            hole(row.line());
        }
        if (life == RowLife.DELETED) {
            deleted(placed, opens);
        } else if (rows.size() < MOST_ROWS) {
            rows.add(placed);
        } else if (hole == 0) {
            faults.accept(row.line(), "the household has more than " + MOST_ROWS + " lines");
            hole(row.line());
        }
    }

    /** A deleted row is no part of the file any more; a deleted person has no file. */
    private void deleted(Placed row, boolean opens) {
        if (row.type.type().equals(system.person())) {
            deleted.add(row.person());
            faults.accept(row.row.line(), "the file is deleted in the local system: it is not collected");
        } else if (opens) {
            gone = row.row.line();
        }
    }

    /** Ends the household that is open, if one is. */
    void close() {
        var members = rows;
        var unread = hole;
        var whole = opened || system.opening().isEmpty();
        var goneAt = gone;
        var buried = Set.copyOf(deleted);
        rows = new ArrayList<>();
        hole = 0;
        gone = 0;
        deleted.clear();
        opened = false;
        if (!open) {
            return;
        }
        open = false;
        if (goneAt > 0) {
            faults.accept(goneAt, "the household is deleted in the local system: its files are not collected");
            return;
        }
        var persons = members.stream().filter(each -> each.type.type().equals(system.person())).toList();
        if (unread == 0 && whole) {
            unread = stranger(members, persons, buried);
        }
        if (unread > 0) {
            if (!persons.isEmpty()) {
                faults.accept(persons.getFirst().row.line(), persons.size()
                        + " files are held back: line " + unread + " of the household cannot be read");
            }
            return;
        }
        persons.forEach(person -> records.accept(record(person, members)));
    }

    /** The line of a row that belongs to nobody here, or of a person who is there twice; 0 when all is well. */
    private int stranger(List<Placed> members, List<Placed> persons, Set<String> buried) {
        var ids = new HashSet<>(buried);
        for (var person : persons) {
            if (!ids.add(person.person())) {
                faults.accept(person.row.line(), "two persons of the household have the same number");
                return person.row.line();
            }
        }
        for (var each : members) {
            var field = each.type.person();
            if (field.isPresent() && !ids.contains(each.person())
                    && !(each.person().isEmpty() && each.type.household().isPresent())) {
                faults.accept(each.row.line(), "the line is about nobody of the household above");
                return each.row.line();
            }
        }
        return 0;
    }

    private LocalRecord record(Placed person, List<Placed> members) {
        var id = person.person();
        var documents = new ArrayList<Attachment>();
        var found = new ArrayList<LocalRow>();
        found.add(person.row);
        for (var each : members) {
            if (each.type.type().equals(system.person())) {
                if (each != person) {
                    system.members().ifPresent(
                            type -> found.add(new LocalRow(type, each.row.fields(), each.row.line())));
                }
            } else if (each.type.person().isEmpty() || each.person().equals(id)
                    || each.person().isEmpty() && each.type.household().isPresent()) {
                found.add(each.document.isEmpty() ? each.row : withDocument(each, documents));
            }
        }
        return new LocalRecord(system.name(), id, household.orElse(""), found, documents);
    }

    /** The row with the document's id in the place of its content. */
    private static LocalRow withDocument(Placed placed, List<Attachment> documents) {
        var document = placed.document.orElseThrow().attachment(documents.size() + 1);
        documents.add(document);
        var fields = new LinkedHashMap<>(placed.row.fields());
        fields.put(placed.type.document().orElseThrow().content(), document.id());
        return new LocalRow(placed.row.type(), fields, placed.row.line());
    }
}
