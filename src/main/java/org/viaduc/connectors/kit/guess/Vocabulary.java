package org.viaduc.connectors.kit.guess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of field names mean, in French, Dutch and English: {@code kit/words.csv}. */
final class Vocabulary {
    private static final String NOTHING = "-";
    /** A word that is cut out of a longer one, as {@code nais} out of {@code NOMNAI}. */
    private static final int SHORTEST_PART = 2;

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> implied = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();

    /**
     * What a name says.
     *
     * @param unknown how many of its parts no table knows
     * @param foreign whether it is about somebody or something else than the row
     */
    record Said(Set<String> concepts, int unknown, boolean foreign) {
        Said {
            concepts = Set.copyOf(concepts);
        }
    }

    private Vocabulary() {
    }

    static Vocabulary load() {
        var found = new Vocabulary();
        try (var in = Vocabulary.class.getResourceAsStream("/kit/words.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("concept;"))
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the words of the kit cannot be read", e);
        }
        return found;
    }

    private void add(String line) {
        var cells = line.split(";", -1);
        var concept = cells[0].strip();
        if (concept.startsWith("!")) {
            concept = concept.substring(1);
            foreign.add(concept);
        }
        var arrow = concept.indexOf(" > ");
        if (arrow > 0) {
            implied.put(concept.substring(0, arrow), concept.substring(arrow + 3));
            concept = concept.substring(0, arrow);
        }
        for (var word : cells[1].split(" +")) {
            var before = words.put(word, concept);
            if (before != null && !before.equals(concept)) {
                throw new IllegalStateException("kit/words.csv: `" + word + "` means " + before + " and " + concept);
            }
        }
    }

    Said read(String name) {
        var concepts = new LinkedHashSet<String>();
        var unknown = 0;
        for (var part : parts(inside(name))) {
            var meant = meaning(part);
            if (meant.isEmpty()) {
                unknown++;
            }
            for (var concept : meant) {
                concepts.add(concept);
                Optional.ofNullable(implied.get(concept)).ifPresent(concepts::add);
            }
        }
        concepts.remove(NOTHING);
        return new Said(concepts, unknown, concepts.stream().anyMatch(foreign::contains));
    }

    /** Without the endings of `Né(e) le`. An element called `etatCivil` or `civil` holds who somebody is; what it holds is not therefore a marital status. */
    private static String inside(String name) {
        return name.replaceAll("(?i)\\((e|s|es)\\)", "").replaceAll("(?i)(^|\\.)(etat_?)?civil\\.", "$1");
    }

    /** Words between separators and at the humps of camel case; a whole name first, where the table has it. */
    private static List<String> parts(String name) {
        var humps = name.replaceAll("([a-zà-ÿ0-9])([A-ZÀ-Þ])", "$1 $2").replaceAll("([A-ZÀ-Þ]+)([A-ZÀ-Þ][a-zà-ÿ])",
                "$1 $2");
        return Arrays.stream(plain(humps).split("[^a-z0-9]+")).filter(part -> !part.isEmpty()).toList();
    }

    /** Lower case without accents. */
    static String plain(String text) {
        return Normalizer.normalize(text.replace("œ", "oe").replace("Œ", "Oe"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    private List<String> meaning(String part) {
        if (words.containsKey(part)) {
            return List.of(words.get(part));
        }
        var letters = part.replaceAll("[0-9]+", "");
        if (letters.isEmpty()) {
            return List.of(NOTHING);
        }
        if (words.containsKey(letters)) {
            return List.of(words.get(letters));
        }
        var whole = cut(letters);
        return whole.isEmpty() && letters.endsWith("s") && letters.length() > 3
                ? meaning(letters.substring(0, letters.length() - 1))
                : whole;
    }

    /** The fewest known words that make up the whole; empty when they do not. */
    private List<String> cut(String part) {
        var best = new ArrayList<List<String>>();
        best.add(List.of());
        for (var end = 1; end <= part.length(); end++) {
            List<String> found = null;
            for (var start = 0; start <= end - SHORTEST_PART; start++) {
                var concept = words.get(part.substring(start, end));
                var before = best.get(start);
                if (concept != null && before != null && (found == null || before.size() + 1 < found.size())) {
                    found = new ArrayList<>(before);
                    found.add(concept);
                }
            }
            best.add(found);
        }
        var whole = best.get(part.length());
        return whole == null ? List.of() : whole;
    }

    /** Every concept that a target may ask for. */
    boolean knows(String concept) {
        return words.containsValue(concept) || implied.containsValue(concept);
    }
}
