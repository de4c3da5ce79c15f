package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One page of a list of files that changed.
 *
 * @param files  their ids, in the order of the page
 * @param latest the latest change that the page names; empty for none
 * @param cursor what asks for the next page; empty when nothing does
 */
record RestPage(List<String> files, String latest, String cursor) {
    private static final int MOST_FILES = 10_000;
    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^,]*\\brel=\"?next\"?");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(100)
                    .maxStringLength(100_000).maxDocumentLength(16L << 20).build())
            .build());

    RestPage {
        files = List.copyOf(files);
    }

    /**
     * @param items   JSON pointer of the list (RFC 6901)
     * @param id      member of each item with the file's id
     * @param changed member of each item with the time of its last change
     * @param cursor  JSON pointer of what asks for the next page; {@code none} where a Link header does
     * @throws RestDoor.Lost when the answer is no such page
     */
    static RestPage read(InputStream answer, String items, String id, String changed, String cursor)
            throws IOException {
        var page = tree(answer);
        var list = page.at(items);
        if (!list.isArray() || list.size() > MOST_FILES) {
            throw new RestDoor.Lost("the list of changes has no list at `" + items + "`, or one that is too long");
        }
        var files = new ArrayList<String>();
        var latest = "";
        for (var item : list) {
            files.add(text(item.path(id)).filter(each -> each.length() <= 200).orElseThrow(
                    () -> new RestDoor.Lost("a listed file has no `" + id + "`")));
            latest = RestMark.later(latest, text(item.path(changed)).orElse(""));
        }
        return new RestPage(files, latest, cursor.equals("none") ? "" : text(page.at(cursor)).orElse(""));
    }

    static JsonNode tree(InputStream answer) throws IOException {
        try {
            return JSON.readTree(answer);
        } catch (JacksonException e) {
            throw new RestDoor.Lost("an answer is no JSON that can be read");
        }
    }

    static Optional<String> text(JsonNode node) {
        return node.isTextual() || node.isIntegralNumber()
                ? Optional.of(node.asText()).filter(each -> !each.isBlank())
                : Optional.empty();
    }

    /** Where a Link header says that the next page is (RFC 8288); empty when it does not. */
    static String next(String link) {
        var found = NEXT.matcher(link);
        return found.find() ? found.group(1) : "";
    }
}
