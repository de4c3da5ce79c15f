package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.viaduc.model.CommonRecord;
import org.viaduc.model.Digest;
import org.viaduc.model.Language;

/**
 * What became of every field that a translation was given: each one that held something is counted exactly once; beside them
 * stands what the mapping added on its own. Names of rows and fields, reasons and counts; never a value.
 *
 * @param system  the local system at the one end
 * @param mapping the version of the tables that translated
 */
public record LossLedger(String system, String mapping, Direction direction, List<Line> lines) {
    public LossLedger {
        lines = List.copyOf(lines);
    }

    /** What was counted: local fields going out, elements coming back, or elements at the filter between the two. */
    public enum Direction {
        OUT,
        BACK,
        FILTER;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /** What can become of a field, from good to bad: a field with several uses counts as its worst. */
    public enum Outcome {
        MAPPED,
        CODED_DOWN,
        KEPT_AS_TEXT,
        MASKED,
        DROPPED,
        /** No field of the source: the mapping writes it, because a row of that sort needs a word which nobody said. */
        ASSUMED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The word in JSON, as {@code coded-down}. */
        public String word() {
            return word;
        }
    }

    /**
     * @param row    the local row type, or coming back the piece's kind
     * @param field  the local field, or coming back the element's names, as {@code name.family}
     * @param reason why it was dropped or kept as text; empty for the others
     */
    public record Line(String row, String field, Outcome outcome, String reason, int count) {
        /** True when the mapping itself gives the field up, with a reason of its own. */
        public boolean isOnPurpose() {
            return (outcome == Outcome.DROPPED || outcome == Outcome.KEPT_AS_TEXT)
                    && !LedgerText.isOurs(reason);
        }

        Line times(int times) {
            return times == 1 ? this : new Line(row, field, outcome, reason, times);
        }
    }

    /**
     * What a decision's filter left of a record: every element of {@code before} left with its piece, was masked out of it, or
     * was dropped with it.
     */
    public static LossLedger ofFilter(String system, String mapping, CommonRecord before, CommonRecord after) {
        var counts = new LinkedHashMap<Line, Integer>();
        for (var piece : before.pieces()) {
            var left = after.pieces().stream().filter(other -> other.id().equals(piece.id())).findFirst()
                    .map(other -> new ArrayList<>(other.resource().reading().rest()));
            for (var leaf : piece.resource().reading().rest()) {
                var outcome = left.isEmpty()
                        ? Outcome.DROPPED
                        : left.get().remove(leaf) ? Outcome.MAPPED : Outcome.MASKED;
                var reason = left.isEmpty() ? "withheld" : "";
                counts.merge(new Line(piece.kind().code(), leaf, outcome, reason, 1), 1, Integer::sum);
            }
        }
        return new LossLedger(system, mapping, Direction.FILTER, summed(counts));
    }

    /** The reasons that the translation itself gives; every other one is a mapping's own, in words. */
    public static Set<String> ownReasons() {
        return LedgerText.REASONS.keySet();
    }

    static List<Line> summed(Map<Line, Integer> counts) {
        return counts.entrySet().stream().map(each -> each.getKey().times(each.getValue())).toList();
    }

    /** The two as one, for a look at many records: lines that differ in their count alone become one. */
    public LossLedger and(LossLedger other) {
        var counts = new LinkedHashMap<Line, Integer>();
        Stream.concat(lines.stream(), other.lines.stream()).forEach(line -> counts.merge(
                new Line(line.row, line.field, line.outcome, line.reason, 1), line.count, Integer::sum));
        return new LossLedger(system, mapping, direction, summed(counts));
    }

    /** How many fields had this outcome. */
    public int count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome == outcome).mapToInt(Line::count).sum();
    }

    /** All fields of the source. */
    public int total() {
        return lines.stream().filter(line -> line.outcome != Outcome.ASSUMED).mapToInt(Line::count).sum();
    }

    /** One JSON object; equal ledgers give equal text. */
    public String toJson() {
        return LedgerText.json(this);
    }

    /** @throws IllegalArgumentException when the text is no ledger: unknown keys and words are refused */
    public static LossLedger fromJson(String json) {
        return LedgerText.read(json);
    }

    /** Of {@link #toJson()}. */
    public Digest digest() {
        return Digest.of(toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A table for people: totals first, then everything that was not simply mapped. */
    public String table(Language language) {
        return LedgerText.table(this, language);
    }
}
