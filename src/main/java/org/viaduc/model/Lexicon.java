package org.viaduc.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the code words of nodes and journals mean to people, from {@code words/lexicon.csv}; an unknown word stands for itself. */
public final class Lexicon {
    private static final String RESOURCE = "/words/lexicon.csv";
    private static final Map<String, String[]> WORDS = read();

    private Lexicon() {
    }

    /**
     * What a code means in a language, or the code itself where nothing is known of it. A field with what became of it, as
     * {@code dropped:P.nom_nais}, is said as {@code P.nom_nais (dropped)}.
     */
    public static String say(String code, Language language) {
        var meanings = WORDS.get(code);
        if (meanings != null) {
            return language.pick(meanings[1], meanings[2]);
        }
        var colon = code.indexOf(':');
        var outcome = colon < 0 ? null : WORDS.get("one:" + code.substring(0, colon));
        return outcome == null
                ? code
                : code.substring(colon + 1) + " (" + language.pick(outcome[1], outcome[2]) + ")";
    }

    public static boolean knows(String code) {
        return WORDS.containsKey(code);
    }

    private static Map<String, String[]> read() {
        var words = new HashMap<String, String[]>();
        try (var in = Lexicon.class.getResourceAsStream(RESOURCE);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(";", -1))
                    .forEach(cells -> words.put(cells[0], cells));
        } catch (IOException e) {
            throw new UncheckedIOException("`" + RESOURCE + "` is packed into the program but cannot be read", e);
        }
        return words;
    }
}
