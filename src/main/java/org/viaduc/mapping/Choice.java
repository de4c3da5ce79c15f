package org.viaduc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.viaduc.mapping.YamlMap.Word;

/**
 * Blocks that differ by one word alone, written as one: {@code piece: { by: type_doc, S10.ppe: PPE, S15.document: [CNI, JDOM] }}
 * stands for a block of each kind with the condition that the field holds its word; {@code otherwise} among the words for the
 * rows that are left.
 */
final class Choice {
    private static final String BY = "by";
    private static final String OTHERWISE = "otherwise";

    private Choice() {
    }

    /** The blocks for which this one stands; itself where it is one. @param key {@code piece} or {@code fact} */
    static List<YamlMap> of(YamlMap block, String key) {
        if (!block.isMap(key)) {
            return List.of(block);
        }
        var found = new ArrayList<YamlMap>();
        block.map(key).ifPresent(choice -> {
            var by = choice.need(BY);
            if (block.has("when")) {
                block.fault("when", "`by` says which rows are meant: `when` has no place beside it");
            }
            choice.keys().stream().filter(kind -> !kind.equals(BY)).forEach(kind -> {
                var words = choice.words(kind).stream().map(Word::text).toList();
                var said = words.stream().filter(word -> !word.equals(OTHERWISE)).toList();
                var each = block.saying(key, kind, choice.line(kind));
                if (!said.isEmpty()) {
                    found.add(each.saying("when", Map.of("field", by, said.size() == 1 ? "is" : "in", said),
                            choice.line(kind)));
                }
                if (said.size() < words.size()) {
                    found.add(each.saying("when", OTHERWISE, choice.line(kind)));
                }
            });
        });
        return found;
    }
}
