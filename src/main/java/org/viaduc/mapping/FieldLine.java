package org.viaduc.mapping;

import java.util.List;
import java.util.Optional;

import org.viaduc.mapping.LossLedger.Outcome;
import org.viaduc.mapping.format.FixedDate;
import org.viaduc.mapping.format.Format;
import org.viaduc.model.FieldPath;

/** One line of a table: a local field and an element of the resource, read in either direction. */
abstract class FieldLine {
    final int local;
    final FieldPath path;

    FieldLine(int local, FieldPath path) {
        this.local = local;
        this.path = path;
    }

    /** Writes what the row holds in this line's field. @return true when it wrote anything */
    boolean out(Out out) {
        var value = out.values[local];
        if (value.isEmpty()) {
            return false;
        }
        out.became(local, write(value, out));
        return true;
    }

    abstract Fate write(String value, Out out);

    /** Takes what the resource holds at this line's element. */
    abstract void back(Back back);

    /** The fields that this line fills on the way back. */
    List<Integer> locals() {
        return List.of(local);
    }

    /** The places in the resource that this line's own conditions write, deepest first. */
    List<FieldPath> conditions() {
        return path.conditions();
    }

    /** A place in the resource at which this line puts a scalar. */
    FieldPath writes() {
        return path;
    }

    static String leaf(FieldPath path) {
        return path.leaf();
    }

    /** A scalar in one of the formats. */
    static final class Scalar extends FieldLine {
        private final Format format;
        private final Original original;
        private final String leaf;
        private final boolean lines;

        Scalar(int local, FieldPath path, Format format, boolean lines, String system) {
            super(local, path);
            this.format = format;
            this.lines = lines;
            this.original = new Original(path, system);
            this.leaf = leaf(path);
        }

        /** True when several pieces may share the field, one line each. */
        boolean takesLines() {
            return lines;
        }

        Format format() {
            return format;
        }

        @Override
        Fate write(String value, Out out) {
            var common = format.toCommon(value);
            if (common.isEmpty()) {
                original.keep(value, out.resource);
                return Fate.UNREADABLE;
            }
            switch (format.type()) {
                case TEXT -> out.resource.set(path, common);
                case BOOLEAN -> out.resource.set(path, common.equals("true"));
                case NUMBER -> out.resource.set(path, new java.math.BigDecimal(common));
            }
            return Fate.MAPPED;
        }

        @Override
        void back(Back back) {
            var restored = original.restore(back, local);
            restored.ifPresent(value -> back.put(local, value));
            var found = back.reading.take(path);
            if (found.isEmpty()) {
                return;
            }
            back.count(leaf, found.size() - 1, Outcome.DROPPED, "no-field");
            var value = format.toLocal(found.getFirst());
            if (restored.isPresent()) {
                back.count(leaf, 1, Outcome.MAPPED, "");
            } else {
                var fits = value.isEmpty() ? "" : back.fitting(local, value);
                if (fits.isEmpty()) {
                    back.unsaid(List.of(leaf), local, found.getFirst(), "unreadable");
                } else {
                    back.fill(local, fits);
                    var whole = fits.equals(value) && !format.cuts(found.getFirst());
                    back.count(leaf, 1, whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
                }
            }
        }
    }

    /** Several words in one field, each an entry of a list: between spaces, or each on its line. */
    static final class Names extends FieldLine {
        private final String leaf;
        private final char between;

        Names(int local, FieldPath path, char between) {
            super(local, path);
            this.leaf = leaf(path);
            this.between = between;
        }

        @Override
        Fate write(String value, Out out) {
            var start = 0;
            while (start < value.length()) {
                var end = start;
                while (end < value.length() && !ends(value.charAt(end))) {
                    end++;
                }
                var name = value.substring(start, end).strip();
                if (!name.isEmpty()) {
                    out.resource.set(path, name);
                }
                start = end + 1;
            }
            return Fate.MAPPED;
        }

        private boolean ends(char c) {
            return c == between || between == ' ' && Character.isWhitespace(c);
        }

        @Override
        void back(Back back) {
            var found = back.reading.take(path);
            if (!found.isEmpty()) {
                var whole = back.put(local, String.join(between == ',' ? ", " : String.valueOf(between), found))
                        && found.stream().noneMatch(name -> name.chars().anyMatch(c -> ends((char) c)));
                back.count(leaf, found.size(), whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
            }
        }
    }

    /** A quarter as {@code 2026T3}, which is a period from its first to its last day. */
    static final class Quarter extends FieldLine {
        private static final String[] STARTS = {"-01-01", "-04-01", "-07-01", "-10-01"};
        private static final String[] ENDS = {"-03-31", "-06-30", "-09-30", "-12-31"};

        private final FieldPath start;
        private final FieldPath end;
        private final Original original;

        Quarter(int local, FieldPath path, String system) {
            super(local, path);
            this.start = path.then("start");
            this.end = path.then("end");
            this.original = new Original(start, system);
        }

        @Override
        Fate write(String value, Out out) {
            var quarter = value.length() == 6 ? value.charAt(5) - '1' : -1;
            if (quarter < 0 || quarter > 3 || value.charAt(4) != 'T'
                    || FixedDate.of("yyyy").toCommon(value.substring(0, 4)).isEmpty()) {
                original.keep(value, out.resource);
                return Fate.UNREADABLE;
            }
            out.resource.set(start, value.substring(0, 4) + STARTS[quarter]);
            out.resource.set(end, value.substring(0, 4) + ENDS[quarter]);
            return Fate.MAPPED;
        }

        @Override
        void back(Back back) {
            original.restore(back, local).ifPresent(value -> back.put(local, value));
            var starts = back.reading.take(start);
            var ends = back.reading.take(end);
            var day = starts.isEmpty() ? Optional.<java.time.LocalDate>empty() : FixedDate.day(starts.getFirst());
            var leaves = starts.size() + ends.size();
            if (day.isPresent()) {
                var quarter = (day.get().getMonthValue() - 1) / 3;
                var year = starts.getFirst().substring(0, 4);
                back.put(local, year + "T" + (quarter + 1));
                var whole = (year + STARTS[quarter]).equals(starts.getFirst())
                        && ends.equals(List.of(year + ENDS[quarter]));
                back.count(leaf(path), leaves, whole ? Outcome.MAPPED : Outcome.CODED_DOWN, "");
            } else if (leaves > 0) {
                back.count(leaf(path), leaves, Outcome.DROPPED, "unreadable");
            }
        }

        @Override
        FieldPath writes() {
            return start;
        }
    }

    /** A document of the record, by its id. */
    static final class Document extends FieldLine {
        private final Original original;

        Document(int local, FieldPath path, String system) {
            super(local, path);
            this.original = new Original(path, system);
        }

        @Override
        Fate write(String value, Out out) {
            var document = out.documents.get(value);
            if (document == null) {
                original.keep(value, out.resource);
                return Fate.UNREADABLE;
            }
            out.resource.set(path, "cid:" + value);
            out.attach(document);
            return Fate.MAPPED;
        }

        @Override
        void back(Back back) {
            original.restore(back, local).ifPresent(value -> back.put(local, value));
            for (var found : back.reading.take(path)) {
                var there = found.startsWith("cid:") && back.attach(found.substring(4));
                if (there) {
                    back.put(local, found.substring(4));
                }
                back.count(leaf(path), 1, there ? Outcome.MAPPED : Outcome.DROPPED, there ? "" : "no-document");
            }
        }
    }
}
