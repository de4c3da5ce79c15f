package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list of local words with the fact that each states, written as a table: {@code by} the field that holds the word, {@code on}
 * its day, {@code author} who says so, and {@code words} with one line for each.
 */
final class FactWords {
    private FactWords() {
    }

    /** The facts, each with its condition; the block itself where it is about one fact. */
    static List<YamlMap> of(YamlMap block) {
        if (!block.has("words")) {
            return List.of(block);
        }
        var by = block.need("by");
        var found = new ArrayList<YamlMap>();
        block.map("words").ifPresent(words -> words.keys().forEach(word -> found.add(fact(block, words, word)
                .saying("when", Map.of("field", by, "is", word), words.line(word)))));
        block.done();
        return found;
    }

    private static YamlMap fact(YamlMap block, YamlMap words, String word) {
        var fact = block.meaning(words.line(word));
        if (words.isWord(word)) {
            fact.take("fact", words, word);
        } else {
            words.map(word).ifPresent(said -> {
                if (said.keys().size() != 1) {
                    said.fault(said.line(), "a word states one fact, as `family-moved: { to: … }`");
                }
                said.keys().stream().limit(1).forEach(name -> {
                    fact.say("fact", name);
                    fact.take("fields", said, name);
                });
            });
        }
        List.of("on", "author").stream().filter(block::has).forEach(key -> fact.take(key, block, key));
        return fact;
    }
}
