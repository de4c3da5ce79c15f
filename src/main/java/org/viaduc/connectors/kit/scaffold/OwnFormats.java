package org.viaduc.connectors.kit.scaffold;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.viaduc.connectors.kit.guess.Guess;
import org.viaduc.connectors.kit.guess.Guess.Line;

/**
 * How the system writes days, months and amounts mostly: what system.yaml says once, and lines need not repeat.
 *
 * @param usual the whole format by its word in the elements' table, as {@code date dd/MM/yyyy} for {@code date}
 */
record OwnFormats(Map<String, String> usual) {
    private static final List<String> WORDS = List.of("date", "month", "amount");

    static OwnFormats of(List<Guess> guesses) {
        var found = new LinkedHashMap<String, String>();
        for (var word : WORDS) {
            Stream.concat(lines(guesses).filter(line -> line.element().format().equals(word)).map(Line::format),
                    guesses.stream().flatMap(guess -> guess.moved().stream()).map(Guess.Moved::format)
                            .filter(any -> word.equals("date")))
                    .filter(format -> format.startsWith(word.equals("amount") ? "amount " : "date "))
                    .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()))
                    .entrySet().stream().max(Comparator.comparing(Map.Entry::getValue))
                    .ifPresent(most -> found.put(word, most.getKey()));
        }
        likely(found);
        return new OwnFormats(found);
    }

    /** Where the sample shows days and no month or amount: as whoever writes days like that writes them. */
    private static void likely(Map<String, String> found) {
        var day = found.get("date");
        if (day != null) {
            found.putIfAbsent("month", day.replaceAll("[/.-]?dd[/.-]?", ""));
            found.putIfAbsent("amount", day.contains("dd/") ? "amount fr" : "amount plain");
        }
    }

    private static Stream<Line> lines(List<Guess> guesses) {
        return guesses.stream().flatMap(guess -> guess.blocks().stream()).flatMap(block -> block.lines().stream());
    }

    /** What an element's own format means in this system. */
    String meant(String format) {
        return usual.getOrDefault(format, format);
    }

    /** The line of system.yaml; empty when it has nothing to say. */
    String write() {
        return usual.isEmpty()
                ? ""
                : usual.entrySet().stream().map(each -> each.getKey() + ": "
                        + Yaml.word(each.getValue().substring(each.getValue().indexOf(' ') + 1)))
                        .collect(Collectors.joining(", ", "formats: { ", " }\n"));
    }
}
