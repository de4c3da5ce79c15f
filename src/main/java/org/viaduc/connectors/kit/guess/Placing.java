package org.viaduc.connectors.kit.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.viaduc.connectors.kit.guess.Guess.Block;
import org.viaduc.connectors.kit.guess.Guess.Codes;
import org.viaduc.connectors.kit.guess.Guess.Line;
import org.viaduc.connectors.kit.guess.Target.As;
import org.viaduc.connectors.kit.guess.Target.Field;
import org.viaduc.connectors.kit.sample.Sample.Shape;
import org.viaduc.connectors.kit.sample.Sample.Table;

/**
 * Which columns of a table stand at which elements: the best fits first, a column and an element each used once.
 *
 * @param used the columns that have their place already; gets those that find one here
 */
record Placing(Targets targets, Table table, boolean isPerson, ColumnNames names, Map<String, Look> looks,
        Set<String> used) {

    /** A column at an element: how well the name fits, and in which format its values do. */
    private record Fit(int score, int place, String column, Target target, Field field, String format,
            Optional<Codes> codes) {}

    List<Block> blocks() {
        var fits = new ArrayList<Fit>();
        for (var i = 0; i < table.columns().size(); i++) {
            if (!used.contains(table.columns().get(i).name())) {
                fits.addAll(fits(i));
            }
        }
        fits.sort(Comparator.comparingInt((Fit fit) -> -fit.score).thenComparingInt(Fit::place));
        var chosen = new HashMap<Target, List<Fit>>();
        var taken = new HashSet<String>();
        var more = new ArrayList<Block>();
        for (var fit : fits) {
            var place = fit.target.piece() + " " + fit.field.element().name();
            if (used.contains(fit.column) && !fit.field.shared()) {
                continue;
            }
            if (taken.add(place)) {
                used.add(fit.column);
                chosen.computeIfAbsent(fit.target, target -> new ArrayList<>()).add(fit);
            } else if (fit.field.several()) {
                used.add(fit.column);
                more.add(new Block(fit.target.piece(), Optional.empty(), Map.of(), List.of(line(fit))));
            }
        }
        return Stream.concat(targets.pieces().stream().filter(chosen::containsKey)
                .flatMap(target -> block(target, chosen.get(target)).stream()), more.stream()).toList();
    }

    private List<Fit> fits(int place) {
        var name = table.columns().get(place).name();
        var found = new ArrayList<Fit>();
        for (var target : targets.pieces()) {
            if (isPerson || !target.isOfThePerson()) {
                for (var field : target.fields()) {
                    var score = names.score(name, field.named(), false);
                    if (score > 0) {
                        fit(score, place, target, field).ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }

    private Optional<Fit> fit(int score, int place, Target target, Field field) {
        var column = table.columns().get(place);
        var look = looks.get(column.name());
        if (column.shape() == Shape.LIST && !field.element().path().endsWith("[*]")) {
            return Optional.empty();
        }
        return field.as() == As.CODES
                ? look.codes(field.codes()).map(codes -> new Fit(score, place, column.name(), target, field, "",
                        Optional.of(codes)))
                : look.as(field.as()).map(format -> new Fit(score, place, column.name(), target, field, format,
                        Optional.empty()));
    }

    /** Empty, and its columns free again, where something is missing without which there is no such piece. */
    private Optional<Block> block(Target target, List<Fit> fits) {
        var own = fits.stream().filter(fit -> !fit.field.shared()).map(Fit::column).toList();
        var asked = target.asked().flatMap(element -> column(fits, element));
        var says = !target.saysBenefit() || column(fits, Target.BENEFIT).isPresent();
        var fixed = says ? Optional.<String>empty() : names.benefit(own);
        if (own.isEmpty() || target.asked().isPresent() && asked.isEmpty() || !says && fixed.isEmpty()) {
            own.forEach(used::remove);
            return Optional.empty();
        }
        var lines = fits.stream().sorted(Comparator.comparingInt(Fit::place)).map(Placing::line).toList();
        return Optional.of(new Block(target.piece(), asked,
                fixed.map(word -> Map.of(Target.BENEFIT, word)).orElse(Map.of()), lines));
    }

    private static Line line(Fit fit) {
        return new Line(fit.column, fit.field.element(), fit.format, fit.codes, fit.field.note());
    }

    private static Optional<String> column(List<Fit> fits, String element) {
        return fits.stream().filter(fit -> fit.field.element().name().equals(element)).map(Fit::column).findFirst();
    }
}
