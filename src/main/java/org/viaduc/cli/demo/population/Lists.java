package org.viaduc.cli.demo.population;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The communes and names that the invention draws from, as packed into the program. */
record Lists(List<Place> places, List<String> birthNames, List<String> female, List<String> male) {
    static Lists packed() {
        var names = lines("/demo/names.csv");
        return new Lists(lines("/demo/communes.csv").stream().map(Lists::read).toList(), names(names, "birth"),
                names(names, "female"), names(names, "male"));
    }

    List<Place> places(Predicate<Place> wanted) {
        return places.stream().filter(wanted).toList();
    }

    Place place(String cog) {
        return places.stream().filter(each -> each.cog().equals(cog)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + cog + "` is not in demo/communes.csv"));
    }

    private static Place read(String line) {
        var cells = line.split(";", -1);
        return new Place(cells[0], cells[1], cells[2]);
    }

    private static List<String> names(List<String> lines, String list) {
        return lines.stream().filter(line -> line.startsWith(list + ";"))
                .flatMap(line -> Arrays.stream(line.substring(list.length() + 1).split(",", -1))).toList();
    }

    private static List<String> lines(String resource) {
        try (var in = Lists.class.getResourceAsStream(resource);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("`" + resource + "` is packed into the program but cannot be read", e);
        }
    }
}
