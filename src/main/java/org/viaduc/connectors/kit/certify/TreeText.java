package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file that is an element tree, so that elements can be taken away, added, turned round and renamed. A path is the names
 * below the root with dots between them; the root's is empty, an attribute's name begins with {@code @}.
 */
interface TreeText {
    /** The paths of all that holds a value, and of all that holds others: whether it holds a value. */
    Map<String, Boolean> paths();

    /** Without whatever stands at the path. */
    byte[] without(String path) throws IOException;

    /** With another last name for whatever stands at the path. */
    byte[] renamed(String path, String name) throws IOException;

    /** With one value more in whatever stands at the path. */
    byte[] with(String path, String name) throws IOException;

    /** With all members of each element the other way round; those of one name keep their order. */
    byte[] turned() throws IOException;

    /**
     * The file in three parts: what stands before its records, the records with a mark at the end of each key, and what
     * stands behind them.
     *
     * @param records where the records stand
     * @param keys    where keys stand
     * @param others  what stands elsewhere instead of what the example says, by path
     */
    Cut cut(List<String> records, Set<String> keys, Map<String, String> others) throws IOException;

    /** @param between what stands between two records */
    record Cut(byte[] head, String records, String between, byte[] tail) {
        static final String MARK = "__KEY__";
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
