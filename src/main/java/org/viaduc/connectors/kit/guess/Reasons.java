package org.viaduc.connectors.kit.guess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.viaduc.connectors.kit.guess.Guess.Block;
import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.guess.Target.Field;

/** Why a column goes nowhere by itself, for whoever has to decide: what it looks like, and where its name would put it. */
record Reasons(Targets targets, boolean isPerson, ColumnNames names, Map<String, Look> looks, Set<String> used,
        List<Block> blocks) {
    private static final int MOST_NAMED = 9;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    Hint of(String name) {
        if (isKeyOfNir(name)) {
            return new Hint("la clé du NIR, à lire avec lui (`locals:`, voir connect-a-system.md)",
                    "the key of the NIR, to be read with it (`locals:`, see connect-a-system.md)");
        }
        var words = looks.get(name).words();
        if (isNumbered(name) && (names.of(name).foreign() || nearest(name).isEmpty())) {
            var all = NUMBER.matcher(name).replaceFirst("{n}");
            return words.and(", une de plusieurs colonnes numérotées : un bloc avec `repeat:` et `" + all
                    + "` (S03.household pour les enfants)",
                    ", one of several numbered columns: a block with `repeat:` and `"
                            + all + "` (S03.household for children)");
        }
        if (isOfAnEvent(name)) {
            return words.and(
                    " ; un évènement : si un mot en dit un déménagement, le fait `family-moved`, avec son jour et sa destination (`to`)",
                    "; an event: if a word says that it is a move, the fact `family-moved`, with its day and where to (`to`)");
        }
        if (names.of(name).foreign()) {
            return words.and(", au sujet d'une autre personne", ", about somebody else than the person");
        }
        return nearest(name).map(fit -> words.and(" ; " + fit.french(), "; " + fit.english())).orElse(words);
    }

    /** Whether another column is called the same but for the first number in its name. */
    private boolean isNumbered(String name) {
        var number = NUMBER.matcher(name);
        return number.find() && looks.keySet().stream().anyMatch(other -> !other.equals(name)
                && NUMBER.matcher(other).replaceFirst("").equals(number.replaceFirst("")));
    }

    private boolean isOfAnEvent(String name) {
        return names.areAbout("event") || names.of(name).concepts().contains("event");
    }

    private boolean isKeyOfNir(String name) {
        return Set.of(Set.of("number"), Set.of("number", "nir")).contains(names.of(name).concepts())
                && looks.get(name).isTwoDigits()
                && used.stream().anyMatch(other -> names.has(other)
                        && names.of(other).concepts().contains("nir") && !looks.get(other).isWholeNir());
    }

    /** Where the name alone would put it, and why it does not stand there. */
    private Optional<Hint> nearest(String name) {
        Optional<Hint> best = Optional.empty();
        var most = 0;
        for (var target : targets.pieces()) {
            for (var field : isPerson || !target.isOfThePerson() ? target.fields() : List.<Field>of()) {
                var score = names.score(name, field.named(), false);
                if (score > most) {
                    most = score;
                    best = Optional.of(nearest(name, target, field));
                }
            }
        }
        return best;
    }

    private Hint nearest(String name, Target target, Field field) {
        var at = "`" + field.element().name() + "`";
        var of = new Hint("d'après son nom " + at + " de " + target.piece(),
                "by its name " + at + " of " + target.piece());
        if (field.as() == As.CODES && looks.get(name).codes(field.codes()).isEmpty()) {
            var common = CodeWords.of(field.codes()).commons();
            var list = String.join(", ", common.subList(0, Math.min(MOST_NAMED, common.size())))
                    + (common.size() > MOST_NAMED ? ", …" : "");
            return of.and(", mais ses mots sont inconnus : écrire codes/" + field.codes() + ".csv (" + list + ")",
                    ", but its words are unknown: write codes/" + field.codes() + ".csv (" + list + ")");
        }
        return field.as() != As.CODES && looks.get(name).as(field.as()).isEmpty()
                ? of.and(", mais ses valeurs n'en ont pas la forme", ", but its values do not look like it")
                : standing(target, field).or(() -> missing(target)).map(why -> of.and(why.french(), why.english()))
                        .orElse(of);
    }

    private Optional<Hint> standing(Target target, Field field) {
        return blocks.stream().filter(block -> block.piece().equals(target.piece()))
                .flatMap(block -> block.lines().stream())
                .filter(line -> line.element().name().equals(field.element().name()))
                .map(line -> new Hint(", où se trouve déjà `" + line.column() + "`",
                        ", where `" + line.column() + "` stands already"))
                .findFirst();
    }

    private Optional<Hint> missing(Target target) {
        var made = blocks.stream().anyMatch(block -> block.piece().equals(target.piece()));
        return target.asked().or(() -> target.saysBenefit() ? Optional.of(Target.BENEFIT) : Optional.empty())
                .filter(any -> !made).map(element -> new Hint(", à laquelle il manque un champ pour `" + element + "`",
                        ", which lacks a field for `" + element + "`"));
    }
}
