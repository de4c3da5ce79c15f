package org.viaduc.connectors.kit.guess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The common codes of one table, with words that local systems use for them: {@code kit/codes/NAME.csv}. */
public final class CodeWords {
    private final Map<String, String> displays = new LinkedHashMap<>();
    private final Map<String, String> byWord = new LinkedHashMap<>();

    private CodeWords() {
    }

    /** @throws IllegalStateException when the kit has no such table */
    public static CodeWords of(String table) {
        var found = new CodeWords();
        try (var in = CodeWords.class.getResourceAsStream("/kit/codes/" + table + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("the kit has no codes for `" + table + "`");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("common;")).forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the codes of the kit cannot be read", e);
        }
        return found;
    }

    private void add(String line) {
        var cells = line.split(";", -1);
        displays.put(cells[0], cells[1]);
        byWord.putIfAbsent(key(cells[1]), cells[0]);
        byWord.putIfAbsent(key(cells[0]), cells[0]);
        for (var word : cells[2].split("\\|")) {
            byWord.putIfAbsent(key(word), cells[0]);
        }
    }

    /** The common code that a local word most likely stands for. */
    public Optional<String> common(String local) {
        return Optional.ofNullable(byWord.get(key(local)))
                .or(() -> Optional.ofNullable(byWord.get(key(local.replaceAll("[(·.][a-z]+\\)?$", "")))));
    }

    public String display(String common) {
        return displays.getOrDefault(common, "");
    }

    public List<String> commons() {
        return List.copyOf(displays.keySet());
    }

    private static String key(String word) {
        return Vocabulary.plain(word).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
