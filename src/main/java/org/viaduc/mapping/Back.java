package org.viaduc.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.model.Attachment;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Piece;
import org.viaduc.model.ResourceReading;

/** One piece on its way back: what the lines of a table take from it, and the local words that come of it. */
final class Back {
    /** Leaves of one name with one outcome. */
    record Count(String leaf, Outcome outcome, String reason, int leaves) {}

    final Piece piece;
    final ResourceReading reading;
    final Optional<LocalDate> day;
    final String[] values;
    final List<Count> counts = new ArrayList<>();
    final List<Attachment> attached = new ArrayList<>(0);

    /** What this system has no field or word for, in words; only where a free-text field takes it. */
    final List<String> kept = new ArrayList<>(0);

    /** The words that a condition allows in a field which it filled with the first of them: another piece of the row may know better. */
    final Map<Integer, List<String>> assumed = new HashMap<>(0);

    /** Fields that say which other row is meant, by the piece that this one refers to. */
    final List<Reference> references = new ArrayList<>(0);

    /** Elements that no field is given, since they follow from what the row says anyway: whether they do is seen at the end. */
    final List<Derived> derived = new ArrayList<>(0);

    private final RowTable table;
    private final Charsets charsets;

    /** @param by the field of the other row whose word goes into this one's. @param leaf where the reference stood */
    record Reference(int local, String piece, String row, String by, String leaf) {}

    /** @param follows whether a row with these values says the elements of that name again */
    record Derived(String leaf, int leaves, Predicate<String[]> follows) {}

    Back(Piece piece, ResourceReading reading, Optional<LocalDate> day, RowTable table, Charsets charsets) {
        this.piece = piece;
        this.reading = reading;
        this.day = day;
        this.table = table;
        this.charsets = charsets;
        this.values = new String[table.fields().size()];
        Arrays.fill(values, "");
    }

    /** Fills a local field that is still empty. @return true when the system can write every character of the text */
    boolean put(int local, String text) {
        var fits = fitting(local, text);
        fill(local, fits);
        return fits.equals(text);
    }

    /** As much of the text as the system can write into the field; empty when nothing fits. */
    String fitting(int local, String text) {
        return table.fitting(local, charsets.writable(text));
    }

    /** Fills a local field that is still empty with a text that fits into it. */
    void fill(int local, String fits) {
        if (values[local].isEmpty()) {
            values[local] = fits;
        }
    }

    /** Fills a field with the first of the words of which the row has one, while nobody says which. */
    void assume(int local, List<String> words) {
        values[local] = words.getFirst();
        assumed.put(local, words);
    }

    void count(String leaf, int leaves, Outcome outcome, String reason) {
        if (leaves > 0) {
            counts.add(new Count(leaf, outcome, reason, leaves));
        }
    }

    void count(List<String> leaves, Outcome outcome, String reason) {
        leaves.forEach(leaf -> count(leaf, 1, outcome, reason));
    }

    /** Takes what the tables themselves wrote at these places. */
    void mapped(List<FieldPath> places) {
        for (var i = 0; i < places.size(); i++) {
            var taken = reading.take(places.get(i));
            if (!taken.isEmpty()) {
                count(FieldLine.leaf(places.get(i)), taken.size(), Outcome.MAPPED, "");
            }
        }
    }

    /** What the local field cannot say goes to the row's free text, if it has one. */
    void unsaid(List<String> leaves, int local, String text, String reason) {
        if (table.keep().isPresent() && !text.isBlank()) {
            kept.add(table.fields().get(local) + ": " + charsets.writable(text));
            count(leaves, Outcome.KEPT_AS_TEXT, reason);
        } else {
            count(leaves, Outcome.DROPPED, reason);
        }
    }

    boolean attach(String id) {
        var found = piece.attachments().stream().filter(each -> each.id().equals(id)).findFirst();
        found.ifPresent(attached::add);
        return found.isPresent();
    }
}
