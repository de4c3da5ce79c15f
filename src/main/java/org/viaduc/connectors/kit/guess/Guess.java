package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Table;
import org.viaduc.mapping.CommonElement;

/**
 * Where the columns of one row type belong. Every column is a key, says whether the address is hidden, stands in a line of
 * a piece or in the fact, or is left with a reason.
 *
 * @param never     rows of personal notes, which are not even read
 * @param person    the column that says whose row it is
 * @param household the column that says which household's row it is
 * @param hidden    the column that says whether the address is hidden
 * @param left      the columns that go nowhere, each with its reason
 */
public record Guess(Table table, boolean never, Optional<String> person, Optional<String> household,
        Optional<Hidden> hidden,
        List<Block> blocks, Optional<Moved> moved, Map<String, Left> left) {
    public Guess {
        blocks = List.copyOf(blocks);
        left = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(left));
    }

    /** @param when the word that hides. @param open the word that does not */
    public record Hidden(String column, String when, String open) {}

    /**
     * A piece that rows make.
     *
     * @param asked the column without which a row makes none
     * @param fixed elements that always say the same, by name
     */
    public record Block(String piece, Optional<String> asked, Map<String, String> fixed, List<Line> lines) {
        public Block {
            fixed = Map.copyOf(fixed);
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param format of the mapping language; empty for plain text
     * @param codes  the code table; its words stand in {@code words}
     */
    public record Line(String column, CommonElement element, String format, Optional<Codes> codes,
            Optional<String> note) {
        /** Where FHIR puts it. */
        public String path() {
            return element.path();
        }
    }

    /** @param words the column's own words, each with the common code it most likely stands for, or none */
    public record Codes(String table, Map<String, Optional<String>> words) {
        public Codes {
            words = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(words));
        }

        public boolean isWhole() {
            return words.values().stream().allMatch(Optional::isPresent);
        }
    }

    /** The fact that somebody has moved. @param format of the day */
    public record Moved(String on, String format, String to, Optional<Codes> codes) {}

    /** Why a column goes nowhere. @param decided false while somebody has to decide */
    public record Left(boolean decided, Hint why) {}

    /** How many columns were placed without anybody's help. */
    public int placed() {
        return never
                ? table.columns().size()
                : (int) table.columns().stream().map(Column::name)
                        .filter(name -> !left.containsKey(name) || left.get(name).decided()).count();
    }
}
