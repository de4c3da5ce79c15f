package org.viaduc.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.format.Format;
import org.viaduc.model.LocalRow;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;

/**
 * One entry of {@code facts}: which rows state a fact, and what it says.
 *
 * @param on the field that holds its day
 */
record FactTable(FactKind kind, List<Condition> when, int on, Format onFormat, Map<String, Said> fields,
        Optional<Said> author) {
    /** Why somebody decided so stays in the node; not even its digest leaves in an id. */
    private static final String MOTIVE = "motive";
    /** The length of a whole day, with which a time begins. */
    private static final int DAY = 10;

    /** Where a word of a fact comes from. */
    sealed interface Said {
        record Fixed(String word) implements Said {}

        record Written(int field, Format format) implements Said {}

        record Coded(int field, CodeTable table) implements Said {}

        /** The word in common terms, empty when the row does not say it; the field's fate is noted. */
        default String read(Out row, Optional<LocalDate> day) {
            return switch (this) {
                case Fixed(var word) -> word;
                case Written(var field, var format) -> told(row, field,
                        row.values[field].isEmpty() ? "" : format.toCommon(row.values[field]), Fate.LOST);
                case Coded(var field, var table) -> told(row, field,
                        table.common(row.values[field], day).map(CodeTable.Line::common).orElse(""), Fate.LOST_CODE);
            };
        }

        private static String told(Out row, int field, String word, Fate otherwise) {
            if (!row.values[field].isEmpty()) {
                row.became(field, word.isEmpty() ? otherwise : Fate.MAPPED);
            }
            return word;
        }
    }

    FactTable {
        when = List.copyOf(when);
        fields = Map.copyOf(fields);
    }

    /**
     * States the fact if the row is one; a row that is one and cannot be read as one is a doubt.
     *
     * @return whether the row is one
     */
    boolean out(LocalRow source, Out row, Translating record) {
        if (!Condition.allHold(when, row.values)) {
            return false;
        }
        when.forEach(condition -> row.became(condition.field(), Fate.MAPPED));
        var text = row.values[on].isEmpty() ? "" : onFormat.toCommon(row.values[on]);
        if (text.length() < DAY) {
            row.became(on, Fate.LOST);
            record.doubt(source, "a fact `" + kind + "` whose day cannot be read");
            return true;
        }
        row.became(on, Fate.MAPPED);
        var day = LocalDate.parse(text.substring(0, DAY));
        var words = new HashMap<String, String>();
        fields.forEach((name, said) -> {
            var word = said.read(row, Optional.of(day));
            if (!word.isEmpty()) {
                words.put(name, word);
            }
        });
        var by = author.map(said -> said.read(row, Optional.of(day))).filter(word -> !word.isBlank());
        fact(day, words, by, record).ifPresentOrElse(record.facts::add,
                () -> record.doubt(source, "a fact `" + kind + "` that says something unknown"));
        return true;
    }

    private Optional<Fact> fact(LocalDate day, Map<String, String> words, Optional<String> by, Translating record) {
        var system = record.record.system();
        var parts = new ArrayList<>(List.of(system, record.record.localId(), kind.word(), day.toString()));
        words.entrySet().stream().filter(word -> !word.getKey().equals(MOTIVE)).sorted(Map.Entry.comparingByKey())
                .forEach(word -> parts.add(word.getKey() + "=" + word.getValue()));
        try {
            return Optional.of(FactCodec.fact(FactId.derivedFrom(parts), kind, day, words, by.orElse(system),
                    record.now, system, Optional.empty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
