package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.viaduc.connectors.kit.sample.Sample.Column;
import org.viaduc.connectors.kit.sample.Sample.Judge;
import org.viaduc.connectors.kit.sample.Sample.Table;

/** Guesses where the columns of a sample belong. The same sample gives the same guess. */
public final class Guesser implements Judge {
    private final Vocabulary vocabulary = Vocabulary.load();
    private final Targets targets = Targets.load();
    private final Optional<String> key;

    /** @param key the column that says whose row it is, where somebody has said so */
    public Guesser(Optional<String> key) {
        this.key = key;
    }

    /** Where the columns belong of the table whose rows say who a file is about. */
    public Guess person(Table table) {
        return new TableGuess(targets, vocabulary, table, true, Set.of()).guess(key);
    }

    @Override
    public int identity(Table table) {
        return person(table).blocks().stream().filter(block -> block.piece().equals("S01.identity"))
                .mapToInt(block -> block.lines().size()).sum();
    }

    @Override
    public boolean saysSomething(Table table) {
        var guess = person(table);
        return !guess.blocks().isEmpty() || guess.household().isPresent() || guess.hidden().isPresent();
    }

    /** Where the columns of another table belong. @param keys the person's own keys, which its rows may repeat */
    public Guess other(Table table, Set<String> keys) {
        return new TableGuess(targets, vocabulary, table, false, keys).guess(key);
    }

    /** The words for yes and no, where the column has nothing else. */
    public Optional<List<String>> yesNo(Column column) {
        return new Look(column).yesNo();
    }

    /**
     * The column of another table that says whose row it is, by its name.
     *
     * @param key  of the person's own rows
     * @param bare whether a name that says no more than a number is enough: each table of a database has an id of its own
     */
    public Optional<String> keyOf(Table table, String key, boolean bare) {
        var same = table.columns().stream().map(Column::name).filter(key::equals).findFirst();
        if (same.isPresent() && vocabulary.read(key).concepts().size() > 1) {
            return same;
        }
        return table.columns().stream().map(Column::name).filter(name -> !name.equals(key))
                .filter(name -> vocabulary.read(name).unknown() == 0
                        && vocabulary.read(name).concepts().equals(Set.of("person", "number")))
                .findFirst().or(() -> same.filter(any -> bare));
    }
}
