package org.viaduc.mapping.local;

import java.util.Set;

/**
 * How large a record's tree may become, and what is not read into it.
 *
 * @param never     elements that are not extracted
 * @param documents elements that hold a document
 */
record TreeLimits(Set<String> never, Set<String> documents) {
    static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 200_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_DOCUMENT = (64 << 20) / 3 * 4;

    boolean skips(String path) {
        return never.contains(path);
    }

    void depth(int depth, int line) {
        if (depth > DEEPEST) {
            throw new UnreadableTree(line, "elements stand deeper than " + DEEPEST);
        }
    }

    void elements(int count, int line) {
        if (count > MOST_ELEMENTS) {
            throw new UnreadableTree(line, "the dossier has more than " + MOST_ELEMENTS + " elements");
        }
    }

    void text(String path, long length, int line) {
        var longest = documents.contains(path) ? LONGEST_DOCUMENT : LONGEST_TEXT;
        if (length > longest) {
            throw new UnreadableTree(line, "a text is longer than " + longest + " characters");
        }
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
