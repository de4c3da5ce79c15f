package org.viaduc.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;

/** The words and element names that an entry may hold: what is not listed cannot be written. */
final class Vocabulary {
    private static final Set<String> WORDS = words();
    private static final Set<String> ELEMENTS = read("fhir-elements.txt");

    private Vocabulary() {
    }

    static boolean hasWord(String word) {
        return WORDS.contains(word);
    }

    static boolean hasElement(String name) {
        return ELEMENTS.contains(name);
    }

    private static Set<String> words() {
        var words = new HashSet<>(read("words.txt"));
        Stream.of(Track.values()).map(Track::word).forEach(words::add);
        Stream.of(Purpose.values()).map(Purpose::word).forEach(words::add);
        Stream.of(Mark.values()).map(Mark::word).forEach(words::add);
        Stream.of(Section.values()).map(Section::name).forEach(words::add);
        Stream.of(Step.values()).map(Step::word).forEach(words::add);
        return Set.copyOf(words);
    }

    private static Set<String> read(String name) {
        var found = new HashSet<String>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Vocabulary.class.getResourceAsStream("/journal/" + name), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> found.addAll(Arrays.asList(line.split(" "))));
            return Set.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException("the packed list `journal/" + name + "` cannot be read", e);
        }
    }
}
